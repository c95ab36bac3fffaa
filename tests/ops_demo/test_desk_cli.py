"""The same day at the command line: a flash, its lead, an update, a correction, a hold, a kill, each in a person's name."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from newsflow.ops.demo import AGENCY_FILE
from tests.journeys.node import House
from tests.journeys.test_first_dispatch import PACE_S, public_page

if TYPE_CHECKING:
    from pathlib import Path

ADA, BEN, CEM = "ada@desk.example", "ben@desk.example", "cem@desk.example"
PASSWORD = "nine gulls on a pier"
LINE = "Port Sella closed to all ships"
HEADLINE = "Port Sella closes its harbour as the storm nears"
TEXT = "The harbour was closed to all ships on Monday, the Harbour Office said. Twelve ferries turned back."
NEWER = "Thirteen more ships anchored outside in the evening, the office said."
MENDED = TEXT.replace("Twelve", "Fourteen")
SENTENCE = "Fourteen ferries turned back, not twelve as we wrote."
REASON = "The office takes its word back"


@dataclass(frozen=True, slots=True)
class Outside:
    """A subscriber's machine at a running node; it keeps HAS's pace."""

    client: httpx.Client

    def listed(self) -> dict[str, str]:
        """The titles that HAS lists, by id."""
        time.sleep(PACE_S)
        found = self.client.post("/abone/search", data={"filter_type": "1,2,3"}).json()["data"]["result"]
        return {one["id"]: one["title"] for one in found}

    def document(self, guid: str) -> str:
        """The item's NewsML document."""
        time.sleep(PACE_S)
        answer = self.client.get(f"/abone/document/{guid}/newsml29")
        assert answer.status_code == 200, answer.text
        return answer.text


def a_house(home: Path) -> House:
    """A node of an agency whose chief stops and approves by passkey alone."""
    agency = home / "agency.toml"
    rules = '\n[desk]\npasskey_roles = ["chief"]\n'
    agency.write_text(AGENCY_FILE.read_text(encoding="utf-8") + rules, encoding="utf-8")
    return House(home / "data", NEWSFLOW_AGENCY_FILE=str(agency))


def staffed(house: House) -> tuple[str, str]:
    """Two editors and a chief are on the desk; the login of a subscriber's machine."""
    for email, role in ((ADA, "editor"), (BEN, "editor"), (CEM, "chief")):
        name = email.partition("@")[0].capitalize()
        house.newsflow("person-add", email, name, "--role", role, "--password", PASSWORD)
    house.newsflow("subscriber-add", "gazette", "The Gazette")
    house.newsflow("contract-sign", "c-1", "gazette", "All", "--from", "2026-01-01T00:00:00+00:00")
    (login,) = house.gives("api-user-add", "7000001", "gazette")
    return login["username"], login["secret"]


def drafted(house: House, home: Path, *options: str, **facts: Any) -> str:
    """The number of a new draft, given as a file."""
    plain = {
        "language": "en",
        "form": "lead",
        "section": "world",
        "packages": ["general"],
        "provider": "nf",
        "slug": "port",
        "headline": HEADLINE,
        "dateline": {"place": "Port Sella", "marks": ["Fil"]},
        "priority": "urgent",
        "urgency": 2,
        "body": [{"kind": "paragraph", "spans": [{"text": TEXT}]}],
    }
    file = home / "draft.json"
    file.write_text(json.dumps(plain | facts), encoding="utf-8")
    return house.newsflow("draft", str(file), "--as", ADA, *options).strip()


def a_paragraph(text: str) -> dict[str, Any]:
    """A paragraph of plain words."""
    return {"kind": "paragraph", "spans": [{"text": text}]}


def test_a_flash_its_lead_and_its_kill_go_out_from_the_command_line_in_persons_names(home: Path) -> None:
    house = a_house(home)
    with house.up(home / "ready.json"):
        login = staffed(house)
        with httpx.Client(base_url=house.url, auth=login, follow_redirects=True) as client:
            outside = Outside(client)
            flash = flashed(house, home, outside)
            lead = led(house, home, outside, flash)
            changed(house, home, outside, lead)
            held_and_reinstated(house, outside, lead)
            killed(house, outside, lead)
            assert public_page(client, flash).count(LINE)
        assert ": whole." in house.newsflow("fsck")


