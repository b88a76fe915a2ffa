"""An article keeps its id, whatever becomes of the others on its page and of other files."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Library
from reader.parser import parse_text

#: Articles that are read as what they are, wherever they stand.
HEADS = (
    "老街修好了第一口井",
    "新桥通车首日车流平稳",
    "菜市场改造完工",
    "二中开了家长会",
    "遗失声明",
)
BODIES = (
    "本报讯（记者 江浩）昨天，老街的水管终于换成了新的，居民说，再也不用半夜起来接水。",
    "本报讯（记者 方悦）新桥昨天通车，首日车流平稳，交警说，早高峰时没有发生拥堵。",
    "本报讯（记者 林间）菜市场改造昨天完工，摊位从三十个增加到五十个，买菜的人多了一倍。",
    "本报讯（记者 安琳）二中昨天开了家长会，来了三百多位家长，校长回答了大家的问题。",
    "本报讯（记者 裴江）昨天一早，大雾锁江，轮渡停航三小时，上千名乘客改乘地铁过江。",
)
story = st.tuples(st.sampled_from(HEADS), st.sampled_from(BODIES))
stories = st.lists(story, min_size=1, max_size=6, unique=True)


def page(articles: list[tuple[str, str]]) -> str:
    return "\n".join(f"## {head}\n\n{body}\n" for head, body in articles)


def ids(articles: list[tuple[str, str]], name: str = "2025/A03.txt") -> dict[tuple[str, str], str]:
    """The id of each article by its headline and text."""
    found: dict[tuple[str, str], str] = {}
    for article in parse_text(page(articles), name=name).articles:
        body = (article.byline.text if article.byline else "") + article.paragraphs[0].text
        found[article.title.text if article.title else "", body] = article.id
    assert set(found) == set(articles)
    return found


@given(stories, stories, st.randoms())
@settings(max_examples=150)
def test_an_article_keeps_its_id_when_others_come_go_and_move(
    ours: list[tuple[str, str]], others: list[tuple[str, str]], chance: object
) -> None:
    before = ids(ours)
    mixed = [*ours, *(o for o in others if o not in ours)]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    after = ids(mixed)
    heads = [head for head, _ in mixed]
    for one in ours:
        # Only what stands beside another of the same headline now, and didn't, goes by more words.
        if (heads.count(one[0]) > 1) == ([h for h, _ in ours].count(one[0]) > 1):
            assert after[one] == before[one]
    # And no article has got what is another's.
    for one, other in ((a, b) for a in mixed for b in ours if a != b):
        if heads.count(other[0]) == [h for h, _ in ours].count(other[0]):
            assert after[one] != before[other]
    assert len(set(after.values())) == len(mixed)


@given(stories)
@settings(max_examples=50)
def test_equal_articles_on_different_pages_have_different_ids(ours: list[tuple[str, str]]) -> None:
    here, there = ids(ours, "2025/A03.txt"), ids(ours, "2025/A04.txt")
    assert not set(here.values()) & set(there.values())


def test_in_the_library_ids_depend_on_no_other_file(tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.txt" for name in ("A01", "A02", "A03")}
    for number, path in enumerate(files.values()):
        path.write_text(page([(HEADS[number], BODIES[number]), (HEADS[3], BODIES[3])]), "utf-8")

    def known(library: Library) -> dict[str, list[str]]:
        return {p.name: [a.id for a in p.articles] for p in library.pages() if p.name in files}

    with Library() as library:
        library.add([files["A02"]])
        alone = known(library)["A02"]
        library.add(list(files.values()))
        everything = known(library)
        assert everything["A02"] == alone
        assert len({i for found in everything.values() for i in found}) == 6
        # Another file changes, one goes, and all are read again.
        files["A01"].write_text(page([(HEADS[4], BODIES[4])]), "utf-8")
        library.remove(next(p.key for p in library.pages() if p.name == "A03"))
        library.refresh()
        assert known(library)["A02"] == alone
        # Another article of the same file changes.
        files["A02"].write_text(page([(HEADS[1], BODIES[1]), (HEADS[0], BODIES[0])]), "utf-8")
        library.refresh()
        assert known(library)["A02"][0] == alone[0]
        assert known(library)["A02"][1] != alone[1]
