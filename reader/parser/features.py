"""What can be seen of a segment and of what stands around it: names of features for the labeller.

The evidence is what holds for newspapers as such: length against the page's
own column, position, punctuation, brackets and marks, names, the words of
bylines and credits, what recurs on the page, whether the beginning is one
with which paragraphs begin, whether it goes on where something broke off.
No feature names a paper, a column heading or a place.
"""

from __future__ import annotations

import re
from collections import Counter

from reader.parser.around import SHORT, Around, groups, themes
from reader.parser.counts import Counts
from reader.parser.evidence import (
    NUMBERED,
    glue,
    headness,
    is_open,
    shared,
    startness,
    unclosed,
    unopened,
)
from reader.parser.people import JUMP, ROLE, is_name, name_list
from reader.parser.segments import Segment

_WORDS = {
    "reporter": re.compile(r"记者|記者|通讯员|通訊員"),
    "ours": re.compile(r"本[报報刊台]"),
    "wire": re.compile(r"[讯訊电電]$|[讯訊电電][\s　]*[（(]|[讯訊]】"),
    "photo": re.compile(r"[摄攝]影?[）)]?$|[摄攝]影?(?:报道|[（(])"),
    "made": re.compile(
        r"[文图圖][）)]?$|^[文图圖](?:[/／|｜、:：\s　]|$)|供[图圖]|整理|[编編译譯]写?[）)]$"
    ),
    "author": re.compile(r"作者|单位|單位|文见|任[职教]"),
    "edit": re.compile(
        r"[责責]任?[编編]|[编編][辑輯]|校对|校對|版式|美编|美編|组版|值班|主编|审[读签]|[检檢]校"
    ),
    "hotline": re.compile(
        r"热线|熱線|电话|電話|投稿|邮箱|郵箱|信箱|http|www|@|邮编|传真|网址|微信|公众号|QQ"
    ),
    "folio": re.compile(
        r"[0-9０-９一二三四五六七八九十]\s*版|版[：:]?\s*[A-Z]?[0-9]|^[A-Z]?[0-9０-９]{1,3}$|第[0-9０-９一二三四五六七八九十百千]+期|总第|星期|农历|農曆"
    ),
    "date": re.compile(
        r"(?:19|20|１９|２０|一九|二[〇○零])[0-9０-９一二三四五六七八九〇○零]{2}[-年./]"
    ),
    "day": re.compile(r"^[^，。]{0,6}[0-9０-９]{1,2}月[0-9０-９]{1,2}日"),
    "picture": re.compile(
        r"^(?:上|下|左|右|题|题|本)?[图圖](?:为|為|中|：|:|①|②|一|1)|图为|圖為|[图圖]片|摄影|攝影|▲|▼|（[左右]|\([左右]"
    ),
    "serial": re.compile(
        r"之[一二三四五六七八九十]{1,3}[）)]?$|[（(][一二三四五六七八九十上中下0-9]{1,3}[）)]$|系列|专题|特稿|特别|栏|專題|特別|策划"
    ),
    "number": NUMBERED,
    "says": re.compile(r"强调|表示|指出|要求|主持|出席|会见|讲话|說|表態"),
    "speaker": re.compile(r"^[^，。：:]{1,14}[：:]"),
    "dash": re.compile(r"^[—－–-]{1,2}"),
    "inside": re.compile(r"——|——|─"),
    "review": re.compile(r"^(?:——)?[读訪访评記记致观忆]"),
    "org": re.compile(
        r"(?:公司|法院|委员会|政府|局|厂|中心|小组|编辑部|办公室|学校|大学|协会|公署|处|院|会)$"
    ),
    "list": re.compile(r"[、·　\s].*[、·　\s].*[、·　\s]"),
    "signoff": re.compile(
        r"^(?:特此|此致|敬礼|敬禮|谨启|敬启|祝|顺颂|恭候)|(?:启|谨识|敬上|启事)$"
    ),
    "dateonly": re.compile(
        r"^[（(]?[0-9０-９一二三四五六七八九十〇○零]{2,4}年[^，。]{2,9}日?[）)]?$"
    ),
    "greet": re.compile(r"^[^，。：:]{2,14}[：:]$"),
    "ask": re.compile(r"[？?]$|^[问問答][：:]|吗$|呢$|什么|怎样|怎么|如何|为何|何以"),
    "verse": re.compile(
        r"^[^，。！？；、：]{2,9}[，。！？；、：]?(?:[\s　]*[^，。！？；、：]{2,9}[，。！？；、：]?)?$"
    ),
    "bracket": re.compile(r"^[（(【\[〔].*[）)】\]〕]$"),
    "quoted": re.compile(r"^[“「『《].*[”」』》]$"),
    "English": re.compile(r"[A-Za-z]{3,}"),
}
_ROLE_START = re.compile(r"^[□■◎●▲◆★☆◇○△\s　]*[（(]?" + ROLE)
#: Which of a segment's own features its neighbours see.
_SEEN = ("w=", "start=", "near=", "names", "name,", "mark=", "note", "first2=", "last2=")
_NOTES = re.compile(r"[□■◆◎▲●○◇△★☆※◇◆▶]")


