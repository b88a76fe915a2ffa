"""Text for terminals: columns, cuts and line breaks as Chinese needs them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.text import clip, pad, width, wrap

TEXTS = st.text("工会，。“”（）aB 1é\u0301𠮷　", max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("工会", 4), ("é", 1), ("e\u0301", 1), ("𠮷", 2), ("，", 2)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(TEXTS, st.integers(2, 40))
def test_a_cut_text_fits(text: str, columns: int) -> None:
    cut = clip(text, columns)
    assert width(cut) <= columns
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))
    assert width(pad(cut, columns)) == columns


@given(TEXTS, st.integers(8, 40))
def test_wrapping_loses_nothing_but_blanks(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("工会，。“”（）", max_size=60), st.integers(20, 40))
def test_lines_begin_and_end_as_they_may(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    for before, after in pairwise(lines):
        assert after[0] not in "，。”）"
        assert before[-1] not in "“（"


def test_words_and_indents_stay_whole() -> None:
    assert wrap("看见 MALL 两个字。", 8) == ["看见", "MALL 两", "个字。"]
    assert wrap("一二三四五六七八", 12, "　　") == ["　　一二三四", "五六七八"]
