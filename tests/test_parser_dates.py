"""The page's date: told by its text, its file's name or its folder, with the evidence; never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page import PageDate
from reader.parser import parse_text

STORY = (
    "## 老街修好了第一口井\n\n本报讯（记者 江浩）昨天，老街的水管终于换成了新的，街坊们都说好。\n"
)


def dated(line: str = "", name: str = "A03.txt") -> PageDate | None:
    return parse_text(f"{line}\n\n{STORY}" if line else STORY, name=name).date


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2025年7月18日 星期五 第3版", "2025-07-18"),
        ("2025 年 7 月 18 日　星期五　第3版", "2025-07-18"),
        ("２０２５年７月１８日　星期五　第３版", "2025-07-18"),
        ("二〇二五年七月十八日 星期五 第三版", "2025-07-18"),
        ("二○二五年十一月三十日 星期日 第三版", "2025-11-30"),
        ("一九八六年十月一日 星期三 第二版", "1986-10-01"),
        ("一九九九年十二月二十一日 星期二 第二版", "1999-12-21"),
        ("2025.7.18 星期五 第3版", "2025-07-18"),
        ("2025-07-18 星期五 A03版", "2025-07-18"),
        ("2025/07/18 星期五 A03版", "2025-07-18"),
        ("A03 要闻 2025年7月18日 星期五", "2025-07-18"),
        ("2024年2月29日 星期四 第3版", "2024-02-29"),
        ("中華民國一一四年七月十八日 星期五 第3版", "2025-07-18"),
        ("民國114年7月18日 星期五 第3版", "2025-07-18"),
        ("中華民國四十三年六月十二日 星期六 第二版", "1954-06-12"),
        ("民国三十七年十月一日 星期五 第二版", "1948-10-01"),
        ("中華民國一百一十四年七月十八日 星期五 第三版", "2025-07-18"),
        ("公元1983年10月1日 星期六 第3版", "1983-10-01"),
        ("Tuesday, March 5, 2024 第3版", "2024-03-05"),
    ],
)
def test_the_text_tells_it(line: str, value: str) -> None:
    found = dated(line)
    assert found is not None
    assert (found.value, found.certain, found.origin) == (value, True, "text")
    (evidence,) = found.evidence
    text = f"{line}\n\n{STORY}"
    assert "".join(text[s:e] for s, e in evidence.source) == evidence.text
    assert evidence.text in line
    assert "日" in evidence.text or evidence.text[-1].isdigit()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("公元1983年10月1日", "1983-10-01"),
        ("中華民國四十三年六月十二日", "1954-06-12"),
        ("March 5, 2024", "2024-03-05"),
    ],
)
def test_a_line_above_the_headline_that_is_only_a_date_may_be_the_pages(
    line: str, value: str
) -> None:
    found = dated(line)
    assert found is not None
    assert (found.value, found.certain, found.origin) == (value, False, "text")
    named = dated(line, "2011-04-01.txt")
    assert named is not None
    assert (named.value, named.origin) == ("2011-04-01", "file")


@pytest.mark.parametrize(
    "line",
    [
        "2025年2月30日 星期五 第3版",
        "2025年13月1日 星期五 第3版",
        "2025年0月18日 星期五 第3版",
        "2023年2月29日 星期三 第3版",
        "二〇二五年十一月三十一日 星期日 第三版",
        "7月18日 星期五 第3版",
        "第20250718期 第3版",
        "12025年7月18日 星期五 第3版",
    ],
)
def test_an_impossible_or_partial_date_is_none(line: str) -> None:
    assert dated(line) is None


def test_dates_of_which_an_article_speaks_are_not_the_pages() -> None:
    text = STORY + "\n2019年3月5日，老街修了第一口井。2025年7月18日，又修了一口。\n"
    assert parse_text(text, name="A03.txt").date is None


@pytest.mark.parametrize(
    ("name", "value", "certain", "origin"),
    [
        ("2025-07-18.txt", "2025-07-18", True, "file"),
        ("2024-12-31-A01.txt", "2024-12-31", True, "file"),
        ("2024-10-30.txt", "2024-10-30", True, "file"),
        ("2024-11-05_A01.txt", "2024-11-05", True, "file"),
        ("20250718.txt", "2025-07-18", True, "file"),
        ("20250718_A03.txt", "2025-07-18", True, "file"),
        ("A03-20250718.txt", "2025-07-18", True, "file"),
        ("工人报2025年7月18日第3版.txt", "2025-07-18", True, "file"),
        ("2025_7_8.txt", "2025-07-08", True, "file"),
        ("2025-0718.txt", "2025-07-18", True, "file"),
        ("2025.07.18 A03.txt", "2025-07-18", True, "file"),
        ("/papers/2025-07-18/A03.txt", "2025-07-18", True, "folder"),
        ("/papers/20250718/A03.txt", "2025-07-18", True, "folder"),
        ("/papers/2025年7月18日/03.txt", "2025-07-18", True, "folder"),
        ("/papers/2025/07/18/A03.txt", "2025-07-18", True, "folder"),
        ("/papers/2025年/7月/18日/A03.txt", "2025-07-18", True, "folder"),
        ("/papers/2025.zip/07/18/A03.txt", "2025-07-18", True, "folder"),
        ("/papers/2025-07-18.zip/A03.txt", "2025-07-18", True, "folder"),
        ("/papers/2025/07/A03.txt", "2025-07", False, "folder"),
        ("/papers/2025-07/A03.txt", "2025-07", False, "folder"),
        ("/papers/2025年7月/A03.txt", "2025-07", False, "folder"),
        ("/papers/2025/A03.txt", "2025", False, "folder"),
        ("/2019-01-01/2025-07-18.txt", "2025-07-18", True, "file"),
    ],
)
def test_the_name_or_the_folder_tells_it(name: str, value: str, certain: bool, origin: str) -> None:
    found = dated(name=name)
    assert found is not None
    assert (found.value, found.certain, found.origin) == (value, certain, origin)
    assert found.evidence == ()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A03.txt",
        "03.txt",
        "2025-02-30.txt",
        "2025-13-40.txt",
        "2025-07-40.txt",
        "2025-07-181.txt",
        "2025-00-10.txt",
        "scan_2025071.txt",
        "202507181.txt",
        "20250718103000.txt",
        "20251301.txt",
        "1202507189.txt",
        "000_bfdc5e39a7a4cdeb.txt",
        "/papers/A2025B/03.txt",
        "/papers/12/31/A03.txt",
    ],
)
def test_what_says_no_date_gives_none(name: str) -> None:
    assert dated(name=name) is None


def test_the_text_goes_before_the_name_but_a_passing_remark_does_not() -> None:
    folio = dated("2025年7月18日 星期五 第3版", "2019-01-01.txt")
    assert folio is not None
    assert (folio.value, folio.origin) == ("2025-07-18", "text")
    remark = "投稿截至2025年8月1日，邮箱 tougao@laojie.example 热线 010-5550000"
    alone = dated(remark)
    assert alone is None or not alone.certain
    named = dated(remark, "2025-07-18.txt")
    assert named is not None
    assert (named.value, named.certain, named.origin) == ("2025-07-18", True, "file")


@pytest.mark.parametrize(
    ("line", "name", "value", "origin"),
    [
        ("2011年4月1日 星期五 第3版", "2024-03-08-A01.txt", "2011-04-01", "text"),
        ("2011年4月1日 第3版", "/papers/2024-03-08/A01.txt", "2011-04-01", "text"),
        ("2011年4月1日 星期六 第3版", "A01.txt", "2011-04-01", "text"),
        ("2011年4月1日 星期六 第3版", "2011-04-01.txt", "2011-04-01", "text"),
        ("2011年4月1日 星期六 第3版", "2011-04-02.txt", "2011-04-02", "file"),
    ],
)
def test_where_weekday_or_name_tell_another_date_it_is_uncertain(
    line: str, name: str, value: str, origin: str
) -> None:
    found = dated(line, name)
    assert found is not None
    assert (found.value, found.certain, found.origin) == (value, False, origin)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["{y}年{m}月{d}日", "{c}"]))
def test_every_day_is_read_in_digits_and_in_characters(day: date, form: str) -> None:
    digits = "〇一二三四五六七八九"

    def spoken(number: int) -> str:
        tens, ones = divmod(number, 10)
        return (
            ("" if tens < 2 else digits[tens])
            + ("十" if tens else "")
            + (digits[ones] if ones else "")
        )

    year = "".join(digits[int(c)] for c in str(day.year))
    chinese = f"{year}年{spoken(day.month)}月{spoken(day.day)}日"
    line = form.format(y=day.year, m=day.month, d=day.day, c=chinese) + " 星期五 第3版"
    found = dated(line)
    assert found is not None
    assert found.value == day.isoformat()
