"""How often an unrelated article put behind those of a page changes them.

    python tests/bench/append.py [FOLDER…]      (folders of pages NAME.txt)

Prints for each folder how many articles, of how many, are not the same any
more.  Without folders: the shipped pages, and the evaluation set where it is.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.page import Article
from reader.parser import decode, parse_text

#: Two manners of byline; the headline is marked as those of the page are.
APPENDED = (
    "\n\n{mark}石坝村办起第一家书屋\n\n本报讯（记者 江浩 通讯员 安琳）昨天，石坝村的第一家书屋开门迎客，"
    "村民们在家门口就能借到三千多册图书。\n\n书屋由旧粮仓改成，每周开放六天。\n",
    "\n\n{mark}石坝村办起第一家书屋\n\n□ 本报记者 江浩\n\n石坝村的第一家书屋昨天开门迎客，"
    "村民们在家门口就能借到三千多册图书。\n\n书屋由旧粮仓改成，每周开放六天。\n",
)
_MARK = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)


def ground(articles: Sequence[Article]) -> list[tuple[tuple[str, object], ...]]:
    """What each article consists of: roles and places."""
    return [tuple((role, p.source) for role, p in article.pieces()) for article in articles]


def changed(text: str, more: str) -> tuple[int, int]:
    """Articles that are other ones once ``more`` stands behind them, and all of them.

    It is put behind the last text of an article: the page's foot stays its foot.
    """
    articles = parse_text(text, name="a.txt").articles
    end = max((r.end for a in articles for p in a.paragraphs for r in p.source), default=len(text))
    after = ground(parse_text(text[:end] + more + text[end:], name="a.txt").articles)
    before = [
        pieces
        for article, pieces in zip(articles, ground(articles), strict=True)
        if all(r.end <= end for _, p in article.pieces() for r in p.source)
    ]
    return sum(article not in after for article in before), len(before)


def main() -> int:
    shared = ROOT.parent / "shared" / "evaluation"
    folders = [Path(name) for name in sys.argv[1:]] or [
        ROOT / "seeds",
        *(shared / name for name in ("dev", "press") if (shared / name).is_dir()),
    ]
    for folder in folders:
        wrong = total = 0
        for path in sorted(folder.glob("*.txt")):
            text = decode(path.read_bytes()).text
            marks = Counter(_MARK.findall(text)).most_common(1)
            for more in APPENDED:
                mark = marks[0][0] if marks else ""
                one, of = changed(text.rstrip(), more.format(mark=mark))
                wrong += one
                total += of
        print(f"{folder.name}: {wrong} of {total} articles changed, {wrong / max(1, total):.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
