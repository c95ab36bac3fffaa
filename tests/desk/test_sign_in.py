"""The desk's door: who may come in, who may not, and what those who may not can learn."""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts import sign_in as limits
from newsflow.accounts.people import Role, add_person
from newsflow.accounts.sessions import Terms, session_of
from newsflow.db.pool import transaction
from newsflow.desk.face import DESK
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.contracts import add_subscriber
from newsflow.web.within.visit import safe_next
from tests.desk.room import COOKIE, PASSWORD

if TYPE_CHECKING:
    import httpx

    from tests.desk.room import DeskRoom

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


async def token_of(client: httpx.AsyncClient, path: str = "/desk/sign-in") -> str:
    """The token of the form that this browser was given."""
    page = await client.get(path)
    found = TOKEN.search(page.text)
    assert found is not None, page.text
    return found[1]


async def come(
    client: httpx.AsyncClient, email: str, password: str = PASSWORD, **more: str
) -> httpx.Response:
    """The answer to a filled-in sign-in form."""
    token = await token_of(client)
    return await client.post(
        "/desk/sign-in", data={"csrf": token, "email": email, "password": password, **more}
    )


def set_cookie(answer: httpx.Response, name: str = COOKIE) -> str | None:
    """The line that sets the cookie, if one does."""
    lines = [line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}=")]
    return lines[0] if lines else None


async def test_a_person_signs_in_with_a_password_and_is_led_to_the_desk(desk: DeskRoom):
    person = await desk.person("editor")
    client = await desk.stranger()
    answer = await come(client, f"  {person.email.upper()} ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/")
    cookie = set_cookie(answer)
    assert cookie is not None
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    page = await client.get("/desk/me")
    assert person.email in page.text
    assert page.headers["cache-control"].endswith("no-store")


async def test_without_a_session_every_page_leads_to_the_door_and_back(desk: DeskRoom):
    person, client = await desk.person("editor"), await desk.stranger()
    answer = await client.get("/desk/me?said=saved")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/desk/sign-in?next=/desk/me%3Fsaid%3Dsaved"
    answer = await come(client, person.email, next="/desk/me?said=saved")
    assert answer.headers["location"] == "/desk/me?said=saved"


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/desk/", "//evil.example/desk/", "/desk//evil.example", "/desk/../fr/", "/desk/%2e%2e/fr/",
        "/desk\\evil", "/deskevil", "/desk/\r\nSet-Cookie: a=b", "javascript:alert(1)", "/desk/é", "", "/fr/",
        "\t/desk/", "/desk/a/./b", "/desk/" + "a" * 3000,
    ],
)  # fmt: skip
def test_the_way_on_never_leads_out_of_the_desk(path: str):
    assert safe_next(DESK, path) == "/desk/"


@pytest.mark.parametrize(
    "path", ["/desk", "/desk/", "/desk?x=1", "/desk/approvals/17", "/desk/drafts?q=a//b"]
)
def test_the_way_on_leads_to_the_desk_s_own_pages(path: str):
    assert safe_next(DESK, path) == path


async def test_an_open_redirect_is_not_to_be_had_from_the_form_either(desk: DeskRoom):
    person, client = await desk.person("editor"), await desk.stranger()
    answer = await come(client, person.email, next="//evil.example/desk/")
    assert answer.headers["location"] == "/desk/"


async def test_unknown_closed_wrong_and_a_subscriber_s_person_are_told_alike(desk: DeskRoom):
    editor = await desk.person("editor")
    closed = await desk.person("reporter")
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE person SET active = false WHERE id = %s", [closed.id])
        await add_subscriber(db, SubscriberId("gazette"), "The Gazette", desk.clock())
        await add_person(
            db,
            email="reader@gazette.example",
            name="Reader",
            role=Role.SUBSCRIBER_MASTER,
            now=desk.clock(),
            password=PASSWORD,
            subscriber=SubscriberId("gazette"),
        )
        await add_person(db, email="new@desk.example", name="New", role=Role.EDITOR, now=desk.clock())
    client = await desk.stranger()
    answers: set[str] = set()
    for email, password in (
        ("nobody@desk.example", PASSWORD),
        (closed.email, PASSWORD),
        (editor.email, "not the password"),
        ("reader@gazette.example", PASSWORD),
        ("new@desk.example", ""),
    ):
        answer = await come(client, email, password)
        assert answer.status_code == 401
        assert set_cookie(answer) is None
        answers.add(answer.text.replace(email, "…"))
    assert len(answers) == 1


@pytest.mark.usefixtures("costly_hashes")
async def test_an_unknown_address_takes_as_long_as_a_wrong_password(desk: DeskRoom):
    person, client = await desk.person("editor"), await desk.stranger()
    took: dict[str, list[float]] = {person.email: [], "nobody@desk.example": []}
    for _ in range(7):
        for email, times in took.items():
            token = await token_of(client)
            begun = time.perf_counter()
            await client.post("/desk/sign-in", data={"csrf": token, "email": email, "password": "wrong"})
            times.append(time.perf_counter() - begun)
    known, unknown = (statistics.median(times) for times in took.values())
    assert unknown > known / 2, (known, unknown)  # without the second hash it is a tenth


