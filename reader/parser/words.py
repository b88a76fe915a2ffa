"""Evidence in words: what each family of the models' features looks at."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.language import tr

#: Which family a feature of a joint belongs to, by how its name begins; the first that fits.
_JOINT = (
    ("joint", "joint"),
    ("glue|crossing|word", "glue"),
    ("rival", "rival"),
    ("near,glue", "glue"),
    ("(near|same|next|far),(left|label)=", "roles"),
    ("((near|same|next|far)|alone),right=", "form"),
    ("where=near", "near"),
    ("where=", "stories"),
    ("(near|same|next|far),", "left end"),
    (".*,begin=.*,(text|clause|few|short|line)", "ends"),
    ("unmet,(label|body)|against|alone,label", "roles"),
    ("unmet", "unmet"),
    ("rank", "rank"),
    ("stories", "stories"),
    ("captions only", "between"),
    ("body between", "between"),
    ("shared|wide|home", "shared"),
    ("closes", "quotes"),
    ("hangs", "quotes"),
    ("unopened", "quotes"),
    ("end=.*begin=", "ends"),
    ("end=|paragraph end", "left end"),
    ("taken", "taken"),
    ("waiting|none waiting|one waits", "waiting"),
    ("full column|short left|lead left", "left long"),
    ("start", "starts"),
    ("chance", "roles"),
    ("alone,", "form"),
    ("alone", "alone"),
    ("bullet|mark|indent|short", "form"),
    ("open ends|last open", "open"),
)
#: The same for a feature of a role.
_ROLE = (
    ("theme", "theme"),
    ("group=", "group"),
    ("-1:", "before"),
    ("1:", "behind"),
    (r"-?\d:", "far off"),
    (r".*\|", "around"),
    ("len=|usual|longer", "len"),
    ("shape=|unmarked", "shape"),
    ("cut=", "cut"),
    ("end=", "end"),
    ("begin=", "begin"),
    ("blanks=", "blanks"),
    ("lines=|tall=", "lines"),
    ("mark=|note", "mark"),
    ("style=|signed=", "style"),
    ("at=|from_end=", "at"),
    ("indent=", "indent"),
    ("fill=", "fill"),
    ("w=", "words"),
    ("commas=|spaces=|stops=", "signs"),
    ("name|ends_name", "name"),
    ("head=", "head"),
    ("last|first", "letters"),
    ("alike|again", "again"),
    ("unclosed=|unopened=", "quotes"),
    ("start=", "starts"),
    ("near=|far=|adjacent=|glued_on", "glue"),
    ("opens=|after_open=", "after"),
    ("of=", "theme"),
    ("jump", "jump"),
)


def joint_evidence(feature: str) -> str:
    """What a feature of a joint looks at, in words."""
    return _words(_family(feature, _JOINT))


def role_evidence(feature: str) -> str:
    """What a feature of a role looks at, in words."""
    return _words(_family(feature, _ROLE))


def summed(
    evidence: tuple[tuple[str, float], ...], words: Callable[[str], str]
) -> list[tuple[str, float]]:
    """Evidence by what it looks at, the strongest first; features of one family are added up."""
    found: dict[str, float] = {}
    for feature, weight in evidence:
        name = words(feature)
        found[name] = found.get(name, 0.0) + weight
    return sorted(
        ((n, round(w, 2)) for n, w in found.items() if round(w, 2)), key=lambda p: -abs(p[1])
    )


def _family(feature: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((name for start, name in table if re.match(start, feature)), "other")


def role_name(label: str) -> str:
    """A role or label of the labeller, in words."""
    return {
        "banner": tr("banner"),
        "furniture": tr("furniture"),
        "column": tr("column heading"),
        "kicker": tr("kicker"),
        "title": tr("headline"),
        "subtitle": tr("subtitle"),
        "byline": tr("byline"),
        "paragraph": tr("paragraph"),
        "heading": tr("short line of text"),
        "torn": tr("torn paragraph's continuation"),
        "photo": tr("picture story"),
        "caption": tr("caption"),
        "credit": tr("credit"),
        "more": tr("continuation of the line above"),
    }[label]


def _words(family: str) -> str:
    return {
        "joint": tr("how readily fragments join at all"),
        "glue": tr("whether the joint makes a word"),
        "rival": tr("whether what follows it goes on better"),
        "near": tr("whether it stands right behind"),
        "rank": tr("how many other open ends lie between"),
        "stories": tr("how many other stories lie between"),
        "between": tr("what stands between the two"),
        "shared": tr("rare words shared with the article"),
        "quotes": tr("quotes and brackets that open and close"),
        "left end": tr("how the first half ends"),
        "ends": tr("how the first half ends and the second begins"),
        "unmet": tr("what the first half would lack if nothing continued it"),
        "taken": tr("whether another fragment stands nearer to the open end"),
        "waiting": tr("which open ends still wait"),
        "left long": tr("how long the first half is"),
        "starts": tr("whether paragraphs begin like this"),
        "roles": tr("what the roles say"),
        "alone": tr("how readily fragments stand alone"),
        "form": tr("mark, indent and length of the fragment"),
        "open": tr("the open ends before it"),
        "len": tr("its length"),
        "shape": tr("what kind of line it looks like"),
        "cut": tr("that it was cut off its line"),
        "end": tr("how it ends"),
        "begin": tr("how it begins"),
        "blanks": tr("the blank lines before it"),
        "lines": tr("how many printed lines it has"),
        "mark": tr("its heading mark"),
        "style": tr("how this page writes its bylines"),
        "at": tr("its place on the page"),
        "indent": tr("its indent"),
        "fill": tr("how full its line is"),
        "words": tr("words typical of a role"),
        "signs": tr("its commas, spaces and stops"),
        "name": tr("names in it"),
        "head": tr("whether it sounds like a headline"),
        "letters": tr("its first and last characters"),
        "again": tr("that the page has lines like it"),
        "after": tr("that something before it is open"),
        "around": tr("what kinds of lines stand around it"),
        "theme": tr("whether the text around is of one story"),
        "group": tr("its place among the heading lines"),
        "before": tr("the line above"),
        "behind": tr("the line below"),
        "far off": tr("lines further off"),
        "jump": tr("that it says where the story goes on"),
        "other": tr("other evidence"),
    }[family]
