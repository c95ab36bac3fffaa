"""A refused form comes back as it was filled in, whichever page it is on, and says why in the reader's language."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from newsflow.accounts.people import may
from tests.desk.every_route import ADMIN, CHIEF, PREFIX, a_world, table
from tests.faults.test_junk import LEFT_OUT

if TYPE_CHECKING:
    from tests.desk.every_route import World
    from tests.desk.room import DeskClient, DeskRoom

WRITTEN = frozenset({"text", "search", "email", "number", "datetime-local", "url"})
ENGLISH = re.compile(r'<p lang="en"[^>]*>([^<]+)</p>')
"""A reason that no catalogue knew (`told`)."""
SECRET = frozenset({"new", "old", "again", "password", "proof_password"})


class Sheets(HTMLParser):
    """A page's forms: where each goes, what its fields hold, and which of them are written in."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self.forms: list[tuple[str, dict[str, str], set[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((facts.get("action") or self.here, {}, set()))
        name = facts.get("name")
        if not name or not self.forms or tag not in {"input", "textarea", "select"}:
            return
        _, fields, written = self.forms[-1]
        if facts.get("type") not in {"checkbox", "radio", "file", "submit"}:
            fields.setdefault(name, facts.get("value", ""))
        if tag == "textarea" or (tag == "input" and facts.get("type", "text") in WRITTEN):
            written.add(name)


async def sheets(client: DeskClient, world: World) -> dict[str, tuple[dict[str, str], list[str]]]:
    """Every form that the person may send, by its address: what it holds, and what is written in."""
    found: dict[str, tuple[dict[str, str], list[str]]] = {}
    for route in table(world.desk):
        if (
            "GET" in route.methods
            and route.path != "/live"
            and all(may(client.person, act) for act in route.acts)
        ):
            page = Sheets(world.address(route))
            page.feed((await client.get(page.here)).text)
            for address, fields, written in page.forms:
                names = sorted(written - SECRET)
                if names and address.startswith(PREFIX) and address not in LEFT_OUT and "csrf" in fields:
                    found.setdefault(address, (fields, names))
    return found


async def test_a_refused_form_keeps_what_was_typed_and_says_why_in_the_reader_s_language(desk: DeskRoom):
    world, lost, refused = await a_world(desk), dict[str, list[str]](), 0
    english: dict[str, list[str]] = {}
    seen: set[str] = set()
    for role in (CHIEF, ADMIN):
        client = await desk.client(role)
        client.headers["Accept-Language"] = "tr"
        for address, (fields, names) in (await sheets(client, world)).items():
            if (
                address in seen or address.partition("?")[0] == "/desk/forgot"
            ):  # it is taken, whatever it says
                continue
            seen.add(address)
            typed = {name: f"zq{at}“ü”" for at, name in enumerate(names)}
            answer = await client.post(address, data={**fields, **typed})
            if answer.status_code == 303:
                continue
            refused += 1
            if said := ENGLISH.findall(answer.text):
                english[address] = said
            page = unescape(answer.text).casefold()
            gone = [name for name, text in typed.items() if text.casefold() not in page]
            if gone:
                lost[f"{answer.status_code} {address}"] = gone
    assert not lost
    assert not english
    assert refused > 12
