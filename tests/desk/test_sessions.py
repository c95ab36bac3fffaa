"""Sessions end: by their hour, by idleness, by a word from elsewhere; and no form is taken without its token."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.sessions import Terms, sessions_of, still_live
from newsflow.db.pool import transaction
from newsflow.web.csrf import csrf_token
from tests.builders import SERVER_KEY

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def test_a_session_ends_after_two_hours_without_a_request(desk: DeskRoom):
    client = await desk.client("editor")
    for _ in range(3):
        desk.clock.advance(timedelta(hours=1, minutes=50))
        assert (await client.get("/desk/me")).status_code == 200
    desk.clock.advance(timedelta(hours=2, minutes=1))
    assert (await client.get("/desk/me")).status_code == 303


async def test_a_session_ends_after_twelve_hours_however_busy(desk: DeskRoom):
    client = await desk.client("editor")
    for _ in range(11):
        desk.clock.advance(timedelta(hours=1))
        assert (await client.get("/desk/me")).status_code == 200
    desk.clock.advance(timedelta(hours=1))
    assert (await client.get("/desk/me")).status_code == 303


async def test_signing_out_everywhere_ends_every_session_and_what_streams_ask(desk: DeskRoom):
    here, there = await desk.client("editor"), await desk.client("editor")
    other = await desk.client("chief")
    opened = await desk.session("editor")
    answer = await here.send_form("/desk/me/sessions/end-all")
    assert answer.headers["location"] == "/desk/sign-in"
    assert (await there.get("/desk/me")).status_code == 303
    assert (await other.get("/desk/me")).status_code == 200
    async with transaction(desk.pool) as db:
        assert not await still_live(db, opened.session, desk.clock(), Terms())


async def test_asking_whether_a_stream_goes_on_does_not_keep_its_session_alive(desk: DeskRoom):
    opened = await desk.session("editor")
    live = True
    for _ in range(3):
        desk.clock.advance(timedelta(minutes=50))
        async with transaction(desk.pool) as db:
            live = await still_live(db, opened.session, desk.clock(), Terms())
    assert not live


async def test_a_closed_person_s_live_session_is_over_at_once(desk: DeskRoom):
    client = await desk.client("editor")
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE person SET active = false WHERE id = %s", [client.person.id])
        assert await sessions_of(db, client.person.id, desk.clock(), Terms()) == []
    assert (await client.get("/desk/me")).status_code == 303
    assert (await client.send_form("/desk/me/language", language="fr")).status_code == 401


async def test_nobody_ends_or_sees_another_s_session(desk: DeskRoom):
    mine, theirs = await desk.client("editor"), await desk.client("chief")
    assert (await mine.send_form("/desk/me/sessions/end", session=theirs.session)).status_code == 404
    assert (await theirs.get("/desk/me")).status_code == 200
    assert theirs.session not in (await mine.get("/desk/me")).text


FORGED = {
    "without a token": {},
    "with an empty one": {"csrf": ""},
    "with one of another session": {"csrf": csrf_token(SERVER_KEY, "s_0000000000000000")},
    "with letters that are no hex": {"csrf": "ü" * 64},
}


@pytest.mark.parametrize("how", FORGED)
async def test_a_form_is_refused(desk: DeskRoom, how: str):
    client = await desk.client("editor")
    answer = await client.post("/desk/me/language", data={"language": "fr", **FORGED[how]})
    assert answer.status_code == 403
    assert 'lang="en"' in (await client.get("/desk/me")).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[broken"},
    ],
)
async def test_a_form_from_elsewhere_is_refused_even_with_the_token(desk: DeskRoom, headers: dict[str, str]):
    client = await desk.client("editor")
    data = {"csrf": client.csrf, "language": "fr"}
    assert (await client.post("/desk/me/language", data=data, headers=headers)).status_code == 403


async def test_a_link_changes_nothing(desk: DeskRoom):
    client = await desk.client("editor")
    for path in ("/desk/sign-out", "/desk/me/sessions/end-all", "/desk/me/language?language=fr"):
        assert (await client.get(path)).status_code == 405, path
    assert (await client.get("/desk/me")).status_code == 200


async def test_another_session_of_the_same_person_has_another_token(desk: DeskRoom):
    one, two = await desk.client("editor"), await desk.client("editor")
    answer = await one.post("/desk/me/language", data={"language": "fr", "csrf": two.csrf})
    assert answer.status_code == 403
