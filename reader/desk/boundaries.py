"""Where words begin, by a list of common words: for breaking headlines and for selecting a word.

The list has them in the order of how common they are; by Zipf's law the
logarithm of a word's place in it, and of the sum of all places' shares, stands
for what the word costs, and of all ways to divide a text the cheapest is taken.
``packaging/words.py`` made the list, which is read in 5 ms where jieba's whole
dictionary takes a second.  It has few names of people, so a surname with one
or two characters behind it may be a name, at a price.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.files import resource

_LONGEST = 4
#: The logarithm of the sum of 1, 1/2, 1/3 … for so many words: every word costs it.
_ANY = 2.4
#: A single character behind this place is seldom a word, and costs more.
_OFTEN, _SELDOM = 370, 2.0
#: What a single character costs that is no word, and a name of a surname and one or two others.
_UNKNOWN, _NAME = math.log(500_000), (16.0, 17.0)
_RARE = 7.0
#: The commonest surnames; a name with another one costs so much more.
_MANY = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文习"
)
#: What stands behind a name, seldom in it.
_NEVER = frozenset(
    "的了是在和有他不我也为就这上年你说到都等着对来与还要又而之以得她个后去将那但从下把被于时只过可并会或由"
    "里用所向已其给很看使却它最见起更如再才便没做让及各号至叫此们当同则像因该每属受带吧县区市省称报讲访赴谈出"
    "主任部局院"
)
#: A word before this place behind a surname makes no name of both: 高 and 水平.  Behind a surname
#: that few have no word does.
_COMMON = 3000
# What is never divided; the rest is left to the list.
_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_TOGETHER = re.compile(
    r"[0-9０-９.．％%]+[年月日届个大项名万亿人]?|[A-Za-z]+|“[^“”]{1,6}”|《[^《》]{1,8}》|—+|…+"
    f"|第[{_NUMERALS}0-9０-９]+[届次个章条期批版]?|[{_NUMERALS}]{{2,}}[年月日届次个大项名]?"
    f"|[{_NUMERALS}0-9０-９]+(?:周年|[届余])"
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_TITLES = (
    "总书记|书记|主席|总理|总统|首相|部长|省长|市长|县长|区长|州长|局长|厅长|院长|校长|所长|会长|社长|"
    "主任|委员|同志|先生|女士|教授|院士|代表|烈士|记者|通讯员|大使|董事长|总经理|将军|外长|议长|秘书长|"
    "发言人|博士|老师|师傅|医生|队长|理事长"
)
_TITLE = re.compile(f"(?:副?(?:{_TITLES}))")
#: Characters around a title in which a name is looked for.
_NEAR = 8
#: Characters around a place in which its word is looked for.
_AROUND = 40


class _Token(NamedTuple):
    """Half-open code points; ``name`` if it's taken for a person's name."""

    start: int
    end: int
    name: bool


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    path = resource("model", "words.txt")
    words = path.read_text("utf-8").split() if path.is_file() else []
    return dict(zip(words, range(20, len(words) + 20), strict=True))


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    """Surnames that are seldom words; 张 counts sheets, but is a name far more often."""
    from reader.parser import SURNAMES  # loads the parser

    places = _places()
    return frozenset(s for s in SURNAMES if places.get(s, _OFTEN) >= _OFTEN) | {"张"}


def word_starts(text: str, names: Sequence[str] = ()) -> tuple[int, ...]:
    """The code points at which words begin, the first character's apart.

    Characters that are seldom words and stand side by side are one: a name
    that the list lacks, as often as not.

    names
        Of people; they stay whole.
    """
    return tuple(
        token.start for token in _attached(text, _runs(text, _divide(text, names))) if token.start
    )


def word_at(text: str, at: int, names: Sequence[str] = ()) -> tuple[int, int] | None:
    """The half-open code points of the word that has the character at ``at``; None where it is no
    Chinese character."""
    if not 0 <= at < len(text) or not _HAN.match(text[at]):
        return None
    base, end = max(0, at - _AROUND), at + _AROUND
    # From a mark or a space on, so that what is cut off is no half of a word.
    while base and base < at and _HAN.match(text[base]):
        base += 1
    if base == at:
        base = max(0, at - _AROUND)
    part = text[base:end]
    for token in _divide(part, names, marks=False):
        if token.start <= at - base < token.end:
            return base + token.start, base + token.end
    return None


def names_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The names that stand beside a title: 习近平总书记, 记者王小明."""
    found: dict[str, None] = {}
    for text in texts:
        for title in _TITLE.finditer(_simplified(text)):
            start, end = title.span()
            base = max(0, start - _NEAR)
            for token in _found(text[base:start]):
                if token.name and base + token.end == start:
                    found[text[base + token.start : start]] = None
            for token in _found(text[end : end + _NEAR]):
                if token.name and token.start == 0:
                    found[text[end : end + token.end]] = None
    return tuple(found)


