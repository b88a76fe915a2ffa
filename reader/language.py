"""The language of the interface, for the window and the command line alike.

English is the source; ``resources/language/*/LC_MESSAGES/heding.po`` hold the
translations, compiled to ``.mo`` beside them.  gettext rather than Qt's
translator, because the command line and the library speak too and load no Qt.
"""

from __future__ import annotations

import gettext
import locale
import os

from reader.files import folder

#: The languages of the interface, each with its own name for itself.
LANGUAGES = {"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"}

_current: gettext.NullTranslations = gettext.NullTranslations()
_name = "en"


def choose_language(name: str = "") -> str:
    """Set the language and return its name, a key of ``LANGUAGES``.

    ``name`` is the user's choice.  Without one ``HEDING_LANG`` decides, else
    traditional Chinese where the machine is set to it, else simplified.
    """
    global _current, _name
    wanted = name or os.environ.get("HEDING_LANG", "")
    if wanted not in LANGUAGES:
        wanted = "zh_TW" if _machine() in ("zh_TW", "zh_HK", "zh_MO") else "zh_CN"
    _name = wanted
    _current = gettext.translation(
        "heding", os.path.join(folder("resources"), "language"), languages=[wanted], fallback=True
    )
    return wanted


def language() -> str:
    """The present language, a key of ``LANGUAGES``."""
    return _name


def tr(text: str, /, **values: object) -> str:
    """``text`` in the present language, with ``{name}`` filled from ``values``."""
    found = _current.gettext(text)
    return found.format(**values) if values else found


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """Like ``tr``, the form chosen by ``count``, which is also a value."""
    return _current.ngettext(one, many, count).format(count=count, **values)


def _machine() -> str:
    name = locale.getlocale()[0] or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return name.split(".")[0]
