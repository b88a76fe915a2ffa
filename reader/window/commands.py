"""The one table of commands: menus, tool bar, tooltips and the page of keys are made from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from reader.language import tr

Keys = Mapping[str, Sequence[str]]

#: What fields, lists and the article need for themselves, whatever the reader would like.
RESERVED = frozenset(
    ("Esc", "Return", "Enter", "Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "Home", "End",
     "PgUp", "PgDown", "Backspace", "Del", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Z")
)  # fmt: skip


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
        ("edit", tr("&Edit")),
        ("go", tr("&Go")),
        ("search", tr("&Search")),
        ("mark", tr("&Marks")),
        ("view", tr("&View")),
        ("help", tr("&Help")),
    )


def colour_names() -> dict[str, str]:
    """The colours of highlights by their names in the library, in the order of their keys."""
    return {
        "yellow": tr("Yellow"),
        "red": tr("Red"),
        "green": tr("Green"),
        "blue": tr("Blue"),
        "purple": tr("Purple"),
        "magenta": tr("Magenta"),
        "orange": tr("Orange"),
        "gray": tr("Grey"),
    }


def commands(own: Keys = MappingProxyType({})) -> tuple[Command, ...]:
    """All commands in the present language, in the order of the menus.

    own
        The reader's own keys, by the commands' ids; they replace the usual ones.
    """
    # fmt: off
    table = (
        Command("open_files", "file", tr("Open files…"),
            tr("Choose text files and add them to the library"), ("Ctrl+O",), icon="open", bar=True),
        Command("open_folder", "file", tr("Open folder…"),
            tr("Choose a folder and add all text files in it"), ("Ctrl+Shift+O",), icon="folder"),
        Command("refresh", "file", tr("Refresh"),
            tr("Read again what has changed on the disk"), ("F5",), icon="refresh"),
        Command("watched", "file", tr("Watched folders…"),
            tr("Show the folders in which new files are noticed, and leave some alone")),
        Command("failures", "file", tr("Files not read…"),
            tr("Show the files that could not be read, and try them again")),
        Command("remove_page", "file", tr("Remove page from the library"),
            tr("Take the page out of the library; its file and its bookmarks stay"), ("Ctrl+Delete",)),
        Command("print", "file", tr("Print and PDF…"),
            tr("Print articles, or save them as a PDF"), ("Ctrl+P",)),
        Command("quit", "file", tr("Quit"),
            tr("Close Heding"), ("Ctrl+Q",)),
        Command("copy", "edit", tr("Copy"),
            tr("Copy what is selected, or the whole article, as it is in the file"), ("Ctrl+C",),
            local=True),
        Command("copy_sourced", "edit", tr("Copy with source"),
            tr("Copy, with headline, page and date below"), ("Ctrl+Alt+C",)),
        Command("copy_unbroken", "edit", tr("Copy without line breaks"),
            tr("Copy all on one line, without blanks between Chinese")),
        Command("copy_markdown", "edit", tr("Copy as Markdown"),
            tr("Copy with headings and source as Markdown has them")),
        Command("copy_citation", "edit", tr("Copy citation"),
            tr("Copy authors, headline, date and page in the form of GB/T 7714")),
        Command("copy_link", "edit", tr("Copy link to this place"),
            tr("Copy an address that leads back to this place"),
            ("Ctrl+Shift+C",)),
        Command("back", "go", tr("Back"),
            tr("To where you were before"), ("Alt+Left",), icon="back", bar=True),
        Command("forward", "go", tr("Forward"),
            tr("To where you went back from"), ("Alt+Right",), icon="forward", bar=True),
        Command("previous_article", "go", tr("Previous article"),
            tr("To the article before this one"), ("P", "K"), icon="previous", bar=True),
        Command("next_article", "go", tr("Next article"),
            tr("To the article after this one"), ("N", "J"), icon="next", bar=True),
        Command("next_unread", "go", tr("Next unread"),
            tr("To the next article that you have not read"), ("U",)),
        Command("previous_page", "go", tr("Previous page"),
            tr("To the first article of the page before"), ("Ctrl+PgUp",)),
        Command("next_page", "go", tr("Next page"),
            tr("To the first article of the next page"), ("Ctrl+PgDown",)),
        Command("other_page", "go", tr("The story's other page"),
            tr("To where the story goes on on another page, or comes from"), ("O",)),
        Command("next_doubt", "go", tr("Next doubt"),
            tr("To the next joint or role that is unsure, on other pages, too"), ("F8",)),
        Command("previous_doubt", "go", tr("Previous doubt"),
            tr("To the unsure joint or role before"), ("Shift+F8",)),
        Command("read_on", "go", tr("Read on"),
            tr("Scroll by a screenful; at the end, on to the next unread article"), ("Space",), local=True),
        Command("read_back", "go", tr("Read back"),
            tr("Scroll back by a screenful; at the start, to the article before"), ("Shift+Space",), local=True),
        Command("calendar", "go", tr("Calendar…"),
            tr("Show which days have issues, and go to one"), ("Ctrl+Shift+J",)),
        Command("palette", "go", tr("Command palette…"),
            tr("Find a command, article, column, person or page by some letters of its name"),
            ("Ctrl+K", "Ctrl+Shift+P")),
        Command("go_to", "go", tr("Go to…"),
            tr("Find an article, column, person or page by some letters of its name"), ("Ctrl+L",)),
        Command("search", "search", tr("Search everything"),
            tr("Find words in all pages of the library"), ("Ctrl+Shift+F",), icon="search"),
        Command("find", "search", tr("Find in article"),
            tr("Find words in the article that is open"), ("Ctrl+F", "/"), icon="find"),
        Command("keep_search", "search", tr("Keep this search"),
            tr("Put the question above the contents, with its count, or take it away again"),
            ("Ctrl+Shift+D",), checkable=True),
        Command("variants", "search", tr("Traditional as simplified"),
            tr("Find traditional and simplified characters alike"), checkable=True),
        Command("rebuild_index", "search", tr("Make the index anew"),
            tr("Read all pages into the index again; searching goes on meanwhile")),
        Command("similar", "search", tr("Similar articles"),
            tr("Find articles that share telling words with this one, and say which"), ("Ctrl+Shift+M",)),
        Command("same_story", "search", tr("The same story elsewhere"),
            tr("Find articles that have whole passages of this one, on other days and in other papers")),
        Command("timeline", "search", tr("Over the months"),
            tr("Draw how many articles of each month have a word, beside another word"), ("Ctrl+Shift+H",)),
        Command("collection", "search", tr("The collection"),
            tr("Columns and people to browse, and what the library holds")),
        Command("next_match", "search", tr("Next match"),
            tr("To the next match, on into the next article of the results"), ("F3", "Ctrl+G"), icon="down"),
        Command("previous_match", "search", tr("Previous match"),
            tr("To the match before, back into the article before in the results"),
            ("Shift+F3", "Ctrl+Shift+G"), icon="up"),
        Command("search_selected", "search", tr("Search for the selection"),
            tr("Find the selected word in all pages of the library"), ("Ctrl+Shift+E",)),
        Command("word", "search", tr("Help on the word"),
            tr("Pinyin of the selected word, and its entries in your dictionaries"), ("Ctrl+E",)),
        Command("bookmark", "mark", tr("Bookmark"),
            tr("Set or remove the bookmark of this article"), ("Ctrl+D", "S"), icon="bookmark", bar=True, checkable=True),
        Command("read", "mark", tr("Read"),
            tr("Say that you have read this article, or not yet; at its end it counts as read"),
            ("R",), checkable=True),
        Command("bookmarks", "mark", tr("List of bookmarks"),
            tr("Show the articles that you have bookmarked"), ("Ctrl+B",), icon="bookmarks", bar=True, checkable=True),
        Command("highlight", "mark", tr("Highlight"),
            tr("Highlight the selected words in the colour that you used last"), ("Ctrl+H",)),
        *(Command(f"highlight_{colour}", "mark", tr("Highlight: {colour}", colour=name),
            tr("Highlight the selected words in this colour"), (str(number),), local=True)
            for number, (colour, name) in enumerate(colour_names().items(), 1)),
        Command("note", "mark", tr("Note…"),
            tr("Write a note on the selected words, or on the article"), ("Ctrl+N",)),
        Command("notes", "mark", tr("Highlights and notes"),
            tr("Show all your highlights and notes"), ("Ctrl+Shift+B",), checkable=True),
        Command("save_notes", "mark", tr("Save highlights and notes…"),
            tr("Write them to a Markdown file, each with its words and the way back")),
        Command("tree", "view", tr("Contents"),
            tr("Show or hide the list of pages and articles"), ("Ctrl+T",), icon="tree", bar=True, checkable=True),
        Command("sheet", "view", tr("Whole page"),
            tr("Show all articles of the page in columns, or one article alone"), ("F6",), checkable=True),
        Command("raw", "view", tr("Text of the file"),
            tr("Show beside the article how it stands in the file"), ("Ctrl+U",), checkable=True),
        Command("explain", "view", tr("Why it was read so"),
            tr("Show the evidence for the piece that was clicked or selected, and the second best choice"), ("W",)),
        Command("prove", "view", tr("Prove this page…"),
            tr("Prove that every character of the file stands in the page once, unchanged"), ("F9",)),
        Command("zoom_in", "view", tr("Larger text"),
            tr("Make the text larger"), ("Ctrl+=", "Ctrl++")),
        Command("zoom_out", "view", tr("Smaller text"),
            tr("Make the text smaller"), ("Ctrl+-",)),
        Command("zoom_reset", "view", tr("Usual text size"),
            tr("Give the text its usual size"), ("Ctrl+0",)),
        Command("type", "view", tr("Type and colours…"),
            tr("Choose font, size, lines and colours of the text"), ("Ctrl+Shift+T",), icon="type", bar=True),
        Command("night", "view", tr("Night"),
            tr("Light letters on a dark ground, or dark letters on a light one"),
            ("Ctrl+Shift+L",), icon="night", bar=True, checkable=True),
        Command("script", "view", tr("Simplified or traditional"),
            tr("Show the text in the other characters, or again as it was printed"), ("Ctrl+J",)),
        Command("numbers", "view", tr("Paragraph numbers"),
            tr("Number the paragraphs in the margin"), ("Ctrl+Shift+N",), checkable=True),
        Command("latest", "view", tr("Newest issue first"),
            tr("Begin the contents with the newest issue, or with the oldest"), checkable=True),
        Command("speak", "view", tr("Read aloud"),
            tr("Speak the article from here on, sentence by sentence, or be silent again"), ("F4",), checkable=True),
        Command("smooth", "view", tr("Smooth scrolling"),
            tr("Glide to the next screenful rather than jump to it"), checkable=True),
        Command("full_screen", "view", tr("Full screen"),
            tr("Give the window the whole screen, or take it back"), ("F11",), checkable=True),
        Command("focus", "view", tr("Focus"),
            tr("Show nothing but the text, or all the rest again"), ("Shift+F11",), checkable=True),
        Command("settings", "view", tr("Settings…"),
            tr("Change the keys of all commands, and choose dictionaries"), ("Ctrl+,",)),
        Command("keys", "help", tr("Keys"),
            tr("Show the list of keys"), ("F1", "?")),
        Command("about", "help", tr("About Heding"),
            tr("Version, licence and where your data lie")),
    )
    # fmt: on
    return tuple(c._replace(keys=tuple(own[c.id])) if c.id in own else c for c in table)


def key_name(key: str) -> str:
    """A key as the machine's users know it."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.NativeText
    )


def bare(text: str) -> str:
    """A menu's or command's name without the sign of its mnemonic and without an ellipsis."""
    return re.sub(r"\(&.\)|&|…", "", text)


def how(command: str, own: Keys) -> str:
    """How to ask for a command: its first key, or where it has none its name in the menu."""
    found = next(c for c in commands(own) if c.id == command)
    return key_name(found.keys[0]) if found.keys else found.text


def normal(key: str) -> str:
    """A key as Qt writes it in its portable notation, ``""`` if it is none."""
    portable = QKeySequence.SequenceFormat.PortableText
    return QKeySequence(key, portable).toString(portable)


def clashes(table: Sequence[Command]) -> dict[str, tuple[str, ...]]:
    """The keys that more than one command has, or that the window needs itself.

    With each, the ids of the commands that have it.
    """
    found: dict[str, list[str]] = {}
    for command in table:
        for key in command.keys:
            found.setdefault(normal(key), []).append(command.id)
    return {k: tuple(ids) for k, ids in found.items() if len(ids) > 1 or k in RESERVED}