def flashed(house: House, home: Path, outside: Outside) -> str:
    """The flash's id: asked for here, approved on the page whose link was printed, by another person."""
    draft = drafted(
        house,
        home,
        form="flash",
        headline=LINE,
        body=[],
        priority="flash",
        urgency=1,
        sources=[{"name": "Harbour Office", "words": "Harbour Office"}],
    )
    (asked,) = house.gives("release", draft, "--as", ADA)
    assert asked["link"] == f"http://localhost:{house.port}/desk/approvals/{asked['request']}"
    (waiting,) = house.gives("approvals")
    said = house.refuses("approve", asked["request"], "--as", BEN, "--digest", waiting["digest"])
    assert "both at the command line. It is answered on its page" in said
    assert outside.listed() == {}
    guid = approved(asked["link"])
    assert outside.listed() == {guid: LINE}
    return guid


def approved(link: str) -> str:
    """The id of the item that came of it: Ben signs in at the link, reads, and approves with his password."""
    with httpx.Client(follow_redirects=True, headers={"Accept": "text/html"}) as browser:
        door = browser.get(link)
        home = str(door.url.join("/")).rstrip("/")
        fields = {"csrf": the(door, "csrf"), "next": the(door, "next"), "email": BEN, "password": PASSWORD}
        page = browser.post(f"{home}/desk/sign-in", data=fields, headers={"Origin": home})
        assert str(page.url) == link
        assert LINE in page.text
        answer = {"csrf": the(page, "csrf"), "digest": the(page, "digest"), "proof_password": PASSWORD}
        done = browser.post(f"{link}/approve", data=answer, headers={"Origin": home})
        assert done.url.path.startswith("/desk/items/"), done.text
        return done.url.path.rsplit("/", 1)[1]


def the(page: httpx.Response, name: str) -> str:
    """The value of the page's hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found is not None, page.text
    return found[1]


def led(house: House, home: Path, outside: Outside, flash: str) -> str:
    """The lead's id."""
    (header,) = house.gives("release", drafted(house, home, replaces=[flash]), "--as", ADA)
    guid: str = header["guid"]
    assert outside.listed()[guid] == HEADLINE
    assert TEXT in outside.document(guid)
    return guid


def changed(house: House, home: Path, outside: Outside, guid: str) -> None:
    """It is updated, and corrected with a sentence; without one the correction does not go out."""
    body = [a_paragraph(TEXT), a_paragraph(NEWER)]
    draft = drafted(house, home, "--updates", guid, body=body, whats_new="More ships wait.")
    house.newsflow("release", draft, "--as", ADA)
    assert NEWER in outside.document(guid)
    body[0] = a_paragraph(MENDED)
    mute = drafted(house, home, "--corrects", guid, body=body)
    assert "correction" in house.refuses("release", mute, "--as", ADA)
    told = drafted(house, home, "--corrects", guid, body=body, correction=SENTENCE)
    house.newsflow("release", told, "--as", ADA)
    assert MENDED in outside.document(guid)
    (notice,) = [told for told, title in outside.listed().items() if title.startswith("CORRECTION")]
    assert SENTENCE in outside.document(notice)


def held_and_reinstated(house: House, outside: Outside, guid: str) -> None:
    """Nobody outside has a word of it while it is on hold."""
    house.newsflow("hold", guid, "--as", ADA, "--because", "checking")
    document = outside.document(guid)
    assert 'pubStatus qcode="stat:withheld"' in document
    assert MENDED not in document
    assert HEADLINE not in outside.listed().values()
    house.newsflow("reinstate", guid, "--as", BEN)
    assert MENDED in outside.document(guid)


def killed(house: House, outside: Outside, guid: str) -> None:
    """The chief is led to the page where a passkey is shown; the editor kills it at once."""
    words = ("--because", "false", "--reason", REASON)
    said = house.refuses("kill", guid, "--as", CEM, *words)
    assert f"http://localhost:{house.port}/desk/items/{guid}" in said
    assert MENDED in outside.document(guid)
    house.newsflow("kill", guid, "--as", ADA, *words)
    document = outside.document(guid)
    assert 'pubStatus qcode="stat:canceled"' in document
    assert MENDED not in document
    listed = outside.listed()
    assert HEADLINE not in listed.values()
    assert any(REASON in outside.document(told) for told, title in listed.items() if title.startswith("KILL"))
    assert outside.client.get(f"/items/{guid}", headers={"Accept": "text/html"}).status_code == 410
