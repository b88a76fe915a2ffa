"""Whom a byline or credit names, and as what: 记者 余翠平, 摄影 于佳.

A credit is read as words between blanks and marks: titles (本报记者), what was
made (摄, 文, 图) and names.  A title goes before its names.  What was made goes
behind a name (于佳 摄, 于佳/文) or before it (摄影：于佳, 文/于佳); a colon or
stroke binds it to its neighbour, else all names of one title before it have it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.page import Person
from reader.parser.people import SURNAMES

_COMPOUND = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|司空|夏侯|端木|百里|南宫|"
    "歐陽|司馬|諸葛|東方|長孫"
)
_TITLE = re.compile(
    r"(?:(?:本[报報刊台网網]|新华社|新華社|中新社|融媒体|全媒体|见习|見習|特约|特約|特派|首席|学生|學生|小)+|"
    r"驻[^\s记記]{1,6})*"
    r"(记者|記者|通讯员|通訊員|实习生|實習生|评论员|評論員|编辑|編輯|指导教师|指导老师|作者(?!单位|單位))"
)
_MADE = re.compile(
    r"(文并摄|文並攝|文[/／、]?[图圖]|[图圖][/／、]?文|摄影报道|攝影報道|摄影报导|攝影報導|摄影|攝影|供[图圖]|[图圖]片|文字|"
    r"撰文|整理|编译|編譯|翻译|摄|攝|文|图|圖)"
)
#: What was made, as a role; two where somebody did both.
_ROLES = {
    "記者": ("记者",),
    "通訊員": ("通讯员",),
    "實習生": ("实习生",),
    "評論員": ("评论员",),
    "編輯": ("编辑",),
    "摄": ("摄影",),
    "攝": ("摄影",),
    "攝影": ("摄影",),
    "圖": ("图",),
    "供圖": ("供图",),
    "图片": ("图",),
    "圖片": ("图",),
    "文字": ("文",),
    "撰文": ("文",),
    "編譯": ("编译",),
    "文并摄": ("文", "摄影"),
    "文並攝": ("文", "摄影"),
}
#: Single characters between blanks: 王 伟 李 小 明.
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])(?![摄攝文图圖])[\u4e00-\u9fff]"
    r"(?:[ \u3000]+(?![摄攝文图圖])[\u4e00-\u9fff](?![\u4e00-\u9fff]))+"
)
_BREAK = re.compile(r"[\s\u3000、，,。；;（）()【】□■◆◎▲●★☆]+")
_TELLS = re.compile(r"[报報][道導]|报讯|報訊|专电|電訊")


class _Word(NamedTuple):
    """A word of a credit: ``name``, ``title``, ``made`` or ``other``."""

    kind: str
    text: str
    before: bool  # a stroke stands before it
    behind: bool  # a stroke or colon stands behind it


def people(text: str) -> list[Person]:
    """The people that a byline or credit names, with their roles (记者, 通讯员, 摄影, 文 …)."""
    found: list[Person] = []
    words = _words(text)
    title = ""
    made: tuple[str, ...] = ()  # what the next name made
    group: list[str] = []  # the names since the last title
    for at, word in enumerate(words):
        last = words[at - 1] if at else None
        following = words[at + 1] if at + 1 < len(words) else None
        if word.kind == "title":
            title, made, group = word.text, (), []
        elif word.kind == "made":
            roles = _roles(word.text)
            ahead = following is not None and following.kind == "name"
            takes = last is not None and last.kind == "name"
            if takes and not (ahead and (word.behind and not word.before)):
                makers = group[-1:] if word.before else group
                found += [Person(role, name) for name in makers for role in roles]
                made, group = (), []
            elif ahead:
                made, title = roles, ""
        elif word.kind == "other":
            title, made, group = "", (), []
        else:
            group.append(word.text)
            if title:
                found += [Person(role, word.text) for role in _roles(title)]
            found += [Person(role, word.text) for role in made]
    return list(dict.fromkeys(found))


def _roles(word: str) -> tuple[str, ...]:
    if word[:2] in ("摄影", "攝影"):
        return ("摄影",)
    if len(word) in (2, 3) and word[0] in "文图圖" and word[-1] in "文图圖":
        return ("文", "图")
    return _ROLES.get(word, (word,))


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    stroke = False
    text = _SPACED.sub(_closed_up, text.replace("文/图", "文图").replace("图/文", "图文"))
    for piece in re.finditer(r"[/／|｜：:]|[^/／|｜：:]+", text):
        if piece.group() in "/／|｜：:":
            if found:
                found[-1] = found[-1]._replace(behind=True)
            stroke = piece.group() in "/／|｜"
            continue
        for part in filter(None, _BREAK.split(piece.group())):
            rest = part
            while rest:
                match = _TITLE.match(rest)
                if match:
                    found.append(_Word("title", match.group(1), stroke, False))
                    rest, stroke = rest[match.end() :], False
                    continue
                made = _MADE.fullmatch(rest) or re.match(r"摄影|攝影|文字|[图圖]片", rest)
                if made:
                    found.append(_Word("made", made.group(), stroke, False))
                    rest, stroke = rest[made.end() :], False
                    continue
                name, tail = _split(rest)
                if name:
                    found.append(_Word("name", name, stroke, False))
                    if tail:
                        found.append(_Word("made", tail, False, False))
                else:
                    # A place or unit, or anything else: it ends the names of a title.
                    found.append(_Word("other", rest, stroke, False))
                rest, stroke = "", False
    return found


def _closed_up(match: re.Match[str]) -> str:
    """Names that were spaced out: each is a surname, a character, and one more that begins no other."""
    letters = match.group().split()
    found: list[str] = []
    for at, letter in enumerate(letters):
        last = at + 1 == len(letters)
        begins = letter in SURNAMES and not last
        if not found or (len(found[-1]) >= 2 and begins) or len(found[-1]) == 3:
            found.append(letter)
        else:
            found[-1] += letter
    return " ".join(found)


def _split(word: str) -> tuple[str, str]:
    """A word that is a name, and what was made if that is written on to it: 于佳摄."""
    word = re.sub(r"(?:综合)?(?:[报報][道導])$", "", word)
    for size in range(2, min(5, len(word))):
        name, tail = word[:size], word[size:]
        made = _MADE.fullmatch(tail)
        # 文 and 图 end many names; only behind a whole one are they anything else.
        if made and _is_name(name) and (tail not in ("文", "图", "圖") or not _is_name(word)):
            return name, tail
    return (word, "") if _is_name(word) else ("", "")


def _is_name(word: str) -> bool:
    """Whether a word may be a name: a surname, and one or two characters; or one with a dot."""
    if "·" in word:
        return bool(re.fullmatch(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+", word))
    if not all("\u4e00" <= c <= "\u9fff" for c in word) or _TELLS.search(word):
        return False
    if re.match(_COMPOUND, word):
        return 3 <= len(word) <= 4
    return 2 <= len(word) <= 3 and word[0] in SURNAMES
