"""What the documents say is so."""

from __future__ import annotations

import re

import click
import pytest

from house.docs import (
    DECISIONS,
    anchors,
    commands,
    decision_breaches,
    link_breaches,
    mention_breaches,
    numbering_breaches,
    target_breaches,
    undocumented,
)
from house.source import ROOT, Source, paths, sources, told
from newsflow.ops.cli import main
from newsflow.ops.setting_table import TABLE, settings_page

PAGES = sources(".md")
TEXTS = {source.path: source.text for source in (*PAGES, *sources(".py"))}
RECORDS = tuple(page for page in PAGES if page.path.startswith(DECISIONS))


def page(path: str) -> str:
    assert path in TEXTS, f"{path} is missing"
    return TEXTS[path]


def test_every_relative_link_leads_somewhere():
    breaches = [breach for each in PAGES for breach in link_breaches(each, paths(), TEXTS)]
    assert not breaches, told(breaches)


def test_every_command_is_documented():
    found = list(commands(main))
    assert len(found) > 5
    assert not undocumented(found, page("docs/running.md")), "write these down in docs/running.md"


def test_every_setting_is_documented():
    assert TABLE
    assert page("docs/settings.md") == settings_page(), (
        "run: python -m newsflow.ops.setting_table > docs/settings.md"
    )
    assert "settings.md" in page("docs/running.md"), "docs/running.md leads to the settings"


def test_every_decision_has_its_five_parts_and_an_enforcer_that_exists():
    assert RECORDS, "the decisions are in docs/decisions/"
    breaches = [*numbering_breaches(RECORDS)]
    for record in RECORDS:
        if not record.path.endswith("README.md"):
            breaches += decision_breaches(record, TEXTS, paths())
    assert not breaches, told(breaches)


def test_every_decision_that_is_mentioned_was_taken():
    numbers = {record.path.removeprefix(DECISIONS)[:4] for record in RECORDS}
    read = (
        *PAGES,
        *sources(".py", ".sql", ".toml", ".html", under=("src/", "house/", "bench/", "pyproject.toml")),
    )
    breaches = [
        breach
        for source in read
        if not source.path.startswith("STYLE")
        for breach in mention_breaches(source, numbers)
    ]
    assert not breaches, told(breaches)


def test_every_make_command_in_a_page_exists():
    makefile = (ROOT / "Makefile").read_text()
    breaches = [breach for each in PAGES for breach in target_breaches(each, makefile)]
    assert not breaches, told(breaches)


def test_make_alone_lists_every_command():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    listed = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))
    phony = set((re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE) or [""])[1].split())
    assert targets == listed == phony


def test_every_change_is_one_named_fragment():
    for path in paths():
        if path.startswith("changes/") and path != "changes/README.md":
            assert re.fullmatch(r"changes/[a-z]+-[a-z0-9-]+\.md", path), f"{path}: see changes/README.md"


FILES = ("docs/running.md", "docs/settings.md", "README.md", "tests/wire/test_append.py")
HELD = {
    "docs/running.md": "# Running it\n\n## By hand & by system\n",
    "tests/wire/test_append.py": "def test_numbers():\n",
}


@pytest.mark.parametrize(
    "link",
    [
        "[a](running.md)",
        "[a](../README.md)",
        "[a](../tests/wire)",
        "[a](running.md#by-hand--by-system)",
        "[a](https://a.example)",
        "`[a](b)`",
        "```\n[a](b)\n```",
    ],
)
def test_a_link_that_leads_somewhere_passes(link: str):
    assert not list(link_breaches(Source("docs/settings.md", link), FILES, HELD))


@pytest.mark.parametrize(
    "link", ["[a](walking.md)", "[a](README.md)", "![a](a.png)", "[a](running.md#elsewhere)"]
)
def test_a_link_that_leads_nowhere_is_caught(link: str):
    assert list(link_breaches(Source("docs/settings.md", f"\n{link}"), FILES, HELD))


WHOLE = "# 1\n\n**Context.** a\n\n**Decision.** b\n\n**Consequences.** c\n\n**Alternatives.** d\n\n**Enforced by:** `tests/wire/test_append.py::test_numbers`\n"


def decided(text: str) -> list[object]:
    return list(decision_breaches(Source("docs/decisions/0001-a.md", text), HELD, FILES))


def test_a_whole_decision_passes():
    assert not decided(WHOLE)
    assert not decided(
        WHOLE.replace("`tests/wire/test_append.py::test_numbers`", "nothing enforces this; it is a habit.")
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Alternatives.** d", ""),
        ("**Context.** a\n\n**Decision.** b", "**Decision.** b\n\n**Context.** a"),
        ("test_append.py", "test_gone.py"),
        ("::test_numbers", "::test_gone"),
        ("`tests/wire/test_append.py::test_numbers`", "the tests"),
    ],
)
def test_a_decision_without_a_part_or_an_enforcer_is_caught(old: str, new: str):
    assert decided(WHOLE.replace(old, new))


@pytest.mark.parametrize("names", [["0001-a", "0003-b"], ["0001-a", "0001-b"], ["0001-a", "2-b"], ["0002-a"]])
def test_a_hole_or_a_twin_in_the_decisions_numbers_is_caught(names: list[str]):
    assert list(numbering_breaches([Source(f"docs/decisions/{name}.md", "") for name in names]))


def test_a_decision_that_nobody_took_is_caught():
    assert list(mention_breaches(Source("a.py", "# as ADR-0042 says"), {"0001"}))
    assert not list(mention_breaches(Source("a.py", "# as ADR-0001 says"), {"0001"}))


def test_a_make_command_that_is_none_is_caught():
    assert list(target_breaches(Source("a.md", "run `make coffee`"), "test: setup\n"))
    assert not list(
        target_breaches(Source("a.md", "run `make test ARGS=-x`\n\nmake test\n"), "test: setup\n")
    )


def test_commands_are_found_in_their_groups_and_missed_in_the_pages():
    @click.group()
    def top() -> None: ...

    @top.group()
    def wire() -> None: ...

    @wire.command()
    def head() -> None: ...

    assert list(commands(top)) == ["newsflow wire head"]
    assert undocumented(["newsflow wire head"], "run `newsflow wire header`") == ["newsflow wire head"]
    assert not undocumented(["newsflow wire head"], "run `newsflow wire head --json`")


def test_a_heading_s_anchor_is_spelt_as_the_forge_does():
    assert anchors("# Life of a dispatch, in nine steps\n```\n# no heading\n```\n## `make test`") == {
        "life-of-a-dispatch-in-nine-steps",
        "make-test",
    }
