"""Qt's own words: its catalogue, and what that lacks in Chinese."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from reader.language import tr


class QtWords(QTranslator):
    """Translates what Qt's dialogs say; a text that nobody translated stays as it is."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 — Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        found = super().translate(context, sourceText, disambiguation, n)
        return found or _lacking().get(sourceText, sourceText)


def _lacking() -> dict[str, str]:
    return {
        "&Look in:": tr("&Look in:"),
        "Files of &type:": tr("Files of &type:"),
        "Folder": tr("Folder"),
    }
