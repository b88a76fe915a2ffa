"""The issue tree as Qt asks for it: groups, pages and articles as rows, made as they are needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QWidget

from reader.language import tr, trn
from reader.window.rows import ROW_ROLE, Row

if TYPE_CHECKING:
    from reader.library import ArticleInfo, Group, PageInfo

Index = QModelIndex | QPersistentModelIndex

#: The kind of a fragment that no article claims, as in ``reader.page.Article``.
LOOSE = "loose"
#: Rows put into a part of the tree at a time, as it is scrolled.
BATCH = 100


class Tray(NamedTuple):
    """The row behind a page's articles under which its loose fragments stand."""

    key: str
    loose: tuple[ArticleInfo, ...]


class _Node:
    """A row: what it stands for, and the rows in it that were asked for so far."""

    __slots__ = ("children", "item", "key", "number", "parent", "row")

    def __init__(self, number: int, item: Any, parent: _Node | None, row: int) -> None:
        self.number = number
        self.item = item
        self.key = _key(item)
        self.parent = parent
        self.row = row
        self.children: list[_Node] = []


class OutlineModel(QAbstractItemModel):
    """An outline as rows.  ``set_outline`` changes only the rows that differ."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = 0
        self._by_number: dict[int, _Node] = {}
        self._articles: dict[str, _Node] = {}
        self._root: _Node | None = None
        self._changing = False
        self._bookmarked: frozenset[str] = frozenset()
        self._read: frozenset[str] | None = None

    def set_outline(self, outline: Group) -> None:
        """Show this: rows go, come and change, and all others stay as they are."""
        self._changing = True  # a view may ask for more rows at each change, which has to wait
        try:
            if self._root is None:
                self._root = _Node(0, outline, None, 0)
                self._by_number[0] = self._root
            self._follow(self._root, outline)
        finally:
            self._changing = False

    def set_bookmarked(self, articles: frozenset[str]) -> None:
        """Mark these articles as bookmarked."""
        changed, self._bookmarked = self._bookmarked ^ articles, articles
        self._repaint(changed)

    def set_read(self, articles: frozenset[str]) -> None:
        """Mark all other articles as unread."""
        changed = articles if self._read is None else self._read ^ articles
        first, self._read = self._read is None, articles
        self._repaint(list(self._articles) if first else changed)

    def find(self, article: str, page: str = "") -> QModelIndex:
        """The row of an article, fetching rows until it's there.  Faster with its page's key."""
        if article not in self._articles and self._root is not None:
            pages = [page] if page else [
                p.key for p in self._root.item.all_pages() if any(a.id == article for a in p.articles)
            ]  # fmt: skip
            for key in pages:
                self.page_index(key)
        node = self._articles.get(article)
        return self._index(node) if node else QModelIndex()

    def page_index(self, key: str) -> QModelIndex:
        """The row of a page, fetching rows until it's there; invalid if it isn't in the outline."""
        node = self._root
        if node is None:
            return QModelIndex()
        path = node.item.path_to(key)
        for item in path:
            wanted = _key(item)
            while not (found := [child for child in node.children if child.key == wanted]):
                if not self.canFetchMore(self._index(node)):
                    return QModelIndex()
                self.fetchMore(self._index(node))
            node = found[0]
        return self._index(node) if path else QModelIndex()

    def key_at(self, index: Index) -> str:
        """The key of the group or page of a row, or the id of its article."""
        return self._node(index).key

    def rows(self) -> Iterator[tuple[str, QModelIndex]]:
        """Key and row of every group and page that has a row by now, the outer ones first."""
        waiting = [self._root] if self._root else []
        for node in waiting:  # which grows meanwhile
            for child in node.children:
                if not _is_article(child.item) and not isinstance(child.item, Tray):
                    yield child.key, self._index(child)
                    waiting.append(child)

    def page_at(self, index: Index) -> PageInfo | None:
        """The page of a row, or to which it belongs; None for a group."""
        node: _Node | None = self._node(index)
        while node is not None and not _is_page(node.item):
            if _is_group(node.item):
                return None
            node = node.parent
        return node.item if node else None

    def article_at(self, index: Index) -> ArticleInfo | None:
        """The article or fragment of a row; None for any other row."""
        item = self._node(index).item
        return item if _is_article(item) else None

    def is_tray(self, index: Index) -> bool:
        """Whether a row is that of a page's tray of fragments."""
        return isinstance(self._node(index).item, Tray)

    # Qt's questions.  The internal id is the number of the row's node.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if self._root is None or column != 0:
            return QModelIndex()
        rows = self._node(parent).children
        return self.createIndex(row, 0, rows[row].number) if 0 <= row < len(rows) else QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        parent = self._node(index).parent if index.isValid() else None
        return self._index(parent) if parent else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._node(parent).children) if self._root else 0

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        return bool(self._root) and bool(_items(self._node(parent).item))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def canFetchMore(self, parent: Index) -> bool:
        if self._root is None or self._changing:
            return False
        node = self._node(parent)
        return len(node.children) < len(_items(node.item))

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            node = self._node(parent)
            first = len(node.children)
            self._insert(node, first, _items(node.item)[first : first + BATCH])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        if role == ROW_ROLE:
            return self._row(node)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._row(node).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._row(node).spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(node.item) or None
        return None

    # What a row shows

    def _row(self, node: _Node) -> Row:
        item = node.item
        if _is_article(item):
            return self._article_row(item)
        if isinstance(item, Tray):
            return Row(tr("To be placed ({count})", count=len(item.loose)), dim=True)
        if _is_page(item):
            articles = sum(a.kind != LOOSE for a in item.articles)
            count = trn("{count} article", "{count} articles", articles)
            below = f"{item.name} · {count}"
            if item.gone:
                below += " · " + tr("file is gone")
            return Row(item.title, above="", below=below, strong=True, dim=item.gone)
        within = node.parent.item.kind if node.parent else ""
        count = trn("{count} page", "{count} pages", item.pages)
        return Row(f"{group_name(item, within)} · {count}")

    def _article_row(self, article: ArticleInfo) -> Row:
        above = " · ".join(t for t in (article.column, article.kicker) if t)
        return Row(
            _title(article),
            above=above,
            sign="photo" if article.kind == "photo" else "",
            sign_name=tr("Photo story") if article.kind == "photo" else "",
            bookmarked=article.id in self._bookmarked,
            doubt=_doubt(article),
            unread=self._read is not None and article.id not in self._read,
        )

    # Rows come and go

    def _follow(self, node: _Node, item: Any) -> None:
        """Make the rows in a node those of the item, as many as there were or one batch."""
        node.item = item
        rows = node.children
        if _is_group(item) and not rows and node.parent is not None:
            return  # it was never unfolded
        wanted = _items(item)[: max(BATCH, len(rows))]
        keys = [_key(one) for one in wanted]
        if keys != [child.key for child in rows]:
            self._reorder(node, wanted, keys)
        for child, one in zip(rows, wanted, strict=True):
            old = child.item
            if old is one:
                continue
            parts = slice(1, 3) if _is_group(one) else slice(None)
            changed = old[parts] != one[parts] or (_is_group(one) and old.pages != one.pages)
            self._follow(child, one)
            if changed:
                self.dataChanged.emit(self._index(child), self._index(child))

    def _reorder(self, node: _Node, wanted: Sequence[Any], keys: list[str]) -> None:
        rows, index, stays = node.children, self._index(node), set(keys)
        for row in range(len(rows) - 1, -1, -1):
            if rows[row].key not in stays:
                self.beginRemoveRows(index, row, row)
                self._forget(rows.pop(row))
                _renumber(rows, row)
                self.endRemoveRows()
        known = {child.key for child in rows}
        place = 0
        while place < len(wanted):
            if place < len(rows) and rows[place].key == keys[place]:
                place += 1
            elif keys[place] in known:
                old = next(r for r in range(place, len(rows)) if rows[r].key == keys[place])
                self.beginMoveRows(index, old, old, index, place)
                rows.insert(place, rows.pop(old))
                _renumber(rows, place)
                self.endMoveRows()
                place += 1
            else:
                end = place + 1
                while end < len(wanted) and keys[end] not in known:
                    end += 1
                self._insert(node, place, wanted[place:end])
                place = end

    def _insert(self, node: _Node, row: int, items: Sequence[Any]) -> None:
        if not items:
            return
        self.beginInsertRows(self._index(node), row, row + len(items) - 1)
        node.children[row:row] = [self._new(item, node) for item in items]
        _renumber(node.children, row)
        self.endInsertRows()

    def _new(self, item: Any, parent: _Node) -> _Node:
        self._last += 1
        node = _Node(self._last, item, parent, 0)
        self._by_number[node.number] = node
        if _is_article(item):
            self._articles[item.id] = node
        elif not _is_group(item):  # a page's rows are few, and are there at once
            node.children = [self._new(one, node) for one in _items(item)]
            _renumber(node.children, 0)
        return node

    def _forget(self, node: _Node) -> None:
        for child in node.children:
            self._forget(child)
        del self._by_number[node.number]
        if _is_article(node.item) and self._articles.get(node.item.id) is node:
            del self._articles[node.item.id]

    def _node(self, index: Index) -> _Node:
        assert self._root is not None
        return self._by_number[index.internalId()] if index.isValid() else self._root

    def _index(self, node: _Node) -> QModelIndex:
        return QModelIndex() if node.parent is None else self.createIndex(node.row, 0, node.number)

    def _repaint(self, articles: Sequence[str] | frozenset[str]) -> None:
        for article in articles:
            node = self._articles.get(article)
            if node is not None:
                self.dataChanged.emit(self._index(node), self._index(node))


