"""Text in, page out: rebuilds a newspaper page's articles from a page extractor's text.

Pure functions on the standard library alone.
"""

from __future__ import annotations

from reader.page import Page
from reader.parser.decode import Decoded, Undecodable, decode
from reader.parser.people import SURNAMES
from reader.parser.reasons import Reason, explain
from reader.parser.steps import parse_text
from reader.parser.words import joint_evidence, role_evidence, role_name, summed

#: Changes whenever the same file may parse differently; pages cached under another are stale.
VERSION = "10"

__all__ = [
    "SURNAMES",
    "VERSION",
    "Decoded",
    "Reason",
    "Undecodable",
    "decode",
    "explain",
    "joint_evidence",
    "parse",
    "parse_text",
    "role_evidence",
    "role_name",
    "summed",
]


def parse(data: bytes, name: str = "", key: str = "") -> Page:
    """The page in the bytes of a file.

    name
        How the file is called; kept as ``Page.file``, and searched for a date.
    key
        What tells this page from others with the same articles; part of the
        articles' ids.  Without one, the last two parts of ``name``.

    Raises ``Undecodable`` if the bytes are no text.
    """
    decoded = decode(data)
    return parse_text(decoded.text, name=name, encoding=decoded.encoding, key=key)
