"""Bylines and credits: where they end and start in a paragraph, and what may be a name."""

from __future__ import annotations

import re

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰关荆游竺权盖益桓公万俟上官欧阳夏侯诸葛闻人东方皇甫尉迟公羊澹台公冶宗政淳于单于申屠慕容令狐钟离宇文长孙司徒司空邝覃岳晋楚闫佟商展肖付代仝占修冼初原谌涂苑邸么"
    "趙錢孫鄭馮陳衛蔣瀋韓楊許呂張嚴華薑謝鄒喻竇雲蘇範魯韋馬鳳任鄧賀倪湯羅畢鄔樂時傅齊餘顧黃蕭計談龐熊紀項祝藍閔賈婁顏鍾駱樊淩萬盧莫經裘繆應單諸龔陸榮儲車寧欒厲劉葉賴藺陰聞黨譚貢勞冉雍瓊邊農莊連習魚廖終暨歐師鞏聶饒闕豐關蓋鄺區岑冼"
)
ROLE = (
    r"(?:本报|本報|本刊|本台|实习|見習|见习|特约|特約|特派|首席|融媒体|全媒体|学生|學生|小|驻[^\s记記]{1,6}|"
    r"[\u4e00-\u9fff]{1,8}(?:报|報|社|网|網|台|杂志))*"
    r"(?:记者|記者|通讯员|通訊員|实习生|實習生|特约撰稿|撰稿|见习生|评论员|評論員|编辑|編輯|摄影|攝影|报道|指导教师|指导老师)"
)
_NAME = r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff](?:[\s\u3000][\u4e00-\u9fff]){1,3}"
_WORDS = re.compile(
    r"记者|記者|通讯员|通訊員|实习生|實習生|报道|報道|報導|[讯訊电電]|专电|特派|特稿|綜合"
)
_LEADS = (
    # 【本報訊】（記者 某某）  【本報訊】記者某某報道：
    re.compile(r"【[^】]{2,30}】[\s\u3000]*[（(][^（）()，。]{2,40}[）)]"),
    re.compile(
        r"(?:【[^】]{2,30}】|[^\s，。！？；：“”（）()、]{1,16}[讯訊电電][\s\u3000]+)[\s\u3000]*"
        r"[^，。！？；：:“”（）()]{2,40}(?:[报報][道導][：:]|(?<=[报報][道導])(?=[\s\u3000]))"
    ),
    # 【本报讯】 【本報記者某某報導】, but not 【记者调查】
    re.compile(
        r"[【〔\[［](?=[^】〕\]］]*(?:[讯訊电電]|本[报報刊][^】〕\]］]*[记記]者|报道|報導|報道|消息))[^】〕\]］]{2,40}[】〕\]］]"
    ),
    # 本报讯（记者 某某）  新华社北京1月2日电（记者某某）  本报讯 （记者…）
    re.compile(
        r"[^\s，。！？；：“”（）()、]{1,16}?(?:[\s\u3000][^\s，。！？；：“”（）()、]{1,10})?(?:[讯訊电電]|消息)[\s\u3000]*[（(][^（）()]{2,60}[）)]"
    ),
    # （记者 某某报道） （某地讯）
    re.compile(
        r"[（(](?:本[报報刊社台][^（）()]{0,12})?(?:[^（）()，。]{0,8}(?:记者|記者|通讯员|通訊員)[^（）()，。]{1,40}|[^（）()，。\s]{2,10}[日]?[讯訊电電])[）)]"
    ),
    # 某某报讯 记者 某某 通讯员 某某 报道：
    re.compile(
        r"[^\s，。！？；：“”（）()、]{1,14}[讯訊电電][\s\u3000]+(?:"
        + ROLE
        + r"[\s\u3000]*(?:(?:"
        + _NAME
        + r")[\s\u3000]*){1,3})+"
        r"(?:[报報][道導][：:]?|(?=[\s\u3000]|$))"
    ),
    re.compile(
        r"[^\s，。！？；：“”（）()、]{1,14}[讯訊电電][\s\u3000]+[\u4e00-\u9fff]{2,4}[\s\u3000]?[报報][道導][：:]"
    ),
    re.compile(
        r"[^\s，。！？；：“”（）()、]{0,12}[报報刊社台][^\s，。！？；：“”（）()、]{0,9}[讯訊电電](?=[\s\u3000])"
    ),
    re.compile(r"本[报報刊台][讯訊][：:]?(?=.)"),
    # 记者 某某 报道：  据某报某日报道 …  本报综合消息 …  某地讯 …
    re.compile(
        r"(?=[^，。！？；：]{0,30}(?:记者|記者|通讯员|通訊員|本[报報刊台社厂廠]|^据|^據|综合|綜合|社))"
        r"[^，。！？；：\n]{2,44}?(?:[报報][道導]|消息|[讯訊电電])(?:[：:]|(?=[\s\u3000]))"
    ),
    re.compile(
        r"(?:综合|綜合)(?:[报報][道導]|消息)(?=[\s\u3000])|[据據]?本[报報](?:综合|綜合)(?=[\s\u3000])"
    ),
    re.compile(r"[\u4e00-\u9fff]{1,5}(?<![通资短简快喜音電电])[讯訊](?=[\s\u3000])"),
    re.compile(
        r"本[报報刊台](?:记者|記者)[\s\u3000]*(?:" + _NAME + r")[\s\u3000]*[报報][道導][：:]"
    ),
)
_JUMP = (
    r"[（(〔\[]?[\s]*(?:[▶►→]?)"
    r"(?:下转|上接|下轉|上接自|转|接|紧接|详见|見|文见)[^（）()，。]{0,3}"
    r"[A-Za-z]{0,2}[0-9０-９一二三四五六七八九十]{1,3}[\s]*[-—]?[A-Za-z0-9]{0,3}[\s]*"
    r"[版页頁叠]?[^（）()，。]{0,8}[）)〕\]]?"
)
JUMP = re.compile(_JUMP)
_JUMP_END = re.compile(
    r"[（(〔\[](?:下转|上接|下轉|紧接|转|接)[^（）()，。]{0,3}[A-Za-z0-9０-９一二三四五六七八九十]{1,4}[^（）()，。]{0,6}[）)〕\]]$"
)
_JUMP_START = re.compile(
    r"[（(〔\[](?:上接|接|紧接)[^（）()，。]{0,3}[A-Za-z0-9０-９一二三四五六七八九十]{1,4}[^（）()，。]{0,6}[）)〕\]]"
)
_BRACKET_END = re.compile(r"[（(]([^（）()]{1,90})[）)]$")
_CREDIT_WORD = re.compile(
    r"[摄攝]|摄影|攝影|作者|记者|記者|通讯员|通訊員|整理|供[图圖]|[图圖文]|编译|翻译|指导|提供|本报|本報|单位|單位|任[职教]|"
    r"编辑|編輯|调查组|办公室|辦公室|综合|綜合|出版社|資料"
)
_CREDIT_TAIL = re.compile(
    r"(?<=[。！？”』」）)])[\s\u3000]*((?:[（(]?[\u4e00-\u9fff·/／\s\u3000、|｜]{2,34}(?:[摄攝]|[摄攝]影|[图圖]|供[图圖]|[报報][道導]|文并摄|/文|／文|文/图)(?:[（(][^（）()]{2,16}[）)])?[）)]?))$"
)
_NAMES_ONLY = re.compile(r"(?:(?:" + _NAME + r")[\s\u3000、]*){1,4}")


