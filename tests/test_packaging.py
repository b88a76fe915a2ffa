"""What makes it a desktop program, and what a package of it holds."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

import reader

ROOT = Path(__file__).resolve().parent.parent
ENTRY = ROOT / "packaging" / "heding.desktop"
METAINFO = ROOT / "packaging" / "heding.metainfo.xml"
ICONS = ROOT / "resources" / "icons"


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(ENTRY, encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.mark.parametrize(
    "command",
    [
        ["desktop-file-validate", str(ENTRY)],
        ["appstreamcli", "validate", "--no-net", "--pedantic", str(METAINFO)],
    ],
    ids=lambda command: command[0],
)
def test_the_validators_find_no_fault(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_entry_and_metainfo_agree() -> None:
    metainfo = ET.parse(METAINFO).getroot()
    assert metainfo.findtext("launchable") == ENTRY.name
    assert metainfo.findtext("icon") == entry()["Icon"]
    types = {node.text for node in metainfo.findall("provides/mediatype")}
    assert types == set(entry()["MimeType"].rstrip(";").split(";"))
    assert {node.text for node in metainfo.findall("categories/category")} == set(
        entry()["Categories"].rstrip(";").split(";")
    )
    release = metainfo.find("releases/release")
    assert release is not None
    assert release.get("version") == reader.__version__


def test_the_icon_is_there_in_every_size() -> None:
    assert (ICONS / f"{entry()['Icon']}.svg").is_file()
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        head = (ICONS / f"{entry()['Icon']}-{size}.png").read_bytes()[:24]
        assert head[1:4] == b"PNG"
        assert [int.from_bytes(head[at : at + 4], "big") for at in (16, 20)] == [size, size]


def test_names_in_simplified_and_traditional_chinese() -> None:
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert {f"{key}[zh_CN]", f"{key}[zh_TW]"} <= set(entry())


def test_a_wheel_holds_what_runs_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("heding-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "installed")
    tops = {name.split("/")[0] for name in names}
    assert tops == {"reader", f"heding-{reader.__version__}.dist-info"}
    assert not [name for name in names if re.search(r"screenshot|\.pot?$|__pycache__", name)]
    shipped = {path.name: path.read_bytes() for path in (ROOT / "seeds").iterdir()}
    folder = tmp_path / "installed" / "reader"
    assert {path.name: path.read_bytes() for path in (folder / "seeds").iterdir()} == shipped
    for path in ICONS.rglob("*.svg"):
        assert (folder / "resources" / path.relative_to(ROOT / "resources")).is_file()

    done = subprocess.run(
        [sys.executable, "-m", "reader", "list"],
        cwd=tmp_path / "installed",
        env={**os.environ, "HEDING_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    for name in shipped:
        assert str(folder / "seeds" / name) in done.stdout
    assert "报库" in _help(tmp_path / "installed")  # the catalogues are found, too


def _help(folder: Path) -> str:
    command = [sys.executable, "-m", "reader", "--help"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8").stdout
