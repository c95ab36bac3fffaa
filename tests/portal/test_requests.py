"""Requests to the agency: asked in the portal, answered at the desk, mailed in the asker's language, seen by both sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import ConflictError
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.requests import requests
from newsflow.subscribers.requests.rows import Ask, RequestKind
from tests.portal.room import EDITOR, MASTER, OTHER

if TYPE_CHECKING:
    from tests.portal.room import PortalRoom

HERE, ONE = "/portal/account/requests", "/portal/account/requests/1"
DESK, DESK_ONE = "/desk/requests", "/desk/requests/1"
THEIRS = "editor@gazette.example"


async def letters(portal: PortalRoom) -> list[tuple[str, str, str]]:
    """To whom which letter is on its way, and what it says."""
    async with transaction(portal.pool) as db:
        cursor = await db.execute("SELECT recipient, subject, body FROM outbox ORDER BY id")
        return await cursor.fetchall()


async def test_a_missing_item_is_asked_for_answered_at_the_desk_and_mailed_in_the_reader_s_language(
    portal: PortalRoom,
):
    item = await portal.newsroom.release()
    editor, chief = await portal.client(EDITOR), await portal.desk.client("chief:cleo")
    editor.headers["Accept-Language"] = "fr"
    why = (await editor.get("/portal/why", params={"id": item.guid})).text
    assert f"{HERE}?kind=item&amp;item=" in why
    address = f"https://news.example/items/{item.guid}?x=1"
    sent = await editor.send_form(HERE, kind="item", item=address, words="Où est-il ?")
    assert sent.headers["location"] == f"{ONE}?said=request_sent"
    assert [to for to, _, _ in await letters(portal)] == [portal.desk.agency.contact]

    assert "Our turn" in (await chief.get(DESK)).text
    asked = (await chief.get(DESK_ONE)).text
    for said in ("The gazette", THEIRS, "Où est-il", f'href="/desk/items/{item.guid}"'):
        assert said in asked
    answered = await chief.send_form(DESK_ONE, act="answer", words="Bonjour,\n\nIl est parti à midi.")
    assert answered.headers["location"] == f"{DESK_ONE}?said=request_answered"
    to, subject, body = (await letters(portal))[-1]
    assert (to, "Il est parti" in body, f"{ONE}\n" in body) == (THEIRS, True, True)
    assert body.count("Bonjour") == 1, "they are greeted once"
    assert "a répondu" in subject
    assert "Our turn" not in (await chief.get(DESK)).text

    page = (await (await portal.client(MASTER)).get(ONE)).text
    assert "Il est parti" in page, "colleagues see it"
    assert chief.person.name not in page, "the desk speaks for the agency"
    await chief.send_form(DESK_ONE, act="close")
    listed = (await (await portal.client(MASTER)).get(HERE)).text
    assert re.findall(r">(Closed[^<]*)<", listed) == ["Closed by the agency"], "once"
    assert (await chief.send_form(DESK_ONE, act="close")).status_code == 409
    again = await editor.send_form(ONE, act="write", words="Merci, mais la photo ?")
    assert again.status_code == 303
    assert "la photo" in (await chief.get(DESK_ONE)).text
    assert "Our turn" in (await chief.get(DESK)).text, "who writes further opens it again"
    await editor.send_form(ONE, act="take_back")
    assert "Our turn" not in (await chief.get(DESK)).text


async def test_more_packages_are_named_and_what_says_nothing_is_shown_again_with_its_words(
    portal: PortalRoom,
):
    editor, chief = await portal.client(EDITOR), await portal.desk.client("chief:cleo")
    package = portal.desk.agency.packages[0]
    for wrong in (
        {"kind": "packages"},
        {"kind": "item", "item": "the ferry"},
        {"kind": "question", "words": " "},
    ):
        refused = await editor.send_form(HERE, **{"words": "From May on.", **wrong})
        assert refused.status_code == 400, wrong
        assert ("From May on." in refused.text) == ("words" not in wrong)
    await editor.send_form(HERE, kind="packages", package=[package.code, "no-such"], words="From May on.")
    assert package.labels["en"] in (await chief.get(DESK_ONE)).text
    assert package.labels["en"] in (await editor.get(HERE)).text


async def test_a_request_is_of_one_organisation_and_the_desk_s_answer_of_who_may_give_it(portal: PortalRoom):
    editor, other = await portal.client(EDITOR), await portal.client(OTHER)
    await editor.send_form(HERE, kind="question", words="Between us.")
    assert "Between us" not in (await other.get(HERE)).text
    assert (await other.get(ONE)).status_code == 404
    assert (await other.send_form(ONE, act="write", words="Hello")).status_code == 404
    reporter = await portal.desk.client("reporter:rae")
    assert (await reporter.get(DESK_ONE)).status_code == 403
    assert (await reporter.send_form(DESK_ONE, act="answer", words="Hello")).status_code == 403


async def test_thirty_requests_of_an_organisation_may_be_open_and_no_more(portal: PortalRoom):
    given, now = Ask(kind=RequestKind.QUESTION, about=(), words="When?"), portal.clock()
    gazette, by = SubscriberId("gazette"), (await portal.person(EDITOR)).id
    async with transaction(portal.pool) as db:
        made = [await requests.ask(db, gazette, given, by, now) for _ in range(requests.OPEN_MOST)]
        with pytest.raises(ConflictError):
            await requests.ask(db, gazette, given, by, now)
        await requests.ask(db, SubscriberId("courier"), given, by, now)
        await requests.close(db, made[0], requests.RequestStep.TAKEN_BACK, by, now)
        await requests.ask(db, gazette, given, by, now)
