"""Stories that go on on another page of their issue."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli import main
from reader.library import Jump, Library

FRONT = """2025年7月18日 星期五

## 全市经济工作会议召开

本报讯（记者 钟正）昨天，全市经济工作会议召开，部署明年重点任务。会议提出，要把扩大内需摆在更加突出的位置。

（下转{page}）

## 首趟冷链班列抵达

本报讯（记者 冷杉）昨天清晨，首趟冷链班列抵达东站，带来620吨水果。

## 大山里的“点灯人”

本报讯（记者 向阳）开学第一天，教学点的操场上升起了国旗。升旗的是六个孩子。（下转第四版）
"""
INSIDE = """2025年7月18日 星期五

## 图书馆延长开放

本报讯（记者 文思）市图书馆昨天起延长开放时间，晚上九点闭馆。

## 全市经济工作会议召开

（上接{page}）

会议要求，各级各部门要增强紧迫感，抓紧制定实施方案，确保各项任务如期完成。
"""


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = tmp_path / "2025-07-18"
    folder.mkdir()
    return folder


def by_title(library: Library, title: str) -> list[str]:
    return [hit.id for hit in library.search(f"标题:{title}")]


@pytest.mark.parametrize(
    ("onward", "back", "file"),
    [
        ("第3版", "第1版", "A03.txt"),
        ("A3版", "A1版", "A03.txt"),
        ("第三版", "第一版", "A3.txt"),
        ("３版", "１版", "A03版.txt"),
    ],
)
def test_a_story_leads_to_its_rest_and_back(
    data_dir: Path, issue: Path, onward: str, back: str, file: str
) -> None:
    (issue / file.replace("3", "1")).write_text(FRONT.format(page=onward), "utf-8")
    (issue / file).write_text(INSIDE.format(page=back), "utf-8")
    # Another day's page 3, and another section's, have nothing to do with it.
    (issue / "B03.txt").write_text(INSIDE.format(page=back), "utf-8")
    other = issue.parent / "2025-07-19"
    other.mkdir()
    (other / file).write_text(INSIDE.format(page=back).replace("18日", "19日"), "utf-8")
    with Library(data_dir) as library:
        library.add([issue.parent])
        pages = {
            Path(p.path).relative_to(issue.parent).as_posix(): p for p in library.pages() if p.date
        }
        front = pages[f"2025-07-18/{file.replace('3', '1')}"].articles[0].id
        inside = pages[f"2025-07-18/{file}"].articles[-1].id
        (there,) = library.jumps(front)
        assert there[:4] == (True, f"下转{onward}", inside, "全市经济工作会议召开")
        (back_there,) = library.jumps(inside)
        assert back_there[:4] == (False, f"上接{back}", front, "全市经济工作会议召开")
        page = library.page(pages[f"2025-07-18/{file}"].key)
        assert page.text[back_there.start :].startswith("上接") or page.text[
            back_there.start + 1 :
        ].startswith("上接")
        for title in ("首趟冷链班列", "图书馆延长"):
            assert library.jumps(by_title(library, title)[0]) == ()


def test_show_tells_where_a_story_goes_on(
    data_dir: Path, issue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (issue / "A01.txt").write_text(FRONT.format(page="第3版"), "utf-8")
    (issue / "A03.txt").write_text(INSIDE.format(page="第1版"), "utf-8")
    with Library(data_dir) as library:
        library.add([issue])
        front = next(p for p in library.pages() if p.name == "A01").articles[0].id
        inside = next(p for p in library.pages() if p.name == "A03").articles[-1].id
    assert main(["show", front]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == f"→  下转第3版  {inside}  全市经济工作会议召开"
    assert main(["show", inside]) == 0
    assert f"←  上接第1版  {front}" in capsys.readouterr().out


def test_a_page_that_is_not_there_is_said_all_the_same(data_dir: Path, issue: Path) -> None:
    (issue / "A01.txt").write_text(FRONT.format(page="第3版"), "utf-8")
    with Library(data_dir) as library:
        library.add([issue])
        (jump,) = library.jumps(by_title(library, "点灯人")[0])
        assert jump == Jump(True, "下转第四版", "", "", jump.start)


def test_words_of_a_sentence_are_no_jump(data_dir: Path, issue: Path) -> None:
    text = "## 读报\n\n本报讯 老人说，他读报总是先看完头版，再转第4版看副刊，接着看5版。\n"
    (issue / "A01.txt").write_text(text, "utf-8")
    with Library(data_dir) as library:
        library.add([issue])
        assert library.jumps(by_title(library, "读报")[0]) == ()
