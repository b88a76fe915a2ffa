"""The one table of commands: menus, tool bar, tooltips and the page of keys are made from it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from reader.language import tr


class Command(NamedTuple):
    """One thing that the reader can ask for.

    id
        Names it in the program.
    menu
        Where it stands.
    text, tip
        Its name, and what it does in one sentence, both translated.
    keys
        In Qt's portable notation; the first is the one that menus show.
    icon
        Name of a file in ``resources/icons/actions``, or ``""``.
    bar
        Whether the tool bar has it.
    checkable
        Whether it is on or off.
    local
        The keys are those of the article pane itself and no shortcut of the window.
    """

    id: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    bar: bool = False
    checkable: bool = False
    local: bool = False


def menus() -> tuple[tuple[str, str], ...]:
    """The menus in their order: id and title."""
    return (
        ("file", tr("&File")),
        ("go", tr("&Go")),
        ("search", tr("&Search")),
        ("mark", tr("&Bookmarks")),
        ("view", tr("&View")),
        ("help", tr("&Help")),
    )


def commands() -> tuple[Command, ...]:
    """All commands in the present language, in the order of the menus."""
    return (
        Command(
            "open_files",
            "file",
            tr("Open files…"),
            tr("Choose text files and add them to the library"),
            ("Ctrl+O",),
            "open",
            bar=True,
        ),
        Command(
            "open_folder",
            "file",
            tr("Open folder…"),
            tr("Choose a folder and add all text files in it"),
            ("Ctrl+Shift+O",),
            "folder",
        ),
        Command(
            "refresh",
            "file",
            tr("Refresh"),
            tr("Read again what has changed on the disk"),
            ("F5",),
            "refresh",
        ),
        Command(
            "remove_page",
            "file",
            tr("Remove page from the library"),
            tr("Take the page out of the library; its file and its bookmarks stay"),
            ("Ctrl+Delete",),
        ),
        Command("quit", "file", tr("Quit"), tr("Close Heding"), ("Ctrl+Q",)),
        Command(
            "back",
            "go",
            tr("Back"),
            tr("To where you were before"),
            ("Alt+Left",),
            "back",
            bar=True,
        ),
        Command(
            "forward",
            "go",
            tr("Forward"),
            tr("To where you went back from"),
            ("Alt+Right",),
            "forward",
            bar=True,
        ),
        Command(
            "previous_article",
            "go",
            tr("Previous article"),
            tr("To the article before this one"),
            ("P", "K"),
            "previous",
            bar=True,
        ),
        Command(
            "next_article",
            "go",
            tr("Next article"),
            tr("To the article after this one"),
            ("N", "J"),
            "next",
            bar=True,
        ),
        Command(
            "previous_page",
            "go",
            tr("Previous page"),
            tr("To the first article of the page before"),
            ("Ctrl+PgUp",),
        ),
        Command(
            "next_page",
            "go",
            tr("Next page"),
            tr("To the first article of the next page"),
            ("Ctrl+PgDown",),
        ),
        Command(
            "read_on",
            "go",
            tr("Read on"),
            tr("Scroll by a screenful; at the end, on to the next article"),
            ("Space",),
            local=True,
        ),
        Command(
            "read_back",
            "go",
            tr("Read back"),
            tr("Scroll back by a screenful; at the start, to the article before"),
            ("Shift+Space",),
            local=True,
        ),
        Command(
            "search",
            "search",
            tr("Search everything"),
            tr("Find words in all pages of the library"),
            ("Ctrl+Shift+F",),
            "search",
        ),
        Command(
            "find",
            "search",
            tr("Find in article"),
            tr("Find words in the article that is open"),
            ("Ctrl+F", "/"),
            "find",
        ),
        Command(
            "next_match",
            "search",
            tr("Next match"),
            tr("To the next match, on into the next article of the results"),
            ("F3", "Ctrl+G"),
            "down",
        ),
        Command(
            "previous_match",
            "search",
            tr("Previous match"),
            tr("To the match before, back into the article before in the results"),
            ("Shift+F3", "Ctrl+Shift+G"),
            "up",
        ),
        Command(
            "bookmark",
            "mark",
            tr("Bookmark"),
            tr("Set or remove the bookmark of this article"),
            ("Ctrl+D",),
            "bookmark",
            bar=True,
            checkable=True,
        ),
        Command(
            "bookmarks",
            "mark",
            tr("List of bookmarks"),
            tr("Show the articles that you have bookmarked"),
            ("Ctrl+B",),
            "bookmarks",
            bar=True,
            checkable=True,
        ),
        Command(
            "tree",
            "view",
            tr("Contents"),
            tr("Show or hide the list of pages and articles"),
            ("Ctrl+T",),
            "tree",
            bar=True,
            checkable=True,
        ),
        Command(
            "zoom_in", "view", tr("Larger text"), tr("Make the text larger"), ("Ctrl+=", "Ctrl++")
        ),
        Command("zoom_out", "view", tr("Smaller text"), tr("Make the text smaller"), ("Ctrl+-",)),
        Command(
            "zoom_reset",
            "view",
            tr("Usual text size"),
            tr("Give the text its usual size"),
            ("Ctrl+0",),
        ),
        Command(
            "full_screen",
            "view",
            tr("Full screen"),
            tr("Give the window the whole screen, or take it back"),
            ("F11",),
            checkable=True,
        ),
        Command(
            "night",
            "view",
            tr("Night"),
            tr("Light letters on a dark ground, or dark letters on a light one"),
            ("Ctrl+Shift+L",),
            "night",
            bar=True,
            checkable=True,
        ),
        Command("keys", "help", tr("Keys"), tr("Show the list of keys"), ("F1", "?")),
        Command(
            "about", "help", tr("About Heding"), tr("Version, licence and where your data lie")
        ),
    )


def key_name(key: str) -> str:
    """A key as the machine's users know it."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.NativeText
    )
