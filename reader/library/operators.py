"""The operators of queries, and what may follow ``is:`` and the like: their spellings and names."""

from __future__ import annotations

from reader.language import tr

#: The operators in all their spellings, folded.
OPERATORS = {
    "title": ("title", "headline", "标题", "题"),
    "column": ("column", "栏目", "栏"),
    "person": ("byline", "person", "author", "记者", "人物", "作者", "通讯员"),
    "date": ("date", "日期"),
    "page": ("page", "版", "版面"),
    "is": ("is", "是"),
    "has": ("has", "有"),
    "kind": ("kind", "类型"),
    "re": ("re", "正则"),
    "similar": ("similar", "相似"),
    "same": ("same", "同稿"),
}
#: What may follow ``is:``, ``has:`` and ``kind:``.
TRAITS = {
    "is": {
        "bookmarked": ("bookmarked", "bookmark", "书签", "加了书签"),
        "unread": ("unread", "未读"),
        "read": ("read", "已读"),
    },
    "has": {
        "note": ("note", "notes", "批注", "笔记"),
        "highlight": ("highlight", "highlights", "画线", "高亮"),
        "photo": ("photo", "photos", "picture", "图", "图片", "照片"),
    },
    "kind": {
        "kind-article": ("article", "文章"),
        "kind-photo": ("photo", "图片", "图片报道"),
        "kind-loose": ("loose", "待归位"),
    },
}


def operator_names() -> dict[str, str]:
    """How each operator is called in the interface's language; one of its spellings."""
    names = {
        "title": tr("title:"),
        "column": tr("column:"),
        "person": tr("person:"),
        "date": tr("date:"),
        "page": tr("page:"),
        "is": tr("is:"),
        "has": tr("has:"),
        "kind": tr("kind:"),
        "re": tr("re:"),
        "similar": tr("similar:"),
        "same": tr("same:"),
    }
    return {name: shown.rstrip(":：") for name, shown in names.items()}


def trait_names() -> dict[str, str]:
    """How what follows ``is:`` and the like is called in the interface's language."""
    names = {
        "bookmarked": tr("is:bookmarked"),
        "unread": tr("is:unread"),
        "read": tr("is:read"),
        "note": tr("has:note"),
        "highlight": tr("has:highlight"),
        "photo": tr("has:photo"),
        "kind-article": tr("kind:article"),
        "kind-photo": tr("kind:photo"),
        "kind-loose": tr("kind:loose"),
    }
    return {name: shown.partition(":")[2] for name, shown in names.items()}