def group_name(group: Group, within: str = "") -> str:
    """What a group is called inside one of the kind ``within``."""
    if group.kind == "collection":
        return Path(group.name).name if group.name else tr("Pages that came with Heding")
    if group.kind in ("folder", "part"):
        return group.name
    # The texts are formats of dates, as ``QLocale.toString`` has them.
    formats = {
        "year": tr("yyyy"),
        "month": tr("MMMM") if within == "year" else tr("MMMM yyyy"),
        "day": tr("d MMMM, ddd") if within == "month" else tr("d MMMM yyyy, ddd"),
    }
    year, month, day = (int(part) for part in f"{group.name}-1-1".split("-")[:3])
    return QLocale().toString(QDate(year, month, day), formats[group.kind])


def _is_group(item: Any) -> bool:
    return hasattr(item, "items") and hasattr(item, "pages")


def _is_page(item: Any) -> bool:
    return hasattr(item, "articles")


def _is_article(item: Any) -> bool:
    return hasattr(item, "confidence")


def _key(item: Any) -> str:
    return str(item.id if _is_article(item) else item.key)


def _items(item: Any) -> Sequence[Any]:
    """What stands in a row, one level down."""
    if _is_group(item):
        return item.items  # type: ignore[no-any-return]
    if isinstance(item, Tray):
        return item.loose
    if not _is_page(item):
        return ()
    loose = tuple(a for a in item.articles if a.kind == LOOSE)
    if not loose:
        return item.articles  # type: ignore[no-any-return]
    return (*(a for a in item.articles if a.kind != LOOSE), Tray(f"{item.key} tray", loose))


def _renumber(rows: list[_Node], first: int) -> None:
    for row in range(first, len(rows)):
        rows[row].row = row


def _tip(item: Any) -> str:
    if _is_article(item):
        return _doubt(item)
    if isinstance(item, Tray):
        return tr("Fragments that no article claims with confidence")
    if _is_page(item):
        return str(item.path)
    return str(item.name) if item.kind == "collection" else ""


def _doubt(article: ArticleInfo) -> str:
    """Why a look at the article is worthwhile, or nothing; a loose fragment says so by its place."""
    from reader.page import SURE  # here, because the window is painted before it is needed

    if article.confidence >= SURE or article.kind == LOOSE:
        return ""
    return tr(
        "Worth a look: a joint or role has a certainty of {percent} % only",
        percent=round(article.confidence * 100),
    )


def _title(article: ArticleInfo) -> str:
    return article.title or tr("(no headline)")
