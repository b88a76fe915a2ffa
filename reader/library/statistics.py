"""What a library holds: issues, articles, characters, gaps in the run of dates, impossible dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from reader.language import figure, tr
from reader.library.cache import Ask, Cache
from reader.library.reading import located

_DAY = timedelta(days=1)


class Statistics(NamedTuple):
    """Counts of a library.

    issues
        Days that have pages.
    undated
        Pages without a date.
    characters
        Code points of all articles that aren't white space.
    first, last
        The first and last day, ``""`` if no page has one.
    missing
        Days on which an issue is missing, by the rule that ``rule`` says in words.
    gaps
        First and last of each run of such days.
    impossible
        Path and date of each page whose date isn't in the calendar or lies ahead.
    """

    pages: int
    issues: int
    undated: int
    articles: int
    photos: int
    characters: int
    columns: int
    people: int
    first: str
    last: str
    missing: int
    gaps: tuple[tuple[str, str], ...]
    impossible: tuple[tuple[str, str], ...]


def counted(found: Statistics) -> list[tuple[str, str]]:
    """Names and values of the counts, for a reader."""
    span = f"{found.first} – {found.last}" if found.first else "–"
    return [
        (tr("Issues"), figure(found.issues)),
        (tr("From – to"), span),
        (tr("Pages"), figure(found.pages)),
        (tr("Pages without a date"), figure(found.undated)),
        (tr("Articles"), figure(found.articles)),
        (tr("Photo stories"), figure(found.photos)),
        (tr("Characters"), figure(found.characters)),
        (tr("Columns"), figure(found.columns)),
        (tr("People"), figure(found.people)),
        (tr("Days without an issue"), f"{figure(found.missing)} · {rule()}"),
        (tr("Dates that can't be"), figure(len(found.impossible))),
    ]


def rule() -> str:
    """When a day counts as missing, in words."""
    return tr("counting weekdays that had an issue at least half the time that year")


def days_of(dates: Iterable[str]) -> set[date]:
    """The days among dates that may leave a month or day open, or name a day that never was."""
    found = set()
    for value in dates:
        if len(value) == 10 and is_possible(value):
            found.add(date.fromisoformat(value))
    return found


def is_possible(value: str, today: date | None = None) -> bool:
    """Whether a date, which may leave month and day open, is in the calendar and not ahead."""
    numbers = [int(part) for part in value.split("-")]
    try:
        begin = date(*(*numbers, 1, 1)[:3])
    except ValueError:
        return False
    return begin <= (today or date.today()) + _DAY  # it's already tomorrow elsewhere


def missing(days: set[date], years: Iterable[int] | None = None) -> list[date]:
    """The days on which an issue is missing, between the first and the last, in all years or some."""
    if len(days) < 2:
        return []
    first, last = min(days), max(days)
    wanted = range(first.year, last.year + 1) if years is None else years
    return sorted(_expected(days, first, last, wanted) - days)


def gaps(days: set[date]) -> tuple[tuple[date, date], ...]:
    """The runs of missing days."""
    runs: list[list[date]] = []
    for day in missing(days):
        if runs and not any(
            runs[-1][1] + _DAY * n in days for n in range(1, (day - runs[-1][1]).days)
        ):
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return tuple((begin, end) for begin, end in runs)


def _expected(days: set[date], first: date, last: date, years: Iterable[int]) -> set[date]:
    """The days on which there should be an issue, judged for each year by its weekdays."""
    found: set[date] = set()
    for year in years:
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        span = [begin + _DAY * n for n in range((end - begin).days + 1)]
        for weekday in range(7):
            mine = [day for day in span if day.weekday() == weekday]
            if mine and 2 * sum(day in days for day in mine) >= len(mine):
                found.update(mine)
    return found


def statistics_of(
    ask: Ask, cache: Cache, browse: Callable[[str], Sequence[tuple[str, int]]]
) -> Statistics:
    """The statistics of a library; ``browse`` lists its columns and people."""
    dates, sizes = ask(lambda: (cache.dates(), cache.sizes()))
    placed = [(located(path), date) for path, date in dates]
    return collected(placed, *sizes, len(browse("column")), len(browse("person")))


def collected(
    dates: Sequence[tuple[str, str]],
    articles: int,
    photos: int,
    characters: int,
    columns: int,
    people: int,
) -> Statistics:
    """The statistics of pages with these paths and dates, and of articles counted already."""
    days = days_of(value for _, value in dates if value)
    return Statistics(
        len(dates),
        len(days),
        sum(not value for _, value in dates),
        articles,
        photos,
        characters,
        columns,
        people,
        min(days).isoformat() if days else "",
        max(days).isoformat() if days else "",
        len(missing(days)),
        tuple((a.isoformat(), b.isoformat()) for a, b in gaps(days)),
        tuple((path, value) for path, value in dates if value and not is_possible(value)),
    )
