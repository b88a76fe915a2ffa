"""The issue tree: pages, and under each its articles in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QTreeView, QWidget

from reader.language import tr, trn
from reader.window.rows import ROW_ROLE, Row, RowDelegate, unpainted

if TYPE_CHECKING:
    from reader.library import ArticleInfo, PageInfo

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")

#: Pages put into the tree at a time, as it is scrolled.
BATCH = 200


class _Node:
    """A page with its articles as the tree shows them; ``number`` is its internal id."""

    def __init__(self, number: int, page: PageInfo) -> None:
        self.number = number
        self.page = page
        self.articles: list[ArticleInfo] = []


class PageModel(QAbstractItemModel):
    """Pages and articles as rows.  ``set_pages`` changes only the rows that differ."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: Sequence[PageInfo] = ()
        self._nodes: list[_Node] = []
        self._by_number: dict[int, _Node] = {}
        self._rows: dict[int, int] = {}
        self._last = 0
        self._bookmarked: frozenset[str] = frozenset()

    def set_pages(self, pages: Sequence[PageInfo]) -> None:
        """Show these pages: rows go, come and change, and all others stay as they are."""
        wanted = max(BATCH, len(self._nodes))
        self._waiting = ()  # a view may ask for more at each change, which has to wait
        shown = list(pages[:wanted])
        _follow(
            self,
            QModelIndex(),
            self._nodes,
            shown,
            lambda n: n.page.key,
            lambda p: p.key,
            self._new,
        )
        self._number()
        for row, (node, page) in enumerate(zip(self._nodes, shown, strict=True)):
            index = self.createIndex(row, 0, 0)
            if node.page != page:
                node.page = page
                self.dataChanged.emit(index, index)
            _follow(
                self,
                index,
                node.articles,
                page.articles,
                lambda a: a.id,
                lambda a: a.id,
                lambda a: a,
            )
            for place, article in enumerate(page.articles):
                if node.articles[place] != article:
                    node.articles[place] = article
                    child = self.index(place, 0, index)
                    self.dataChanged.emit(child, child)
        self._waiting = pages[wanted:]

    def set_bookmarked(self, articles: frozenset[str]) -> None:
        """Mark these articles as bookmarked."""
        changed = self._bookmarked ^ articles
        self._bookmarked = articles
        for article in changed:
            index = self.find(article)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def find(self, article: str) -> QModelIndex:
        """The row of an article, fetching pages until it's there."""
        while True:
            for row, node in enumerate(self._nodes):
                for place, info in enumerate(node.articles):
                    if info.id == article:
                        return self.index(place, 0, self.createIndex(row, 0, 0))
            if not any(a.id == article for page in self._waiting for a in page.articles):
                return QModelIndex()
            self.fetchMore(QModelIndex())

    def page_index(self, key: str) -> QModelIndex:
        """The row of a page, invalid if it isn't in the tree."""
        for row, node in enumerate(self._nodes):
            if node.page.key == key:
                return self.createIndex(row, 0, 0)
        return QModelIndex()

    def page_at(self, index: Index) -> PageInfo:
        """The page of a row, or of the page that an article's row belongs to."""
        row = self._rows[index.internalId()] if index.internalId() else index.row()
        return self._nodes[row].page

    def article_at(self, index: Index) -> ArticleInfo | None:
        """The article of a row; None for a page's row."""
        number = index.internalId()
        return self._by_number[number].articles[index.row()] if number else None

    # Qt's questions.  The internal id of a page's row is 0, that of an article's its page's number.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        number = self._nodes[parent.row()].number if parent.isValid() else 0
        return self.createIndex(row, column, number)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(self._rows[number], 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._nodes)
        return 0 if parent.internalId() else len(self._nodes[parent.row()].articles)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and bool(self._waiting)

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or not self._waiting:
            return
        more, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        first = len(self._nodes)
        self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
        for page in more:
            node = self._new(page)
            node.articles = list(page.articles)
            self._nodes.append(node)
        self._number()
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        article = self.article_at(index)
        if role == ROW_ROLE:
            return self._page_row(index) if article is None else self._article_row(article)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.page_at(index).title if article is None else _title(article)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                self._page_row(index).spoken()
                if article is None
                else self._article_row(article).spoken()
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.page_at(index).path if article is None else _doubt(article) or None
        return None

    def _page_row(self, index: Index) -> Row:
        page = self.page_at(index)
        count = trn("{count} article", "{count} articles", len(page.articles))
        return Row(page.title, above="", below=f"{page.name} · {count}", strong=True)

    def _article_row(self, article: ArticleInfo) -> Row:
        above = " · ".join(t for t in (article.column, article.kicker) if t)
        return Row(
            _title(article),
            above=above,
            sign="photo" if article.kind == "photo" else "",
            sign_name=tr("Photo story") if article.kind == "photo" else "",
            bookmarked=article.id in self._bookmarked,
            doubt=_doubt(article),
        )

    def _new(self, page: PageInfo) -> _Node:
        self._last += 1
        node = _Node(self._last, page)
        self._by_number[node.number] = node
        return node

    def _number(self) -> None:
        self._rows = {node.number: row for row, node in enumerate(self._nodes)}
        self._by_number = {node.number: node for node in self._nodes}