def length(segment: Segment) -> str:
    """The length of a segment in coarse steps."""
    size = len(segment.text)
    for limit in (1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 24, 28, 34, 40, 50, 70, 100, 160):
        if size <= limit:
            return str(limit)
    return "long"


def shape(segment: Segment) -> str:
    """One word for what a segment looks like, for its neighbours to see."""
    text = segment.text
    size = len(text)
    if segment.cut in ("lead", "tail", "jump"):
        return segment.cut
    if segment.mark:
        return f"mark{min(segment.mark, 3)}"
    if size <= 60 and _ROLE_START.match(text):
        return "reporters"
    if size <= 8 and (is_name(text) or is_name(text.lstrip("□■◎●▲◆★☆◇○△ 　"))):
        return "name"
    if segment.end in ("final", "final)"):
        return "prose" if size > 45 else "sentence"
    if size <= 4:
        return "tiny"
    if size <= 12:
        return "short"
    if size <= 34:
        return "line"
    return "open"


def _position(index: int, size: int) -> str:
    if index < 2:
        return ("first", "second")[index]
    return "last" if index == size - 1 else "in"


def _filled(fill: float) -> str:
    steps = ((1.1, "over"), (0.9, "full"), (0.6, "most"), (0.3, "half"))
    return next((name for limit, name in steps if fill > limit), "bit")


def _step(value: float, size: float, low: int, high: int) -> int:
    return max(low, min(high, round(value / size)))