def lead_end(text: str) -> int:
    """Where the byline at a paragraph's start ends (本报讯（记者 …）), 0 where there is none."""
    head = text[:120]
    ends = [match.end() for match in (p.match(head) for p in _LEADS) if match]
    return max((end for end in ends if end < len(text)), default=0)


def jump_end(text: str) -> int:
    """Where a jump line at the start ends (上接第1版), 0 where there is none."""
    match = _JUMP_START.match(text)
    return match.end() if match and match.end() < len(text) else 0


def tail_start(text: str) -> tuple[int, str]:
    """Where a credit or jump line at a paragraph's end starts, and which of the two it is.

    The text's length where there is none.  A bracket is a credit only after a
    finished sentence, and if it has a credit's words or nothing but names.
    """
    # Only the last characters can be one; to look no further keeps long lines cheap.
    base = max(0, len(text) - 160)
    last = text[base:]
    match = _JUMP_END.search(last)
    if match and base + match.start():
        return base + match.start(), "jump"
    match = _BRACKET_END.search(last)
    if match and base + match.start():
        before = last[: match.start()].rstrip()
        inner = match.group(1)
        if before[-1:] in "。！？”』」…!?" and (
            (_CREDIT_WORD.search(inner) and not re.search(r"[。！？]", inner)) or name_list(inner)
        ):
            return base + match.start(), "credit"
        return len(text), ""
    match = _CREDIT_TAIL.search(last)
    if match and base + match.start(1):
        return base + match.start(1), "credit"
    return len(text), ""


def is_name(text: str) -> bool:
    """Whether text may be a person's name: a surname and one to three characters, spaces aside."""
    bare = "".join(text.split())
    return (
        2 <= len(bare) <= 4 and bare[0] in SURNAMES and all("\u4e00" <= c <= "\u9fff" for c in bare)
    )


def name_list(text: str) -> bool:
    """Whether text is nothing but names, such as 郁 平 孟广才."""
    return (
        bool(_NAMES_ONLY.fullmatch(text.strip()))
        and text.strip()[0] in SURNAMES
        and len(text) <= 16
    )
