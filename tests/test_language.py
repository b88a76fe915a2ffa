"""The interface speaks the reader's language, wholly."""

from __future__ import annotations

import ast
import io
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo, write_mo

from reader.language import LANGUAGES, choose_language, language, tr, trn

ROOT = Path(__file__).resolve().parent.parent
TOOL = runpy.run_path(str(ROOT / "packaging" / "language.py"))
CATALOGUES = [(domain, name) for domain in TOOL["DOMAINS"] for name in TOOL["LANGUAGES"]]
HOW = "run: python packaging/language.py, then translate what it names and run it again"

catalogues = pytest.mark.parametrize(("domain", "name"), CATALOGUES)


@pytest.fixture(autouse=True)
def _the_same_language_after_each_test() -> Iterator[None]:
    yield
    choose_language()


def messages(catalog: Catalog) -> dict[Any, Message]:
    """All messages but the head."""
    return {message.id: message for message in catalog if message.id}


def pairs(catalog: Catalog) -> list[tuple[Any, Any]]:
    """What stands for what, but the head, which names Babel's version."""
    return [(message.id, message.string) for message in catalog if message.id]


@pytest.mark.parametrize("domain", TOOL["DOMAINS"])
def test_the_template_has_what_the_code_says(domain: str) -> None:
    assert (
        messages(TOOL["template"](domain)).keys() == messages(TOOL["extracted"](domain)).keys()
    ), HOW


@catalogues
def test_everything_is_translated(domain: str, name: str) -> None:
    catalog = TOOL["translation"](domain, name)
    assert messages(catalog).keys() == messages(TOOL["template"](domain)).keys(), HOW
    lacking = [m.id for m in catalog if m.id and (m.fuzzy or not all(TOOL["strings"](m)))]
    assert lacking == [], HOW


@catalogues
def test_placeholders_and_keys_survive_translation(domain: str, name: str) -> None:
    places = re.compile(r"\{\w+\}|%\(\w+\)[sr]|%[sr]")
    for message in messages(TOOL["translation"](domain, name)).values():
        # the plural is the form that has every placeholder: "one page", "{count} pages"
        source = message.id if isinstance(message.id, str) else message.id[-1]
        for text in TOOL["strings"](message):
            assert sorted(places.findall(text)) == sorted(places.findall(source)), text
            assert len(re.findall(r"&\w", text)) == len(re.findall(r"&\w", source)), text
            assert text.endswith("\n") == source.endswith("\n"), text


@catalogues
def test_the_compiled_catalogue_is_that_of_the_text(domain: str, name: str) -> None:
    again = io.BytesIO()
    write_mo(again, TOOL["translation"](domain, name))
    again.seek(0)
    with TOOL["po_path"](domain, name).with_suffix(".mo").open("rb") as stored:
        assert pairs(read_mo(stored)) == pairs(read_mo(again)), HOW


@catalogues
def test_simplified_and_traditional_do_not_mix(domain: str, name: str) -> None:
    encoding = {"zh_CN": "gb2312", "zh_TW": "big5"}[name]
    theirs = {
        "zh_CN": ("搜寻", "预设", "程式", "软体", "资料夹", "伺服器", "字元"),
        "zh_TW": ("文件", "搜索", "窗口", "默認", "程序", "磁盤", "保存", "打開", "菜單", "字符"),
    }[name]
    for message in messages(TOOL["translation"](domain, name)).values():
        for text in TOOL["strings"](message):
            "".join(re.findall("[一-鿿]", text)).encode(encoding)  # fails at one of the other
            assert not [word for word in theirs if word in text], text


def test_only_literal_strings_are_translated() -> None:
    """Or else the extraction would not see them."""
    for path in (ROOT / "reader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = node.args[: {"tr": 1, "trn": 2}.get(node.func.id, 0)]
                for text in texts:
                    assert isinstance(text, ast.Constant), f"{path}:{node.lineno}"
                    assert isinstance(text.value, str), f"{path}:{node.lineno}"


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_language_that_is_chosen_is_spoken(name: str) -> None:
    assert choose_language(name) == name == language()
    assert tr("Close") == {"en": "Close", "zh_CN": "关闭", "zh_TW": "關閉"}[name]


def test_values_are_filled_in_as_they_are() -> None:
    choose_language("en")
    assert (
        tr("It can't be read: {reason}.", reason="{count} <b>") == "It can't be read: {count} <b>."
    )
    assert trn("{count} article", "{count} articles", 1) == "1 article"
    assert trn("{count} article", "{count} articles", 2) == "2 articles"
    assert trn("{count} article", "{count} articles", 12345) == "12,345 articles"
    assert tr("Paused at {done} of {total}", done=999, total=1000) == "Paused at 999 of 1,000"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.GB18030"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_TW"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "zh_HK.UTF-8"}, "zh_TW"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_Hant_MO"}, "zh_TW"),
        ({"LANG": "zh_TW.UTF-8", "HEDING_LANG": "en"}, "en"),
        ({"HEDING_LANG": "fr"}, "zh_CN"),
    ],
)
def test_the_language_without_a_choice(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "HEDING_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert choose_language() == expected


@pytest.mark.parametrize(
    ("name", "usage", "complaint"),
    [
        ("zh_CN", "用法：", "缺少参数："),
        ("zh_TW", "用法：", "缺少引數："),
        ("en", "Usage:", "the following arguments are required:"),
    ],
)
def test_the_command_line_complains_in_the_language_too(
    name: str, usage: str, complaint: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "search"],
        env={**os.environ, "HEDING_LANG": name},
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert usage in done.stderr
    assert complaint in done.stderr
