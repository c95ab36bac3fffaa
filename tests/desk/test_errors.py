"""What the desk says when something goes wrong, and that nothing typed is lost by it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from time import monotonic
from typing import TYPE_CHECKING, Any

import psycopg

from house.yardstick import stretched
from newsflow.accounts.hand import Hand
from newsflow.accounts.managing import Facts, change
from newsflow.accounts.people import Role, by_id
from newsflow.accounts.sessions import sign_out_everywhere
from newsflow.db.pool import transaction
from newsflow.ops.embedded import DatabaseRole
from newsflow.web.within.kept import KEPT_FOR, Kept, seal, unseal
from tests.builders import SERVER_KEY
from tests.desk.room import PASSWORD
from tests.harness import SettableClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

    from tests.desk.room import DeskClient, DeskRoom
    from tests.harness import Database

    End = Callable[[DeskRoom, str], Awaitable[None]]

TEXT = "Ferry — “back” <b>soon</b>\nمرحبا & again\n"
LINE = "Ferry — “back” <b>soon</b>"
SAME = {"Sec-Fetch-Site": "same-origin"}


def hidden(page: str, name: str) -> str:
    """The value of the page's first hidden field of that name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no {name} in {page}"
    return unescape(found[1])


def shown(page: str) -> list[str]:
    """What stands in the page's text areas."""
    return [unescape(text) for text in re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)]


async def sign_in(browser: DeskClient, page: str, email: str) -> httpx.Response:
    """The answer to the sign-in form of that page."""
    fields = {name: hidden(page, name) for name in ("csrf", "next", "kept")}
    return await browser.post("/desk/sign-in", data={**fields, "email": email, "password": PASSWORD})


async def too_late(desk: DeskRoom, role: str = "reporter") -> tuple[DeskClient, httpx.Response]:
    """A flash sent after the session was over, and what came of it."""
    browser = await desk.client(role)
    desk.clock.advance(timedelta(hours=3))
    answer = await browser.send_form(
        "/desk/flash?slug=ferry", text=TEXT, section="world", proof_password="no"
    )
    return browser, answer


async def test_what_was_typed_after_the_session_s_end_goes_through_sign_in_and_can_be_sent(desk: DeskRoom):
    browser, late = await too_late(desk)
    assert late.status_code == 401
    assert TEXT not in str(late.headers)
    assert "Nothing is lost" in late.text
    assert "forgot" in late.text

    wrong = await browser.post(
        "/desk/sign-in",
        data={
            "csrf": hidden(late.text, "csrf"),
            "kept": hidden(late.text, "kept"),
            "email": "x@y.example",
            "password": "no",
        },
    )
    assert wrong.status_code == 401
    inside = await sign_in(browser, wrong.text, browser.person.email)
    assert inside.status_code == 200
    assert inside.headers["cache-control"].endswith("no-store")
    assert shown(inside.text) == [TEXT, "world"]
    assert 'action="/desk/flash?slug=ferry"' in inside.text
    sent = await browser.post(
        "/desk/flash?slug=ferry",
        data={name: hidden(inside.text, name) for name in ("csrf", "section")} | {"text": "A ferry"},
    )
    assert sent.status_code == 400
    assert "A ferry" in sent.text


async def test_what_was_typed_is_not_shown_to_another_person_who_signs_in(desk: DeskRoom):
    browser, late = await too_late(desk)
    other = await desk.person("chief")
    answer = await sign_in(browser, late.text, other.email)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/")


async def test_a_form_that_nobody_says_is_ours_is_not_carried_through_sign_in(desk: DeskRoom):
    stranger = await desk.stranger()
    plain = await stranger.post("/desk/flash", data={"text": "A ferry"})
    foreign = await stranger.post(
        "/desk/flash", data={"text": "A ferry"}, headers={"Origin": "https://x.example"}
    )
    ours = await stranger.post("/desk/flash", data={"text": "A ferry"}, headers=SAME)
    assert (plain.status_code, foreign.status_code, ours.status_code) == (401, 403, 401)
    assert 'name="kept"' not in plain.text
    assert "A ferry" not in foreign.text
    assert 'name="kept"' in ours.text
    program = await stranger.post("/desk/flash", data={"text": "A"}, headers={"Accept": "application/json"})
    assert program.json()["status"] == 401


def test_a_seal_holds_for_an_hour_and_for_what_was_sealed():
    now = SettableClock()()
    kept = Kept(person="p_1", address="/desk/flash", at=now, fields=(("text", TEXT),))
    sealed = seal(SERVER_KEY, kept)
    assert unseal(SERVER_KEY, sealed, now + KEPT_FOR - timedelta(seconds=1)) == kept
    assert unseal(SERVER_KEY, sealed, now + KEPT_FOR) is None
    assert unseal(b"another key", sealed, now) is None
    assert unseal(SERVER_KEY, "a" + sealed, now) is None
    assert unseal(SERVER_KEY, "", now) is None


