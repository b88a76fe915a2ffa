"""Articles from labelled and linked segments: one walk down the page."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import takewhile

from reader.page import SURE, Article, Doubt, Joint, Person, Piece, Range, Suggestion
from reader.parser.credits import people
from reader.parser.doubts import Chance, told
from reader.parser.joints import Link
from reader.parser.lines import seam
from reader.parser.segments import Segment

_HEADS = ("column", "kicker", "title", "subtitle")
_TAKEN = re.compile(r"[摄攝]|供图|供圖|图[）)]?$")


@dataclass(slots=True)
class Draft:
    """A piece in the making: its segments' ranges and text, and the joints between them."""

    role: str
    parts: list[Range]
    text: str
    joints: list[Joint] = field(default_factory=list)
    doubts: list[tuple[str, Doubt]] = field(default_factory=list)  # with the segment's label
    certainty: float = 1.0

    def extend(self, segment: Segment, confidence: float | None = None) -> None:
        """Add a segment that goes on where the piece broke off; a joint if it stood apart."""
        if confidence is not None:
            self.joints.append(Joint(self.parts[-1].end, segment.parts[0].start, confidence))
        self.text += seam(self.text, segment.text) + segment.text
        self.parts.extend(segment.parts)

    def doubt(self, segment: Segment, label: str, chance: Chance) -> None:
        """Note how sure the label of one of its segments is."""
        self.certainty = min(self.certainty, chance.certainty)
        certainty = _short(chance.certainty)
        if certainty < SURE:
            self.doubts.append((label, Doubt(segment.parts[0].start, certainty, chance.other)))

    def piece(self) -> Piece:
        """The finished piece."""
        found: list[Doubt] = []
        for label, doubt in self.doubts:
            role, other = told(label, self.role, doubt.other)
            found.append(replace(doubt, other=other, role=role if role != self.role else ""))
        return Piece(self.text, tuple(self.parts), tuple(self.joints), tuple(found))


@dataclass(slots=True)
class Story:
    """An article in the making; ``loose`` is that of a fragment which no article claims."""

    photo: bool = False
    loose: Link | None = None
    drafts: list[Draft] = field(default_factory=list)

    def has(self, *roles: str) -> bool:
        """Whether the story has a piece with one of these roles."""
        return any(d.role in roles for d in self.drafts)

    def started(self) -> bool:
        """Whether the story is past its headline."""
        return self.has("byline", "paragraph", "caption", "credit")


@dataclass(slots=True)
class Assembly:
    """The pieces of a page by owner: its own, and its stories' in the order of their beginnings."""

    banner: list[Draft] = field(default_factory=list)
    furniture: list[Draft] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    owner: list[Story | None] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)  # where each segment ends in the page

    def drafts(self) -> list[Draft]:
        """Every piece of the page."""
        stories = [draft for story in self.stories for draft in story.drafts]
        return self.banner + self.furniture + stories

    def above(self) -> list[Draft]:
        """What stories have above the page's first headline."""
        drafts = [draft for story in self.stories for draft in story.drafts]
        drafts.sort(key=lambda draft: draft.parts[0].start)
        return list(takewhile(lambda draft: draft.role != "title", drafts))


def assemble(
    segs: list[Segment],
    labels: list[str],
    links: dict[int, Link],
    sure: list[Chance],
    loose: set[int],
) -> Assembly:
    """Give every segment to a piece and every piece to a story.

    A headline opens a story unless the present one has no text yet.  A
    continuation goes to the paragraph that it completes, and that paragraph's
    story is the present one from there on: newspapers print a story's tail
    with all that follows it.

    loose
        Fragments that no open end claims with confidence: each becomes a story
        of its own, and the present one goes on behind it.  But where the
        likeliest open end is of the present story, that one has it either way:
        only whether it is a paragraph of its own is in doubt.
    """
    page = Assembly(ends=[seg.parts[-1].end for seg in segs])
    draft_of: list[Draft] = []
    story: Story | None = None
    previous = ""
    for index, (seg, name) in enumerate(zip(segs, labels, strict=False)):
        link = links.get(index)
        if name == "torn" and link and link.left >= 0:
            draft = draft_of[link.left]
            draft.extend(seg, link.confidence)
            draft_of.append(draft)
            owner = page.owner[link.left]
            story = owner if owner and not owner.loose else story
            page.owner.append(page.owner[link.left])
            previous = name
            continue
        if name == "torn" and seg.cut == "tail" and draft_of:
            draft_of[-1].extend(seg)
            draft_of.append(draft_of[-1])
            page.owner.append(page.owner[-1])
            continue
        if name == "more" and draft_of and previous in (*_HEADS, "byline", "more", "caption"):
            draft_of[-1].extend(seg)
            draft_of.append(draft_of[-1])
            page.owner.append(page.owner[-1])
            continue
        role = {
            "heading": "paragraph",
            "photo": "paragraph",
            "torn": "paragraph",
            "more": "paragraph",
        }.get(name, name)
        draft = Draft(role, list(seg.parts), seg.text)
        draft_of.append(draft)
        previous = name
        if role in ("banner", "furniture"):
            (page.banner if role == "banner" else page.furniture).append(draft)
            page.owner.append(None)
            continue
        if link and index in loose and _likeliest(page, link) is not story:
            alone = Story(loose=link, drafts=[draft])
            page.stories.append(alone)
            page.owner.append(alone)
            continue
        if story is None or _opens(story, role, name, seg):
            story = Story(name == "photo")
            page.stories.append(story)
        if role == "title" and story.has("title"):
            # Two headlines with nothing between: the first leads to the second.
            for other in story.drafts:
                if other.role in ("title", "subtitle"):
                    other.role = "kicker"
        if role == "subtitle" and not story.has("title"):
            draft.role = "kicker"
        if role == "byline" and story.has("byline", "paragraph"):
            draft.role = "credit"
        story.drafts.append(draft)
        page.owner.append(story)
    for draft, seg, name, chance in zip(draft_of, segs, labels, sure, strict=True):
        draft.doubt(seg, name, chance)
    for index in loose:
        story = page.owner[index]
        if story is not None and not story.loose:
            draft_of[index].doubt(
                segs[index], labels[index], Chance(links[index].confidence, "torn")
            )
    for each in page.stories:
        _settle(each)
    return page


