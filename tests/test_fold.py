"""Folding keeps every character at its place."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.library.fold import expression, fold, has_variants

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("會会ＡａA①㈱豈後后臺ｶﾞ鬥ßﬁİ　\u00a0")))


@given(TEXTS)
def test_as_long_and_folded_for_good(text: str) -> None:
    for variants in (True, False):
        folded = fold(text, variants)
        assert len(folded) == len(text)
        assert fold(folded, variants) == folded
        # Character by character, whatever stands beside it.
        assert folded == "".join(fold(char, variants) for char in text)
    assert fold(fold(text, False)) == fold(text)
    assert has_variants(text) >= (fold(text) != fold(text, False))


@given(TEXTS, st.integers(0, 20), st.integers(1, 4), st.booleans())
def test_a_word_is_matched_where_the_folded_text_has_it(
    text: str, at: int, length: int, variants: bool
) -> None:
    word, folded = fold(text[at : at + length] or "会", variants), fold(text, variants)
    found, start = [], folded.find(word)
    while start >= 0:
        found.append((start, start + len(word)))
        start = folded.find(word, start + len(word))
    assert [match.span() for match in expression(word, variants).finditer(text)] == found


@given(st.characters(max_codepoint=0x2FFF) | st.characters(min_codepoint=0xF900))
def test_widths_and_cases_are_unicodes(char: str) -> None:
    wanted = unicodedata.normalize("NFKC", char).casefold()
    # The table is of one Unicode version, and this Python may know a younger one.
    if len(wanted) == 1 and unicodedata.category(char) != "Cn":
        assert fold(char, False) == fold(wanted, False)


def test_the_forms_that_readers_mix() -> None:
    assert fold("ＷＴＯ：１２％　Ａ０３") == "wto:12% a03"
    assert fold("後來臺灣與鐘錶裏頭，發髮") == fold("后来台湾与钟表里头,发发")
    assert fold("後來", variants=False) == "後來"
    assert fold("看著著作") == fold("看着着作")
    assert not has_variants("工人") and has_variants("工會") and has_variants("工会")