def describe(segs: list[Segment], counts: Counts) -> list[list[str]]:
    """For each segment the names of the features that hold for it."""
    shapes = [shape(s) for s in segs]
    lengths = [length(s) for s in segs]
    folds = [s.folded[:40] for s in segs]
    own: list[list[str]] = []
    recur = Counter((len(s.text), s.text[-2:]) for s in segs if len(s.text) <= 8)
    texts = Counter(s.text for s in segs)
    marked = any(s.mark for s in segs)
    unspaced = len(segs) > 1 and not any(s.blanks for s in segs[1:])
    levels = sorted({s.mark for s in segs if s.mark})
    leads = sum(s.cut == "lead" for s in segs)
    style = "leads" if leads >= 2 else "lead" if leads else "none"
    bodies = sorted(len(s.text) for s in segs if len(s.text) > 40)
    usual = bodies[len(bodies) // 2] if bodies else 60
    wrapped = sum(s.lines > 2 for s in segs) > 0.15 * len(segs)
    indented = sum(s.indent >= 1 for s in segs) > 0.2 * len(segs)
    opens: list[int] = []
    for index, (s, kind, words) in enumerate(zip(segs, shapes, folds, strict=False)):
        text = s.text
        size = lengths[index]
        f = [
            f"len={size}",
            f"shape={kind}",
            f"cut={s.cut}",
            f"end={s.end}",
            f"begin={s.begin}",
            f"end={s.end},len={size}",
            f"blanks={'no' if unspaced else min(s.blanks, 3)}",
            f"lines={min(s.lines, 3)},wrapped={wrapped}",
            f"begin={s.begin},shape={kind}",
            f"mark={levels.index(s.mark) if s.mark else '-'}of{len(levels)}",
            f"style={style},shape={kind}",
            f"at={_position(index, len(segs))}",
        ]
        if index < 3:
            f.append(f"at={index},shape={kind}")
        if index > len(segs) - 3:
            f.append(f"from_end={len(segs) - index},shape={kind}")
        if indented:
            f.append(f"indent={s.indent >= 1},{kind}")
        if s.column and s.lines == 1:
            fill = s.width / s.column
            f.append(f"fill={_filled(fill)},{s.end}")
        if s.lines > 1 and len(text) < 60:
            f.append(f"tall={s.lines},{s.end}")
        if marked and not s.mark:
            f.append(f"unmarked,{kind}")
        short = text if len(text) <= 90 else text[:45] + text[-45:]
        for name, pattern in _WORDS.items():
            if pattern.search(short):
                f.append(f"w={name}")
                if len(text) <= 60:
                    f.append(f"w={name},{kind}")
        if len(text) <= 60:
            commas = sum(map(text.count, "，,、；;"))
            spaces = sum(map(text.count, " \u3000"))
            f.append(f"commas={min(commas, 3)},spaces={min(spaces, 3)}")
            f.append(f"spaces={min(spaces, 3)},len={size}")
            f.append(f"stops={min(2, sum(map(text.count, '。！？')))},len={size}")
            if JUMP.fullmatch(text):
                f.append("jump")
            if _NOTES.match(text):
                f.append("note")
            bare = text.strip("□■◎●▲◆★☆◇○△ 　（）()【】")
            if is_name(bare):
                f.append(f"name,{len(bare)}")
            elif name_list(bare):
                f.append("names")
            last = bare.split()[-1] if bare.split() else ""
            if last != bare and is_name(last):
                f.append(f"ends_name,{min(4, len(bare.split()))}")
            head = headness(counts, words)
            f.append(f"head={_step(head, 0.35, -5, 5)}")
            f.append(f"head={_step(head, 0.7, -3, 3)},{kind}")
            f.append(f"last={words[-1:]}")
            f.append(f"first={words[:1]}")
            f.append(f"last2={words[-2:]}")
            f.append(f"first2={words[:2]}")
            if len(text) <= 8 and recur[len(text), text[-2:]] > 1:
                f.append("alike")
            if texts[text] > 1:
                f.append("again")
            hang = unclosed(text)
            if hang:
                f.append(f"unclosed={hang[-1]}")
        rest = unopened(text)
        if rest:
            f.append(f"unopened={rest}")
        start = _step(startness(counts, words), 1.0, -6, 6)
        f.append(f"start={start}")
        f.append(f"start={start // 2},{kind}")
        near = far = -9.0
        if s.cut in ("whole", "body"):
            for back, at in enumerate(reversed(opens[-7:])):
                value = glue(counts, segs[at].folded[-2:], words)
                if rest and rest in unclosed(segs[at].text[-400:]):
                    value += 3
                if back == 0:
                    near = value
                far = max(far, value)
            f.append(f"near={_step(near, 1.0, -4, 8)}")
            f.append(f"far={_step(far, 1.0, -4, 8)}")
            f.append(f"near={_step(near, 2.0, -2, 4)},start={start // 3},{kind}")
            if opens and opens[-1] == index - 1:
                f.append(f"adjacent={_step(near, 1.0, -4, 8)}")
                f.append(f"adjacent={_step(near, 2.0, -2, 4)},{segs[index - 1].end},{kind}")
            f.append(f"opens={min(3, len(opens))}")
        if index and is_open(segs[index - 1]):
            f.append(f"after_open={segs[index - 1].end},{kind}")
        if len(text) > 34 and abs(len(text) - usual) < usual:
            f.append("usual")
        own.append(f)
        if (
            s.cut not in ("lead", "tail", "jump")
            and is_open(s)
            and (len(text) > 16 or s.lines > 1 or any(c in "，。；！？,;" for c in text))
        ):
            opens.append(index)
    followed = [
        index
        for index in range(len(segs) - 1)
        if shapes[index] in SHORT and shapes[index + 1] in ("lead", "reporters", "name")
    ]
    bodied = [
        index
        for index in range(len(segs) - 1)
        if shapes[index] in SHORT and shapes[index + 1] in ("prose", "open", "sentence")
    ]
    signed = round(4 * len(followed) / max(1, len(followed) + len(bodied)))
    over_under = themes(segs, shapes, counts)
    heading = groups(segs, shapes, lengths)
    around = Around(segs, shapes, counts)
    seen = [[item for item in f if item.startswith(_SEEN) and ",line" not in item] for f in own]
    found: list[list[str]] = []
    for index, f in enumerate(own):
        g = list(f)
        if index in heading:
            g.extend(heading[index])
        if index in over_under:
            over, under = over_under[index]
            nexts = shapes[index + 1] if index + 1 < len(segs) else "none"
            g.append(f"theme above={over}")
            g.append(f"theme above={over},{nexts}")
            g.append(f"theme above={over},{shapes[index - 1] if index else 'none'}")
            g.append(f"theme={over}|{under}")
        if shapes[index] in SHORT or shapes[index].startswith("mark"):
            nexts = shapes[index + 1] if index + 1 < len(segs) else "none"
            g.append(f"signed={signed},{nexts}")
            above, below = around.start(index, -1), around.start(index, 1)
            if above >= 0 and below >= 0:
                theme = min(4, round(2 * around.shared(above, below)))
                g.append(f"theme={theme}")
                g.append(f"theme={theme},{nexts}")
                mine = segs[index].pairs
                up = shared(mine, around.pairs(above, -1), counts)
                down = shared(mine, around.pairs(below, 1), counts)
                g.append(f"of={min(3, round(up))},{min(3, round(down))}")
        for step in (-3, -2, -1, 1, 2, 3):
            at = index + step
            if not 0 <= at < len(segs):
                g.append(f"{step}:none")
                continue
            g.append(f"{step}:{shapes[at]}")
            if abs(step) < 3:
                g.append(f"{step}:{shapes[at]},{shapes[index]}")
            if abs(step) == 1:
                other = segs[at]
                blanks = "no" if unspaced else min(3, segs[max(at, index)].blanks)
                g.append(f"{step}:len={lengths[at]}")
                g.append(f"{step}:end={other.end}")
                g.append(f"{step}:begin={other.begin},{shapes[index]}")
                g.append(f"{step}:blanks={blanks},{shapes[index]},{shapes[at]}")
                g.extend([f"{step}:{item}" for item in seen[at]])
                if len(other.text) <= 60 and len(segs[index].text) <= 60:
                    g.append(
                        f"{step}:longer={_step(len(other.text) - len(segs[index].text), 5, -3, 3)}"
                    )
                    if segs[index].lines == 1 and abs(len(other.text) - len(segs[index].text)) <= 1:
                        g.append(f"{step}:even,{min(20, len(other.text))}")
                    if step == 1 and glue(counts, segs[index].folded[-2:], folds[at]) > 3:
                        g.append("glued_on")
        if 0 < index < len(segs) - 1:
            g.append(f"{shapes[index - 1]}|{shapes[index]}|{shapes[index + 1]}")
        if index < len(segs) - 2:
            g.append(f"{shapes[index]}|{shapes[index + 1]}|{shapes[index + 2]}")
        if index > 1:
            g.append(f"{shapes[index - 2]}|{shapes[index - 1]}|{shapes[index]}<")
        found.append(g)
    return found
