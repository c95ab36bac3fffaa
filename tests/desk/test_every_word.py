"""Every word of the desk's own on every page comes from a catalogue: none stays English when the reader is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, cast

import pytest

from newsflow.accounts.people import may
from newsflow.domain.codes import Action
from newsflow.web.pages import environment
from newsflow.web.say import NAMES, tongue
from tests.desk.every_route import ADMIN, CHIEF, PICTURES, a_world, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.desk.room import DeskRoom

SHOWN = frozenset({"title", "aria-label", "placeholder", "alt", "content"})
EMPTY = frozenset({"input", "br", "hr", "img", "meta", "link", "wbr"})
NOT_OURS = frozenset({"bdi", "time", "code", "kbd", "script", "style", "textarea", "title"})
"""What holds names, texts, times and keys: nothing that a catalogue could say."""
NO_PAGES = {"/live", "/approvals/{request}/state", "/media/assets/{asset}/state", *PICTURES} | {
    "/items/{guid}/formats/{format}/file",
    "/privacy/mine.json",
    "/people/{person}/kept.json",
    "/subscribers.csv",
    "/subscriber-dates.csv",
    "/subscriber-reports.csv",
    "/subscriber-kills.csv",
    "/subscriber-groups.csv",
    "/subscribers/{subscriber}/terms.csv",
    "/subscribers/{subscriber}/sanctions.csv",
    "/subscribers/{subscriber}/looks.csv",
}
LANGUAGE = "tr"
WORLD = (
    "Ferry returns to the old harbour",
    "A third ferry",
    "second-ferry",
    "Take the bell out.",
    "gazette",
    "quay.png",
    "UTC",
    "TR",
)
ROLES = ("chief", "editor", "reporter")
"""Names of the builders' people."""


class Words(HTMLParser):
    """The page's words that are its own: what stands in no other language and in no part that holds others' words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        theirs = tag in NOT_OURS or facts.get("lang", LANGUAGE) != LANGUAGE or facts.get("dir") == "auto"
        is_theirs = theirs or (bool(self.open) and self.open[-1][1])
        if tag not in EMPTY:
            self.open.append((tag, is_theirs))
        if not is_theirs:
            self.found += [value for name, value in attrs if name in SHOWN and value and tag != "meta"]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.open or not self.open[-1][1]:
            self.found.append(data)


def unsaid(page: str, theirs: list[str]) -> Iterator[str]:
    """What the page says that came from no catalogue, and is not one of `theirs`."""
    words = Words()
    words.feed(page)
    for text in words.found:
        left = re.sub(r"⟦[^⟦⟧]*⟧", "", re.sub(r"⟦[^⟦⟧]*⟧", "", text))
        for each in theirs:
            left = left.replace(each, " ")
        if re.search(r"[^\W\d_]{2,}", left):
            yield left.strip()


def strings(held: object) -> Iterator[str]:
    """Every text in a description, however deep."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        for pair in cast("Mapping[object, object]", held).items():
            yield from strings(pair)
    elif isinstance(held, tuple | list | set | frozenset):
        for each in cast("Iterable[object]", held):
            yield from strings(each)
    elif is_dataclass(held):
        for each in fields(held):
            yield from strings(getattr(held, each.name))


def bracketed(text: str) -> str:
    """The text as the marked catalogue says it."""
    return f"⟦{text}⟧"


def bracketed_n(one: str, many: str, count: int) -> str:
    """As `bracketed`, the form for that number."""
    return bracketed(one if count == 1 else many)


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One language's catalogue says every word in brackets."""
    words = tongue(LANGUAGE).translations
    for name, says in (("gettext", bracketed), ("ngettext", bracketed_n)):
        monkeypatch.setattr(words, name, says)
        monkeypatch.setattr(words, f"u{name}", says)
    environment.cache_clear()
    yield
    environment.cache_clear()


@pytest.mark.usefixtures("marked")
async def test_no_page_says_a_word_of_its_own_that_is_in_no_catalogue(desk: DeskRoom):
    world = await a_world(desk)
    clients = [await desk.client(CHIEF), await desk.client(ADMIN)]
    names = [word for person in desk.people.values() for word in (person.name, person.email)]
    theirs = sorted(
        {*strings(desk.agency), *names, *NAMES.values(), *WORLD, *ROLES, *Action}, key=len, reverse=True
    )
    found: dict[str, str] = {}
    for route in table(desk):
        if "GET" not in route.methods or route.path in NO_PAGES:
            continue
        client = next((one for one in clients if all(may(one.person, act) for act in route.acts)), clients[0])
        answer = await client.get(world.address(route), headers={"Accept-Language": LANGUAGE})
        found |= dict.fromkeys(unsaid(answer.text, [text for text in theirs if len(text) > 1]), route.path)
    assert not found


COPY = (
    "FLASH\n\nSPORT\n\nFerry wins the harbour race\n\nBy Ada Sample\n\n"
    "PORT SELLA (Fil) - The ferry won on Monday, Reuters reported. Nobody was hurt, and the band played on.\n"
)


@pytest.mark.usefixtures("marked")
async def test_what_showed_the_parts_of_pasted_copy_is_said_in_the_reader_s_language(desk: DeskRoom):
    client = await desk.client("reporter")
    client.headers["Accept-Language"] = LANGUAGE
    page = (await client.send_form("/desk/drafts/paste", copy=COPY, does="read")).text
    assert "⟦a section of the agency&#39;s list⟧" in page
    assert "⟦named after “by” (İngilizce)⟧" in page
    theirs = sorted(
        {*strings(desk.agency), *NAMES.values(), client.person.name, *WORLD}, key=len, reverse=True
    )
    assert not list(unsaid(page, [text for text in theirs if len(text) > 1]))
