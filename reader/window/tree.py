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

#: The kind of a fragment that no article claims, as in ``reader.page.Article``.
LOOSE = "loose"
#: Pages put into the tree at a time, as it is scrolled.
BATCH = 200


#: Added to a page's number: the internal id of the fragments in its tray.
_TRAY = 1 << 40


class _Node:
    """A page with its articles as the tree shows them; ``number`` is its internal id.

    ``loose`` are the fragments that no article claims: they stand in a tray,
    a row of its own behind the articles, where there are any.
    """

    def __init__(self, number: int, page: PageInfo) -> None:
        self.number = number
        self.page = page
        self.articles: list[ArticleInfo] = []
        self.loose: list[ArticleInfo] = []

    def fill(self) -> None:
        """Take articles and fragments from the page."""
        self.articles, self.loose = _divided(self.page)


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
            articles, loose = _divided(page)
            self._follow_articles(index, node.articles, articles)
            tray = len(articles)
            if loose and not node.loose:
                self.beginInsertRows(index, tray, tray)
                node.loose = loose
                self.endInsertRows()
            elif node.loose and not loose:
                self.beginRemoveRows(index, tray, tray)
                node.loose = []
                self.endRemoveRows()
            elif loose:
                row_of_tray = self.index(tray, 0, index)
                self._follow_articles(row_of_tray, node.loose, loose)
                self.dataChanged.emit(row_of_tray, row_of_tray)
        self._waiting = pages[wanted:]

    def _follow_articles(
        self, parent: QModelIndex, rows: list[ArticleInfo], wanted: list[ArticleInfo]
    ) -> None:
        _follow(self, parent, rows, wanted, lambda a: a.id, lambda a: a.id, lambda a: a)
        for place, article in enumerate(wanted):
            if rows[place] != article:
                rows[place] = article
                child = self.index(place, 0, parent)
                self.dataChanged.emit(child, child)

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
                for place, info in enumerate(node.loose):
                    if info.id == article:
                        return self.createIndex(place, 0, node.number + _TRAY)
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
        return self._node(index).page

    def article_at(self, index: Index) -> ArticleInfo | None:
        """The article or fragment of a row; None for the row of a page or of its tray."""
        number = index.internalId()
        if not number or self.is_tray(index):
            return None
        node = self._node(index)
        return node.loose[index.row()] if number > _TRAY else node.articles[index.row()]

    def is_tray(self, index: Index) -> bool:
        """Whether a row is that of a page's tray of fragments."""
        number = index.internalId()
        return 0 < number < _TRAY and index.row() == len(self._by_number[number].articles)

    def _node(self, index: Index) -> _Node:
        number = index.internalId()
        return self._by_number[number % _TRAY] if number else self._nodes[index.row()]

    # Qt's questions.  The internal id of a page's row is 0, that of an article's or a tray's its
    # page's number, and that of a fragment in a tray the same and ``_TRAY``.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        number = 0
        if parent.isValid():
            number = self._node(parent).number + (_TRAY if parent.internalId() else 0)
        return self.createIndex(row, column, number)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        number = index.internalId() if index.isValid() else 0
        if not number:
            return QModelIndex()
        if number > _TRAY:
            tray = len(self._by_number[number - _TRAY].articles)
            return self.createIndex(tray, 0, number - _TRAY)
        return self.createIndex(self._rows[number], 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._nodes)
        node = self._node(parent)
        if not parent.internalId():
            return len(node.articles) + bool(node.loose)
        return len(node.loose) if self.is_tray(parent) else 0

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
            node.fill()
            self._nodes.append(node)
        self._number()
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        article = self.article_at(index)
        if role == ROW_ROLE:
            return self._row(index, article)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._row(index, article).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._row(index, article).spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            if self.is_tray(index):
                return tr("Fragments that no article claims with confidence")
            return self.page_at(index).path if article is None else _doubt(article) or None
        return None

    def _row(self, index: Index, article: ArticleInfo | None) -> Row:
        if article is not None:
            return self._article_row(article)
        return self._tray_row(index) if self.is_tray(index) else self._page_row(index)

    def _tray_row(self, index: Index) -> Row:
        count = len(self._node(index).loose)
        return Row(tr("To be placed ({count})", count=count), dim=True)

    def _page_row(self, index: Index) -> Row:
        page = self.page_at(index)
        count = trn("{count} article", "{count} articles", len(self._node(index).articles))
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
            self.expand(index.parent().parent())
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
    """Why a look at the article is worthwhile, or nothing; a loose fragment says so by its place."""
    from reader.page import SURE  # here, because the window is painted before it is needed

    if article.confidence >= SURE or article.kind == LOOSE:
        return ""
    return tr(
        "Worth a look: a joint or role has a certainty of {percent} % only",
        percent=round(100 * article.confidence),
    )


def _divided(page: PageInfo) -> tuple[list[ArticleInfo], list[ArticleInfo]]:
    """A page's articles, and its fragments that none of them claims."""
    articles = [a for a in page.articles if a.kind != LOOSE]
    return articles, [a for a in page.articles if a.kind == LOOSE]


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
