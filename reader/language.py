"""The language of the interface, for the window and the command line alike.

English is the source and needs no catalogue; ``resources/language/*/LC_MESSAGES/heding.po``
hold the translations, compiled to ``.mo`` beside them (``packaging/language.py``
brings both up to date).  gettext rather than Qt's translator, because the
command line and the library speak too and load no Qt.
"""

from __future__ import annotations

import gettext
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
        wanted = "zh_TW" if _reads_traditional(_machine()) else "zh_CN"
    _name = wanted
    # Not gettext.translation, which imports a module only to copy what it has just read.
    file = gettext.find("heding", os.path.join(folder("resources"), "language"), [wanted])
    _current = _catalogue(file) if file else gettext.NullTranslations()
    return wanted


def language() -> str:
    """The present language, a key of ``LANGUAGES``."""
    return _name


def tr(text: str, /, **values: object) -> str:
    """``text`` in the present language, with ``{name}`` filled from ``values``, see ``figure``."""
    found = _current.gettext(text)
    return found.format(**_said(values)) if values else found


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """Like ``tr``, the form chosen by ``count``, which is also a value."""
    return _current.ngettext(one, many, count).format(**_said({**values, "count": count}))


def figure(number: int) -> str:
    """A number to be read: from a thousand on its digits in threes, as newspapers set them."""
    return f"{number:,}"


def _said(values: dict[str, object]) -> dict[str, object]:
    return {n: figure(v) if isinstance(v, int) else v for n, v in values.items()}


def _catalogue(path: str) -> gettext.NullTranslations:
    with open(path, "rb") as file:
        return gettext.GNUTranslations(file)


def _machine() -> str:
    """The machine's locale as it names it; Windows has none of the variables."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return os.environ[variable]
    import locale  # only here: it takes a moment that most machines can do without

    return locale.getlocale()[0] or ""


def _reads_traditional(name: str) -> bool:
    """Whether a locale such as ``zh_HK.UTF-8`` or ``Chinese (Traditional)_Taiwan`` does."""
    return name.startswith(("zh", "Chinese")) and any(
        part in name for part in ("TW", "HK", "MO", "Hant", "Traditional")
    )
