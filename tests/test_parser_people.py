"""Whom bylines and credits name, and as what."""

from __future__ import annotations

import pytest

from reader.parser import parse_text


def people(byline: str = "", credit: str = "") -> str:
    """The people of an article with this byline or credit, as a reader sees them."""
    text = f"## 老街修好了第一口井\n\n{byline}昨天，老街的水管终于换成了新的，街坊们都说好。"
    text += "新水管有三百米长，用了两个月才铺好，今后再也不怕冬天结冰了。\n"
    if credit:
        text += f"\n图为工人在检修管道。\n\n{credit}\n"
    page = parse_text(text, name="A03.txt")
    return "; ".join(f"{p.role} {p.name}" for a in page.articles for p in a.people)


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("本报讯（记者 余翠平）", "记者 余翠平"),
        ("本报讯(记者余翠平)", "记者 余翠平"),
        ("本报讯（本报记者 余翠平）", "记者 余翠平"),
        ("本报讯（记者 余翠平 于佳）", "记者 余翠平; 记者 于佳"),
        ("本报讯（记者余翠平、于佳）", "记者 余翠平; 记者 于佳"),
        ("本报讯（记者 余翠平 通讯员 王伟）", "记者 余翠平; 通讯员 王伟"),
        ("本报讯（记者 余翠平 实习生 林间）", "记者 余翠平; 实习生 林间"),
        ("本报讯（记者 王 伟 李小明）", "记者 王伟; 记者 李小明"),
        ("本报讯（记者 王 伟 李 强）", "记者 王伟; 记者 李强"),
        ("本报讯（记者 欧阳修文 通讯员 司马光）", "记者 欧阳修文; 通讯员 司马光"),
        ("本报讯（见习记者 余翠平）", "记者 余翠平"),
        ("本报讯（首席记者 余翠平 特约记者 王伟）", "记者 余翠平; 记者 王伟"),
        ("新华社北京7月1日电（记者 裴江、方悦）", "记者 裴江; 记者 方悦"),
        ("【本報訊】（記者沈慕雲）", "记者 沈慕雲"),
        ("本报讯 ", ""),
    ],
)
def test_a_byline_names_its_reporters(byline: str, found: str) -> None:
    assert people(byline) == found


@pytest.mark.parametrize(
    ("credit", "found"),
    [
        ("本报记者 于佳 摄", "记者 于佳; 摄影 于佳"),
        ("本报记者 于佳摄", "记者 于佳; 摄影 于佳"),
        ("通讯员 王伟 摄", "通讯员 王伟; 摄影 王伟"),
        ("新华社记者 王伟 李强 摄", "记者 王伟; 记者 李强; 摄影 王伟; 摄影 李强"),
        ("本报记者 王伟 通讯员 李强 摄", "记者 王伟; 通讯员 李强; 摄影 李强"),
        ("新华社记者 王伟 李强摄", "记者 王伟; 记者 李强; 摄影 王伟; 摄影 李强"),
        ("本报记者 王伟 李强/图", "记者 王伟; 记者 李强; 图 李强"),
        ("本报记者 于佳 文/图", "记者 于佳; 文 于佳; 图 于佳"),
        ("本报记者 于佳 文并摄", "记者 于佳; 文 于佳; 摄影 于佳"),
        ("文/余翠平 图/于佳", "文 余翠平; 图 于佳"),
        ("余翠平/文 于佳/图", "文 余翠平; 图 于佳"),
        ("余翠平 文 于佳 图", "文 余翠平; 图 于佳"),
        ("摄影：于佳 王伟", "摄影 于佳; 摄影 王伟"),
    ],
)
def test_a_credit_names_who_made_what(credit: str, found: str) -> None:
    from reader.parser.credits import people as named

    assert "; ".join(f"{p.role} {p.name}" for p in named(credit)) == found


def test_the_credit_of_a_picture_is_the_articles() -> None:
    assert (
        people("本报讯（记者 余翠平）", "本报记者 于佳 摄") == "记者 余翠平; 记者 于佳; 摄影 于佳"
    )


@pytest.mark.parametrize(
    ("credit", "found"),
    [
        ("于佳供图", "供图 于佳"),
        ("王伟 供图", "供图 王伟"),
        ("记者 阿依古丽·买买提", "记者 阿依古丽·买买提"),
        ("（记者 余翠平 摄影报道）", "记者 余翠平; 摄影 余翠平"),
        ("记者余翠平 通讯员王伟 李强 报道", "记者 余翠平; 通讯员 王伟; 通讯员 李强"),
        ("文字：余翠平　摄影：于佳", "文 余翠平; 摄影 于佳"),
        ("作者单位：市第一机床厂", ""),
        ("摄", ""),
        ("", ""),
    ],
)
def test_further_forms(credit: str, found: str) -> None:
    from reader.parser.credits import people as named

    assert "; ".join(f"{p.role} {p.name}" for p in named(credit)) == found