async def test_a_session_is_new_at_sign_in_whatever_the_browser_brought(desk: DeskRoom):
    person, client = await desk.person("editor"), await desk.stranger()
    client.cookies.set(COOKIE, "planted")
    first = await come(client, person.email)
    old = set_cookie(first)
    assert old is not None
    assert "planted" not in old
    secret = old.split(";")[0].removeprefix(f"{COOKIE}=")
    second = await come(client, person.email)
    assert set_cookie(second) != old
    async with transaction(desk.pool) as db:
        assert await session_of(db, secret, desk.clock(), Terms()) is None
        cursor = await db.execute("SELECT secret FROM session")
        assert all(secret.encode() not in bytes(row[0]) for row in await cursor.fetchall())


async def test_nobody_signs_another_s_browser_in_by_a_form_elsewhere(desk: DeskRoom):
    person, mine, theirs = await desk.person("editor"), await desk.stranger(), await desk.stranger()
    my_token = await token_of(mine)
    await token_of(theirs)
    form = {"csrf": my_token, "email": person.email, "password": PASSWORD}
    for headers in (
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ):
        answer = await theirs.post("/desk/sign-in", data=form, headers=headers)
        assert answer.status_code == 403, headers
        assert set_cookie(answer) is None
    for headers in (
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost:1"},
    ):
        assert (await mine.post("/desk/sign-in", data=form, headers=headers)).status_code == 403, headers
    assert (await mine.post("/desk/sign-in", data=form, headers={"Origin": desk.url})).status_code == 303


async def test_too_many_tries_for_one_account_are_refused_and_the_right_password_too(desk: DeskRoom):
    person, client = await desk.person("editor"), await desk.stranger()
    for _ in range(limits.FOR_ACCOUNT_HERE):
        assert (await come(client, person.email, "wrong")).status_code == 401
    refused = await come(client, person.email)
    assert refused.status_code == 429
    assert "quarter of an hour" in refused.text
    desk.clock.advance(limits.WITHIN + timedelta(seconds=1))
    assert (await come(client, person.email)).status_code == 303


async def test_a_burst_of_tries_gets_no_more_looks_than_one_after_the_other(desk: DeskRoom):
    person, client = await desk.person("editor"), await desk.stranger()
    token = await token_of(client)
    form = {"csrf": token, "email": person.email, "password": "wrong"}
    answers = await asyncio.gather(*(client.post("/desk/sign-in", data=form) for _ in range(40)))
    looked_at = [answer for answer in answers if answer.status_code == 401]
    assert len(looked_at) <= limits.FOR_ACCOUNT_HERE


async def tried(desk: DeskRoom, account: str, address: str, *, good: bool = False) -> None:
    """One try from an address, written down."""
    async with transaction(desk.pool) as db:
        begun = await limits.begin_try(db, account=account, address=address, now=desk.clock())
        if good:
            await limits.good_try(db, begun)


async def test_a_stranger_s_tries_do_not_lock_a_person_out_of_where_they_work(desk: DeskRoom):
    await tried(desk, "chief@desk.example", "198.51.100.7", good=True)
    desk.clock.advance(timedelta(days=3))
    for number in range(limits.FOR_ACCOUNT_FROM_STRANGERS):
        await tried(desk, "chief@desk.example", f"203.0.113.{number}")
    with pytest.raises(limits.TooFastError):
        await tried(desk, "chief@desk.example", "203.0.113.200")
    await tried(desk, "chief@desk.example", "198.51.100.7")


async def test_one_address_cannot_try_one_password_on_everybody(desk: DeskRoom):
    for number in range(limits.FROM_ADDRESS):
        await tried(desk, f"person-{number}@desk.example", "203.0.113.5")
    with pytest.raises(limits.TooFastError):
        await tried(desk, "person-99@desk.example", "203.0.113.5")
    await tried(desk, "person-99@desk.example", "203.0.113.6")


async def test_an_account_s_tries_are_kept_as_a_digest(desk: DeskRoom):
    await tried(desk, "my secret password", "203.0.113.5")
    async with transaction(desk.pool) as db:
        cursor = await db.execute("SELECT account FROM sign_in_try")
        found = await cursor.fetchone()
    assert found is not None
    assert len(bytes(found[0])) == 32


async def test_signing_out_ends_the_session_not_only_the_cookie(desk: DeskRoom):
    client = await desk.client("editor")
    secret = client.cookies[COOKIE]
    answer = await client.send_form("/desk/sign-out")
    assert answer.headers["location"] == "/desk/sign-in"
    client.cookies.set(COOKIE, secret)
    assert (await client.get("/desk/me")).status_code == 303


async def test_under_https_the_cookie_can_be_written_by_this_host_alone(desk: DeskRoom):
    from newsflow.web.cookies import Cookie

    assert Cookie("newsflow", https=True).full_name == "__Host-newsflow"
    assert Cookie("newsflow", https=False).full_name == "newsflow"
