"""Draws an article with Heding's own fonts alone: ``python tests/golden.py FOLDER``.

Run with ``tests/golden`` it makes the pictures anew to which ``test_golden.py``
compares.  Do so after a change of what the page looks like, and look at them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

#: What is drawn: name, theme, size in per cent, characters in a line.
PICTURES = (("day", "light", 100, 26), ("night", "dark", 150, 20))
HEIGHT = 760

#: A text of our own that has what is difficult in a line.
TITLE = "全市职工运动会开幕三千余名职工参加十二个大项的比赛"
PARAGRAPHS = (
    "本报讯 7月18日上午，2025年全市职工运动会在市体育馆开幕。“职工健康，企业兴旺”——"
    "开幕式上，来自86家单位的3200余名职工列队入场。",
    "本届运动会设乒乓球、羽毛球、拔河等12个大项，《职工体育三年行动计划（2025—2027）》"
    "同时发布。据介绍，今后每年5月至10月，各区工会都将举办“一区一品”赛事……",
    "“我练了半年，今天总算能和大家比一比了。”公交驾驶员阿依古丽·买买提说。她报名参加的"
    "5000米跑，App报名名额30分钟内就抢光了。",
)


def draw(folder: Path) -> None:
    """Draw all pictures."""
    from lines import reading
    from PySide6.QtCore import Qt, qVersion
    from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QImage, QPainter
    from PySide6.QtWidgets import QApplication

    from reader.page import Article, Page, Piece, Range
    from reader.window.fonts import provide
    from reader.window.styles import Setting
    from reader.window.theme import THEMES
    from reader.window.typesetter import Typesetter

    app = QApplication([])
    provide()
    pieces, at = [], 0
    for text in (TITLE, "运动会", *PARAGRAPHS):
        pieces.append(Piece(text, (Range(at, at + len(text)),)))
        at += len(text) + 1
    article = Article(id="a", title=pieces[0], kicker=(pieces[1],), paragraphs=tuple(pieces[2:]))
    source = "\n".join((TITLE, "运动会", *PARAGRAPHS))
    value = reading(Page("页.txt", "utf-8", source, articles=(article,)), article)
    for name, theme, zoom, measure in PICTURES:
        setting = Setting(zoom=zoom, measure=measure)
        colours = THEMES[theme]
        setter = Typesetter(value, colours, setting, "2025年7月18日 · A03 版")
        document = setter.new_document()
        width = measure * setting.em + 1
        while not setter.finished:
            setter.step(document, width, 1 << 20)
        document.setTextWidth(width + 2 * setting.margin)
        picture = QImage(round(document.textWidth()), HEIGHT, QImage.Format.Format_RGB32)
        picture.fill(QColor(colours.paper))
        painter = QPainter(picture)
        document.documentLayout().draw(painter, QAbstractTextDocumentLayout.PaintContext())
        painter.end()
        grey = picture.convertToFormat(
            QImage.Format.Format_Grayscale8, Qt.ImageConversionFlag.MonoOnly
        )
        grey.setText("Qt", ".".join(qVersion().split(".")[:2]))
        assert grey.save(str(folder / f"{name}.png"))
    del app


def without_system_fonts() -> dict[str, str]:
    """The environment of a machine that has no font at all."""
    empty = Path(tempfile.mkdtemp(prefix="heding-")) / "fonts.conf"
    empty.write_text("<?xml version='1.0'?><fontconfig></fontconfig>\n", "utf-8")
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(empty)}


if __name__ == "__main__":
    if os.environ.get("HEDING_GOLDEN") == "1":
        draw(Path(sys.argv[1]))
    else:
        env = {**without_system_fonts(), "HEDING_GOLDEN": "1"}
        os.execve(sys.executable, [sys.executable, __file__, *sys.argv[1:]], env)
