"""What holds for every address of the desk, asked of the route table: nobody forgets it on a new page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsflow.accounts.people import may
from newsflow.db.pool import transaction
from newsflow.web.say import LANGUAGES
from newsflow.web.security import CONTENT_SECURITY_POLICY
from tests.desk.every_route import ADMIN, CHIEF, DOOR, EDITOR, PICTURES, REPORTER, a_world, main_of, table
from tests.desk.page_keys import keys_of

if TYPE_CHECKING:
    import httpx

    from tests.desk.every_route import Known, World
    from tests.desk.room import DeskRoom

PROGRAM = {"Accept": "application/json"}
ROLES = (CHIEF, ADMIN, EDITOR, REPORTER)
STREAM = "/live"


async def asked(client: httpx.AsyncClient, method: str, address: str, **what: Any) -> httpx.Response:
    """The answer, which is kept by no cache and carries our policy, whatever it says."""
    answer = await client.request(method, address, **what)
    assert "no-store" in answer.headers.get("cache-control", ""), (method, address, answer.status_code)
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY, (method, address)
    assert answer.status_code < 500, (method, address, main_of(answer))
    return answer


def forms(routes: list[Known]) -> list[Known]:
    """The routes that take a form of somebody who is signed in."""
    return [route for route in routes if "POST" in route.methods and not route.is_open]


def pages(routes: list[Known]) -> list[Known]:
    """The routes that show something to somebody who is signed in, but for the stream and the pictures."""
    seen = [route for route in routes if "GET" in route.methods and not route.is_open]
    return [route for route in seen if route.path not in {STREAM, *PICTURES}]


@pytest.fixture
async def world(desk: DeskRoom) -> World:
    """A desk at work."""
    return await a_world(desk)


async def test_the_door_alone_opens_without_a_session(world: World):
    stranger = await world.desk.stranger()
    for route in table(world.desk):
        address = world.address(route)
        assert route.is_open == (route.path in DOOR), route.path
        if route.is_open:
            continue
        if "GET" in route.methods and route.path != STREAM:
            answer = await asked(stranger, "GET", address)
            assert answer.status_code == 303, address
            assert answer.headers["location"].startswith("/desk/sign-in"), address
        if "POST" in route.methods:
            assert (await asked(stranger, "POST", address)).status_code == 401, address
            told = await asked(stranger, "POST", address, headers=PROGRAM)
            assert told.json()["type"] == "urn:newsflow:problem:not-signed-in", address
    live = await asked(stranger, "GET", "/desk/live", headers={"Accept": "text/event-stream"})
    assert live.status_code == 401


async def test_who_may_not_is_refused_on_every_route_that_asks_for_an_act(world: World):
    desk, refusals = world.desk, 0
    for role in ROLES:
        client = await desk.client(role)
        for route in table(desk):
            if all(may(client.person, act) for act in route.acts):
                continue
            for method in route.methods & {"GET", "POST"}:
                data = {"csrf": client.csrf} if method == "POST" else None
                answer = await asked(client, method, world.address(route), data=data)
                assert answer.status_code == 403, (role, method, route.path)
                refusals += 1
    assert refusals > 60


async def test_a_subscriber_s_person_and_one_who_must_first_enrol_come_no_further_than_they_may(world: World):
    desk = world.desk
    outsider, bare = await desk.client("editor:olga"), await desk.client("chief:bea")
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE person SET role = 'subscriber_editor' WHERE id = %s", [outsider.person.id])
        await db.execute("UPDATE person SET needs_passkey = true WHERE id = %s", [bare.person.id])
    for route in table(desk):
        if route.is_open:
            continue
        for method in route.methods & {"GET", "POST"}:
            address = world.address(route)
            if not route.while_enrolling:
                here = await asked(
                    bare, method, address, data={"csrf": bare.csrf} if method == "POST" else None
                )
                assert here.status_code == (303 if method == "GET" else 403), (method, route.path)
                assert "passkey_first" in here.headers.get("location", "passkey_first")
            assert (await asked(outsider, method, address)).status_code == 403, (method, route.path)


async def test_a_form_that_is_not_ours_is_refused_on_every_route(world: World):
    desk, clients = world.desk, {role: await world.desk.client(role) for role in ROLES}
    for route in forms(table(desk)):
        client = next(one for one in clients.values() if all(may(one.person, act) for act in route.acts))
        right = {"csrf": client.csrf}
        for data, headers in (
            ({}, {}),
            ({"csrf": "0" * 64}, {}),
            (right, {"Origin": "https://elsewhere.example"}),
            (right, {"Origin": "null"}),
            (right, {"Sec-Fetch-Site": "cross-site"}),
        ):
            answer = await asked(
                client, "POST", world.address(route), data=data, headers={**PROGRAM, **headers}
            )
            assert answer.json()["type"] == "urn:newsflow:problem:forged", (route.path, data, headers)


async def test_a_method_that_an_address_does_not_know_is_refused_by_name(world: World):
    client = await world.desk.client(CHIEF)
    for address in {world.address(route) for route in table(world.desk)}:
        for method in ("PUT", "DELETE", "OPTIONS", "BREW"):
            answer = await asked(client, method, address)
            assert answer.status_code == 405, (method, address)
            assert answer.headers["allow"], (method, address)


async def test_every_page_answers_in_every_language_and_every_key_has_one_meaning(world: World):
    twice: dict[str, list[str]] = {}
    bare: dict[str, list[str]] = {}
    desk, clients = world.desk, {role: await world.desk.client(role) for role in ROLES}
    for route in pages(table(desk)):
        client = next(one for one in clients.values() if all(may(one.person, act) for act in route.acts))
        html = ""
        for language in LANGUAGES:
            answer = await asked(client, "GET", world.address(route), headers={"Accept-Language": language})
            html = answer.text
            assert answer.status_code in {200, 303}, (route.path, answer.status_code, main_of(answer))
            if "<html" in answer.text:
                way = "rtl" if language == "ar" else "ltr"
                assert f'<html lang="{language}" dir="{way}">' in answer.text, route.path
        keys = keys_of(html)
        if doubled := keys.doubled:
            twice[route.path] = doubled
        # What is rarely done on one's own pages, and ends sessions, has no single key.
        if keys.bare and route.path not in {"/me", "/privacy"}:
            bare[route.path] = keys.bare
    assert not twice
    assert not bare, "every button has a key"


async def test_the_menu_leads_only_to_what_its_reader_may_see(world: World):
    seen: dict[str, set[str]] = {}
    for role in ROLES:
        client = await world.desk.client(role)
        bar = (await client.get("/desk/")).text.partition("</header>")[0]
        links = {part.partition('"')[0] for part in bar.split('href="')[1:]}
        seen[role] = {link for link in links if link.startswith("/desk/")}
        for link in seen[role]:
            assert (await asked(client, "GET", link)).status_code == 200, (role, link)
    everything = {link for links in seen.values() for link in links}
    for role in ROLES:
        client = await world.desk.client(role)
        for link in everything - seen[role]:
            assert (await asked(client, "GET", link)).status_code == 403, (role, link)