async def test_a_refused_form_shows_what_was_typed_and_never_a_password(desk: DeskRoom):
    browser = await desk.client("reporter")
    old = await browser.post(
        "/desk/flash", data={"csrf": "old", "text": TEXT, "proof_password": "s3cret"}, headers=SAME
    )
    assert old.status_code == 403
    assert shown(old.text) == [TEXT]
    assert hidden(old.text, "csrf") == browser.csrf
    assert "Send it again" in old.text
    assert "s3cret" not in old.text

    foreign = await browser.post(
        "/desk/flash", data={"csrf": browser.csrf, "text": TEXT}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403
    assert shown(foreign.text) == []

    nowhere = await browser.send_form("/desk/no-such-page", text=TEXT)
    assert (nowhere.status_code, shown(nowhere.text)) == (404, [TEXT])
    assert "Send it again" not in nowhere.text
    strange = await browser.send_form("/desk/me/language", language="tlh\x00")
    assert strange.status_code == 400
    assert shown(strange.text) == ["tlh\ufffd"]


async def test_an_error_is_told_in_the_person_s_language(
    desk: DeskRoom,
):
    browser = await desk.client("reporter")
    await browser.send_form("/desk/me/language", language="ar")
    for method, path, status in (
        ("GET", "/desk/drafts/999999", 404),
        ("GET", "/desk/nowhere", 404),
        ("GET", "/desk/people", 403),
        ("PUT", "/desk/me", 405),
        ("DELETE", "/desk/flash", 405),
    ):
        answer = await browser.request(method, path)
        assert answer.status_code == status, path
        assert '<html lang="ar" dir="rtl">' in answer.text, path
        assert 'class="bar-nav"' in answer.text, path
        assert re.search(r'<p lang="ar" dir="rtl">[^<]+</p>', answer.text), path
        assert "no-store" in answer.headers["cache-control"], path
    stranger = await desk.stranger()
    answer = await stranger.get("/desk/nowhere", headers={"Accept-Language": "tr"})
    assert answer.status_code == 404
    assert '<html lang="tr"' in answer.text


async def test_a_form_too_large_is_answered_in_words_not_by_a_broken_line(desk: DeskRoom):
    browser = await desk.client("reporter")
    answer = await browser.send_form("/desk/flash", text="a" * 3_000_000)
    assert answer.status_code == 413
    assert "Over 2000 kB" in answer.text


async def test_a_fault_of_ours_keeps_what_was_typed_even_without_the_sessions(
    desk: DeskRoom, database: Database
):
    browser = await desk.client("reporter")
    with psycopg.connect(database.dsn(DatabaseRole.OWNER), autocommit=True) as owner:
        owner.execute("ALTER TABLE story RENAME TO elsewhere")
        broken = await browser.send_form("/desk/flash", text=LINE, source="Radio", slug="ferry")
        owner.execute("ALTER TABLE session RENAME TO away")
        blind = await browser.send_form("/desk/flash", text=TEXT)
    assert (broken.status_code, blind.status_code) == (500, 500)
    assert shown(broken.text) == [LINE, "Radio", "ferry"]
    assert "Send it again" in broken.text
    assert 'class="bar-nav"' in broken.text
    assert shown(blind.text) == [TEXT]
    assert "psycopg" not in broken.text + blind.text


async def everywhere(desk: DeskRoom, person: str) -> None:
    """Nothing; the person is signed out everywhere."""
    async with transaction(desk.pool) as db:
        await sign_out_everywhere(db, person, desk.clock())


def another(**facts: Any) -> End:
    """What an administrator makes of a person."""

    async def done(desk: DeskRoom, person: str) -> None:
        admin = await desk.person("administrator")
        async with transaction(desk.pool) as db:
            found = await by_id(db, person)
            assert found is not None
            hand = Hand(person=admin, key="password", session="s_a", at=desk.clock())
            said = replace(Facts(name=found.name, role=Role(found.role)), **facts)
            await change(db, hand, found, said, now=desk.clock())

    return done


ENDINGS: dict[str, tuple[End, bool]] = {
    "chief:everywhere": (everywhere, True),
    "chief:closed": (another(active=False), True),
    "chief:demoted": (another(role=Role.REPORTER), True),
    "chief:moved": (another(desks=("fr/culture",)), False),
}
"""What is done to a person, and whether they have to sign in again to go on."""


async def test_a_live_stream_ends_within_a_second_of_its_person_being_signed_out_closed_or_changed(
    desk: DeskRoom,
):
    await desk.person("administrator")
    took = [await _stream_after(desk, role, *ENDINGS[role]) for role in ENDINGS]
    assert max(took) < stretched(1.0)


async def _stream_after(desk: DeskRoom, role: str, end: End, is_over: bool) -> float:
    client = await desk.client(role)
    async with client.stream("GET", "/desk/live", headers={"Accept": "text/event-stream"}) as stream:
        lines = stream.aiter_lines()
        while not (await anext(lines)).startswith("event: board"):
            pass
        await end(desk, client.person.id)
        ended = monotonic()
        said = [line async for line in lines if line.startswith("event:")]
        took = monotonic() - ended
    assert (said[-1:] == ["event: over"]) is is_over, role
    return took
