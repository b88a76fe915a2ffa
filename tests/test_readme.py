"""What the README says, the project does."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reader.system import PACKAGES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)

SET_UP = "python3 -m venv .venv && .venv/bin/pip install "


def test_the_first_two_commands_open_the_reader_and_pass_the_tests() -> None:
    opens, tests = BLOCKS[:2]
    assert opens.count("\n") == tests.count("\n") == 1
    assert opens.startswith(SET_UP)
    assert opens.endswith("&& .venv/bin/heding\n")
    assert tests.startswith(SET_UP)
    assert tests.endswith("&& .venv/bin/python -m pytest\n")


def test_ci_runs_the_readmes_command() -> None:
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[-1] + "\n" == BLOCKS[1]
    assert os.access(script, os.X_OK) or os.name == "nt"


def test_files_that_it_links_are_there() -> None:
    links = re.findall(r"\]\(([^):]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).is_file(), link


def test_the_commands_that_it_shows_exist() -> None:
    from reader.cli.commands import COMMANDS

    shown = re.findall(r"^heding (\w+)", BLOCKS[3], re.MULTILINE)
    assert len(shown) >= 5
    assert set(shown) <= set(COMMANDS)


def test_the_keys_that_it_shows_exist() -> None:
    from reader.window.commands import commands

    words = {"空格": "Space", "PgDn": "PgDown", "←": "Left", "→": "Right", "加号": "+", "减号": "-"}
    known = {key for command in commands() for key in command.keys}
    table = [row.split("|") for row in README.splitlines() if row.startswith("| ")]
    shown = [key for row in table[2:] for cell in row[1:4:2] for key in cell.strip().split("、")]
    assert len(shown) >= 15
    for key in shown:
        for word, name in words.items():
            key = key.replace(word, name)
        assert key in known, key


def test_the_libraries_that_it_names_are_those_that_are_looked_for() -> None:
    packages = set(BLOCKS[2].split()[2:]) - {"python3-venv", "fonts-noto-cjk"}
    assert packages <= {debian for debian, _ in PACKAGES.values()}
    assert {"libegl1", "libxcb-cursor0"} <= packages


def test_the_article_that_it_shows_is_there(data_dir: Path) -> None:
    from reader.library import Library

    shown = set(re.findall(r"^heding (?:show|explain|bookmark add) (\w+)", BLOCKS[3], re.MULTILINE))
    assert shown
    with Library(data_dir) as library:
        for article in shown:
            assert library.article(article).article.title
