"""The pages name only what is there, and the operator's page names every event."""

from __future__ import annotations

import re

import pytest

from house.pages import Event, logged, name_breaches, told_events
from house.source import PACKAGE, ROOT, Source, paths, sources, told
from newsflow.domain.codes import Action
from newsflow.domain.entry import FOLLOWS

TEXTS = {source.path: source.text for source in sources(".py")}
RUNNING = "docs/running.md"


def test_every_file_and_test_that_a_page_names_is_there():
    pages = [page for page in sources(".md") if not page.path.startswith(("STYLE", "docs/decisions/"))]
    breaches = [breach for page in pages for breach in name_breaches(page, paths(), TEXTS)]
    assert not breaches, told(breaches)


def test_every_event_is_told_to_operators_with_its_level():
    events = {event for source in sources(".py", under=(PACKAGE,)) for event in logged(source)}
    page = (ROOT / RUNNING).read_text(encoding="utf-8").partition("\n## Logs\n")[2].partition("\n## ")[0]
    assert len(events) > 10
    assert told_events(page) == events, f"{RUNNING}, Logs, has one row for each event"


def test_the_table_of_what_may_follow_what_is_the_domain_s():
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| ([a-z, ]+) \| ([a-z, ]+)(?:: [^|]*)? \|$",
        page.partition("\n### What may follow what\n")[2],
        re.MULTILINE,
    )
    told_there = {
        None if before == "nothing" else Action(before): {
            Action(word) for word in after.split(", ") if word in set(Action)
        }
        for befores, after in rows[1:]
        for before in befores.split(", ")
    }
    assert told_there == FOLLOWS


FILES = ("tests/wire/test_append.py", "src/newsflow/wire/append.py", "house/setup.sh")
HELD = {"tests/wire/test_append.py": "class TestLock:\n    def test_numbers(self):\n"}


@pytest.mark.parametrize(
    "text",
    [
        "`tests/wire/`",
        "`tests/wire/test_append.py::TestLock::test_numbers`",
        "`wire/append.py` and `house/setup.sh`",
        "`wire` and `read.py`",
    ],
)
def test_a_name_that_is_there_passes(text: str):
    assert not list(name_breaches(Source("docs/running.md", text), FILES, HELD))


@pytest.mark.parametrize(
    "text",
    ["`tests/gone/`", "`tests/wire/test_append.py::test_letters`", "`wire/erase.py`", "`src/newsflow/x.py`"],
)
def test_a_name_that_is_not_there_is_caught(text: str):
    assert list(name_breaches(Source("docs/running.md", f"\n{text}"), FILES, HELD))


def test_events_are_read_from_the_code_and_from_the_page():
    code = Source(
        "src/newsflow/wire/append.py",
        'log.info("entry_appended", seq=1)\nlog.exception("append_failed")\nother.info("nothing")\nlog.info(name)\n',
    )
    events = {Event("entry_appended", "info"), Event("append_failed", "error")}
    assert set(logged(code)) == events
    assert told_events("| `entry_appended` | info | a |\n| `append_failed` | error | b |\n") == events
    assert told_events("| `web_started`, `web_stopped` | info | c |\n") == {
        Event("web_started", "info"),
        Event("web_stopped", "info"),
    }
