"""docs/agency.md says what every key of agency.toml means, and knows no key that the reader does not."""

import re
from pathlib import Path

import newsflow
from newsflow.domain.agency import ORDINALS
from newsflow.domain.codes import Form, ReasonClass
from newsflow.domain.entry import NOTICED
from newsflow.newsroom.description.toml_table import Table, read_toml
from newsflow.ops import demo

DOCS = Path(newsflow.__file__).parents[2] / "docs" / "agency.md"


def chapters() -> dict[str, str]:
    """The text under each heading, by heading."""
    parts = re.split(r"^#+ (.*)$", DOCS.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def chapter(heading: str) -> str:
    """The text under the heading that names `heading`."""
    return next(text for title, text in chapters().items() if f"`{heading}`" in title)


def rows(text: str) -> set[str]:
    """The keys explained in a chapter's table."""
    return set(re.findall(r"^\| `([a-z_]+)` \|", text, flags=re.MULTILINE))


def keys(table: Table) -> set[str]:
    """The keys that a table sets."""
    return set(table.values)


def test_each_key_of_the_top_is_explained():
    top = read_toml(demo.AGENCY_FILE)
    plain = {key for key, value in top.values.items() if not isinstance(value, list | dict)}
    assert rows(chapters()["The agency"]) == plain
    tables = {key for key in keys(top) - plain if key != "words"}
    lists = {key for key, value in top.values.items() if isinstance(value, list)}
    assert all(chapter(f"[[{key}]]" if key in lists else f"[{key}]") for key in tables)


def test_each_key_of_a_row_is_explained():
    top = read_toml(demo.AGENCY_FILE)
    for name in ("languages", "packages", "providers", "priorities", "types"):
        for row in list_rows(top, name):
            assert keys(row) | {"retired"} == rows(chapter(f"[[{name}]]"))
    assert keys(list_rows(top, "categories")[0]) == rows(chapter("[[categories]]"))
    sections = set[str]().union(*(keys(row) for row in list_rows(top, "sections")))
    assert sections | {"retired"} == rows(chapter("[[sections]]"))
    public = set[str]().union(*(keys(row) for row in list_rows(top, "public")))
    unused = {"languages", "priorities", "summary_paragraphs", "delay_s", "days"}
    assert public | unused == rows(chapter("[[public]]"))


def list_rows(top: Table, name: str) -> list[Table]:
    """The rows of an array of tables, every key taken as read."""
    found: list[Table] = []
    for row in top.tables(name):
        row.read.extend(row.values)
        found.append(row)
    return found


def test_each_house_word_is_explained():
    words = read_toml(demo.AGENCY_FILE).table("words").table("tr")
    plain = {key for key, value in words.values.items() if isinstance(value, str)}
    assert plain == rows(chapter("[words.LANGUAGE]"))
    closed: dict[str, tuple[str, ...]] = {
        "notice_marks": tuple(NOTICED),
        "notices": tuple(NOTICED),
        "reasons": tuple(ReasonClass),
        "label_patterns": ("n", *ORDINALS),
        "forms": tuple(Form),
        "language_names": (),
    }
    assert set(closed) == keys(words) - plain
    for table, names in closed.items():
        text = chapter(f"[words.LANGUAGE.{table}]")
        assert all(f"`{name}`" in text for name in names), table
