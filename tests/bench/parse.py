"""How fast pages are parsed, and whether the time grows with the page and no faster.

python tests/bench/parse.py
"""

from __future__ import annotations

import time

from reader.files import seeds
from reader.parser import decode, parse_text


def main() -> None:
    """Print characters and megabytes a second for the shipped pages and for pages made longer."""
    texts = [decode(path.read_bytes()).text for path in seeds()]
    for text in texts:
        parse_text(text)
    started = time.perf_counter()
    for text in texts:
        parse_text(text)
    spent = time.perf_counter() - started
    size = sum(map(len, texts))
    print(f"five pages: {size} characters, {size / spent:,.0f} characters/s")
    whole = "\n\n".join(texts)
    first = 0.0
    for times in (0.2, 1, 4, 16, 64, 192):
        text = "\n\n".join([whole] * int(times)) if times >= 1 else texts[0]
        data = len(text.encode())
        started = time.perf_counter()
        parse_text(text)
        rate = data / (time.perf_counter() - started) / 1e6
        first = first or rate
        print(
            f"{data / 1e6:6.2f} MB: {rate:.2f} MB/s, {rate / first:.2f} of the shortest page's rate"
        )


if __name__ == "__main__":
    main()