def _likeliest(page: Assembly, link: Link) -> Story | None:
    """The story of the open end that a fragment most likely continues, if it continues any."""
    _, left = max((chance, left) for left, chance in link.scores if left >= 0)
    return page.owner[left]


def _short(chance: float) -> float:
    """Three digits, rounded down, so that what is less than sure stays so."""
    return math.floor(1000 * chance) / 1000


def _opens(story: Story, role: str, name: str, seg: Segment) -> bool:
    if name == "photo":
        return True
    if role in ("column", "kicker"):
        return story.started() or story.has("title")
    if role == "title":
        return story.started()
    if role == "byline":
        return seg.cut == "lead" and story.has("byline", "paragraph")
    return False


def _settle(story: Story) -> None:
    """Of a story without a headline the last kicker is one, or else the last column heading.

    A line that stands alone above a story is what a reader would call it by,
    be it 简讯 or a picture's four characters.
    """
    if not story.has("title"):
        lines = [d for d in story.drafts if d.role == "kicker"]
        lines = lines or [d for d in story.drafts if d.role == "column"]
        if lines:
            lines[-1].role = "title"
    if not story.has("title", "byline") and not story.photo:
        story.photo = any(d.role == "credit" and _TAKEN.search(d.text) for d in story.drafts) and (
            sum(d.role == "paragraph" for d in story.drafts) == 1
        )
    elif sum(d.role == "paragraph" for d in story.drafts) == 1 and not story.has("byline"):
        story.photo = story.photo or any(
            d.role == "credit" and _TAKEN.search(d.text) for d in story.drafts
        )


def finish(page: Assembly, key: str) -> list[Article]:
    """The articles of a page's stories, each with an id from its words and the page's key.

    Its words are the headline.  Only where others of the page have the same, as
    notices do, the body's beginning is added; so an article's id depends on no
    other article, and none ever gets an id that was another's beside it.

    Fragments that no article claims come last, with the articles that they may belong to.
    """
    seen: dict[str, int] = {}
    names = Counter(_name(story) for story in page.stories)
    found: list[Article] = []
    ids: dict[int, str] = {}  # of the stories, by their identity
    for story in sorted(page.stories, key=lambda s: s.loose is not None):
        by: dict[str, list[Piece]] = {}
        for draft in story.drafts:
            by.setdefault(draft.role, []).append(draft.piece())
        title = by.get("title", [None])[0]
        byline = by.get("byline", [None])[0]
        name = _name(story)
        words = name if names[name] == 1 else f"{name}\0{_body(story)}"
        base = hashlib.blake2b(
            f"{key}\0{words}".encode("utf-8", "surrogatepass"), digest_size=5
        ).hexdigest()
        seen[base] = seen.get(base, 0) + 1
        named: list[Person] = []
        for piece in (*([byline] if byline else []), *by.get("credit", [])):
            named += [p for p in people(piece.text) if p not in named]
        sure = [j.confidence for d in story.drafts for j in d.joints]
        sure += [d.certainty for d in story.drafts]
        sure += [story.loose.confidence] if story.loose else []
        ids[id(story)] = base if seen[base] == 1 else f"{base}{seen[base]}"
        found.append(
            Article(
                id=ids[id(story)],
                kind="loose" if story.loose else "photo" if story.photo else "article",
                column=tuple(by.get("column", ())),
                kicker=tuple(by.get("kicker", ())),
                title=title,
                subtitle=tuple(by.get("subtitle", ())),
                byline=byline,
                people=tuple(named),
                paragraphs=tuple(by.get("paragraph", ())),
                captions=tuple(by.get("caption", ())),
                credit=tuple(by.get("credit", ())),
                confidence=_short(min(sure, default=1.0)),
                suggestions=_suggestions(page, story.loose, ids) if story.loose else (),
            )
        )
    return found


def _name(story: Story) -> str:
    """What an article goes by: its headline, else how its text begins."""
    named = [d for d in story.drafts if d.role == "title"]
    named = named or [d for d in story.drafts if d.role == "paragraph"] or story.drafts
    return "".join(named[0].text.split())[:40]


def _body(story: Story) -> str:
    """How the text begins, however byline and paragraphs are divided."""
    rest = [d.text for d in story.drafts if d.role in ("byline", "paragraph", "caption")]
    return "".join("".join(rest).split())[:40]


def _suggestions(page: Assembly, link: Link, ids: dict[int, str]) -> tuple[Suggestion, ...]:
    """The open ends that a loose fragment may continue, the likeliest first."""
    found = []
    for left, chance in sorted(link.scores, key=lambda s: -s[1]):
        owner = page.owner[left] if left >= 0 else None
        if owner is not None and owner.loose is None and round(chance, 3) > 0:
            found.append(Suggestion(ids[id(owner)], page.ends[left], round(chance, 3)))
    return tuple(found)
