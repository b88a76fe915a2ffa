"""The quiet line at the foot: where one is in the papers, how far in the article, how much is left."""

from __future__ import annotations

from reader.desk import Contents, Reading
from reader.language import tr, trn
from reader.window.eliding import Eliding


class Whereabouts(Eliding):
    """One line of text, empty while no article is open."""

    def __init__(self) -> None:
        super().__init__(least=8)
        self.setContentsMargins(8, 0, 8, 0)
        self._place = ""
        self._progress = ""
        self._whole = False

    def show_whole(self, on: bool) -> None:
        """Whether the whole page is read: then what has been read of one article isn't said."""
        self._whole = on
        self._say()

    def show_place(self, contents: Contents | None, reading: Reading | None) -> None:
        """Say which article of which page is open."""
        self._place = _position(contents, reading) if reading else ""
        if reading is None:
            self._progress = ""
        self._say()

    def show_progress(self, reading: Reading, piece: int, at: int) -> None:
        """Say how much has been read, down to a code point of a piece, and how long the rest takes."""
        left = reading.minutes_after(piece, at)
        share = tr("{percent} % read", percent=round(100 * reading.share_before(piece, at)))
        if left:
            rest = trn("{count} minute left", "{count} minutes left", left)
            self._progress = f"{share} · {rest}"
        else:
            self._progress = share
        self._say()

    def _say(self) -> None:
        progress = "" if self._whole else self._progress
        self.setText(" · ".join(part for part in (self._place, progress) if part))


def _position(contents: Contents | None, reading: Reading) -> str:
    if contents is None or reading.found.page.key not in contents.places:
        return ""
    number = contents.places[reading.found.page.key]
    loose = reading.found.article.kind == "loose"
    ours = contents.order[number].articles
    articles = [article.id for article in ours if (article.kind == "loose") == loose]
    if reading.found.article.id not in articles:
        return ""
    if loose:
        return tr(
            "Page {page} of {pages} · fragment to be placed {article} of {articles}",
            page=number + 1,
            pages=len(contents.order),
            article=articles.index(reading.found.article.id) + 1,
            articles=len(articles),
        )
    return tr(
        "Page {page} of {pages} · article {article} of {articles}",
        page=number + 1,
        pages=len(contents.order),
        article=articles.index(reading.found.article.id) + 1,
        articles=len(articles),
    )