class IssueTree(QTreeView):
    """The tree as a widget.  ``article_wanted`` says which article was chosen."""

    article_wanted = Signal(str)
    menu_wanted = Signal(object, object)  # the article's id or None, the point on the screen

    def __init__(self, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Contents"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(False)
        self.setIndentation(14)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setPalette(unpainted(self.palette()))
        self.pages = PageModel(self)
        self.setModel(self.pages)
        self.clicked.connect(self._chosen)

    def show_article(self, article: str) -> None:
        """Make an article's row the present one and bring it into sight."""
        index = self.pages.find(article)
        if index.isValid() and index != self.currentIndex():
            self.expand(index.parent())
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def expanded(self) -> list[str]:  # type: ignore[override]
        """Keys of the pages that are unfolded."""
        rows = (self.pages.index(row, 0) for row in range(self.pages.rowCount()))
        return [self.pages.page_at(index).key for index in rows if self.isExpanded(index)]

    def unfold(self, keys: Sequence[str]) -> None:
        """Unfold these pages."""
        for key in keys:
            index = self.pages.page_index(key)
            if index.isValid():
                self.expand(index)

    def chosen_page(self) -> str | None:
        """Key of the page in whose part of the tree the present row is."""
        index = self.currentIndex()
        return self.pages.page_at(index).key if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._chosen(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = (
            self.currentIndex()
            if event.reason() == QContextMenuEvent.Reason.Keyboard
            else (self.indexAt(event.pos()))
        )
        if index.isValid():
            article = self.pages.article_at(index)
            self.setCurrentIndex(index)
            self.menu_wanted.emit(article.id if article else None, event.globalPos())

    def _chosen(self, index: QModelIndex) -> None:
        article = self.pages.article_at(index)
        if article is not None:
            self.article_wanted.emit(article.id)
        elif self.isExpanded(index):
            self.collapse(index)
        else:
            self.expand(index)


def _doubt(article: ArticleInfo) -> str:
    """Why a look at the article is worthwhile, or nothing."""
    from reader.page import SURE  # here, because the window is painted before it is needed

    if article.confidence >= SURE:
        return ""
    return tr(
        "Worth a look: a joint or role has a certainty of {percent} % only",
        percent=round(100 * article.confidence),
    )


def _title(article: ArticleInfo) -> str:
    return article.title or tr("(no headline)")


def _follow(
    model: PageModel,
    parent: QModelIndex,
    rows: list[Any],
    wanted: Sequence[T],
    key_of_row: Callable[[Any], str],
    key_of: Callable[[T], str],
    make: Callable[[T], Any],
) -> None:
    """Make ``rows`` those of ``wanted``, by removals, moves and insertions told to the views."""
    keys = {key_of(item) for item in wanted}
    for row in range(len(rows) - 1, -1, -1):
        if key_of_row(rows[row]) not in keys:
            model.beginRemoveRows(parent, row, row)
            del rows[row]
            model._number()
            model.endRemoveRows()
    known = {key_of_row(row) for row in rows}
    for place, item in enumerate(wanted):
        key = key_of(item)
        if place < len(rows) and key_of_row(rows[place]) == key:
            continue
        if key in known:
            old = next(r for r in range(place, len(rows)) if key_of_row(rows[r]) == key)
            model.beginMoveRows(parent, old, old, parent, place)
            rows.insert(place, rows.pop(old))
            model._number()
            model.endMoveRows()
        else:
            model.beginInsertRows(parent, place, place)
            rows.insert(place, make(item))
            model._number()
            model.endInsertRows()