def _found(text: str) -> list[_Token]:
    return _runs(text, _divide(text))


def _simplified(text: str) -> str:
    """The text as the list has its words, as long as it was."""
    from reader.library import folded  # loads the library

    return "".join(
        new if _HAN.match(old) else old for new, old in zip(folded(text), text, strict=True)
    )


def _may_be_name(text: str) -> bool:
    """Whether a surname is followed by what is no common word, nor part of one."""
    places = _places()
    given = text[1:]
    least = _COMMON if text[0] in _MANY else len(places) + 20
    return (
        text[0] in _surnames()
        and all(_HAN.match(c) and c not in _NEVER for c in given)
        and (len(given) == 1 or places.get(given, least) >= least)
    )


def _cost(word: str) -> float | None:
    place = _places().get(word)
    if len(word) > 1:
        return None if place is None else math.log(place) + _ANY
    if place is None:
        return _UNKNOWN + _ANY
    return math.log(place) + _ANY + (_SELDOM if place > _OFTEN and _HAN.match(word) else 0.0)


def _divide(text: str, names: Sequence[str] = (), marks: bool = True) -> list[_Token]:
    """The cheapest way to divide a text.

    marks
        Whether a short quotation or title of a book stays whole.
    """
    known = {
        m.start(): m.end() for n in names if len(n) > 1 for m in re.finditer(re.escape(n), text)
    }
    together = {
        m.start(): m.end() for m in _TOGETHER.finditer(text) if marks or m[0][0] not in "“《"
    }
    text = _simplified(text)
    best = [0.0] + [math.inf] * len(text)
    came = [(0, False)] * (len(text) + 1)

    def offer(start: int, end: int, cost: float, name: bool = False) -> None:
        if best[start] + cost < best[end]:
            best[end], came[end] = best[start] + cost, (start, name)

    for start in range(len(text)):
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            cost = _cost(text[start:end])
            if cost is not None:
                offer(start, end, cost)
        for length, cost in zip((2, 3), _NAME, strict=True):
            end = start + length
            if end <= len(text) and _may_be_name(text[start:end]):
                offer(start, end, cost + (0.0 if text[start] in _MANY else _RARE), True)
        if start in together:
            offer(start, together[start], 0.0)
        if start in known:
            offer(start, known[start], 0.0, True)
    tokens, at = [], len(text)
    while at > 0:
        start, name = came[at]
        tokens.append(_Token(start, at, name))
        at = start
    return tokens[::-1]


def _alone(word: str) -> bool:
    """Whether this is a single character that is seldom a word."""
    return (
        len(word) == 1
        and bool(_HAN.match(word))
        and _places().get(word, _OFTEN + 1) > _OFTEN
        and word not in _NUMERALS
    )


def _runs(text: str, tokens: list[_Token]) -> list[_Token]:
    """With characters that are seldom words made one where they stand side by side: 阿萨德."""
    folded = _simplified(text)
    found: list[_Token] = []
    run = False
    for token in tokens:
        lone = _alone(folded[token.start : token.end])
        if lone and run and token.end - found[-1].start <= _LONGEST:
            found[-1] = _Token(found[-1].start, token.end, True)
        else:
            found.append(token)
        run = lone
    return found


def _attached(text: str, tokens: list[_Token]) -> list[_Token]:
    """With each single character that is seldom a word joined to the shorter word beside it."""
    folded = _simplified(text)
    found = list(tokens)
    for number in range(len(found) - 1, -1, -1):
        start, end, _ = found[number]
        # Beside a quotation mark no line ends anyhow.
        if not _alone(folded[start:end]) or set(folded[max(0, start - 1) : end + 1]) & set("“”"):
            continue
        beside = [
            (other.end - other.start, at)
            for at in (number - 1, number + 1)
            if 0 <= at < len(found)
            for other in (found[at],)
            if _HAN.match(folded[other.start]) and other.end - other.start <= _LONGEST
        ]
        if beside:
            at = min(number, min(beside)[1])
            found[at : at + 2] = [_Token(found[at].start, found[at + 1].end, False)]
    return found
