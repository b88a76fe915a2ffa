"""Addresses of places, to be written down or sent: ``heding:dd7959d45c#1234``.

The article's id, and the code point of its page's text; without one the
article's start.  The form is that of a URI (RFC 3986) with a scheme of ours.
"""

from __future__ import annotations

import re

from reader.language import tr
from reader.library.values import Place
from reader.trouble import Trouble

SCHEME = "heding:"
_FORM = re.compile(r"heding:(?://)?([0-9a-z]+)/?(?:#(\d{1,12}))?", re.IGNORECASE | re.ASCII)


def address(place: Place) -> str:
    """The address of a place."""
    return f"{SCHEME}{place.article}#{place.offset}"


def is_address(text: str) -> bool:
    """Whether a text is meant as an address, be it right or wrong."""
    return text.strip().lower().startswith(SCHEME)


def place_at(text: str) -> Place:
    """The place that an address names; an ``offset`` of -1 is the article's start.

    Raises ``Trouble`` if it is no address.
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise Trouble(
            tr("“{text}” is not the address of an article.", text=text.strip()[:80]),
            tr("An address looks like this: heding:dd7959d45c#1234."),
        )
    return Place(found[1].lower(), int(found[2]) if found[2] else -1)
