"""The authorisation matrix, asked of the route table: every page, every role, own and other organisation, and the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import may
from newsflow.db.pool import transaction
from newsflow.web.csrf import csrf_token
from newsflow.web.say import LANGUAGES
from newsflow.web.security import CONTENT_SECURITY_POLICY
from tests.builders import SERVER_KEY
from tests.desk.room import COOKIE as DESK_COOKIE
from tests.portal.every_route import DOOR, FILES, LEADS_ON, STREAMS, a_world, table
from tests.portal.room import COOKIE, EDITOR, MASTER

if TYPE_CHECKING:
    import httpx

    from tests.portal.every_route import Known, World
    from tests.portal.room import PortalRoom

RIVAL_MASTER, RIVAL_EDITOR = "rival:master", "rival:editor"
PROGRAM = {"Accept": "application/json"}
ONESELF = ("/me", "/proof", "/sign-out")
"""What is about whoever asks, and about nothing that an address could name."""
SECRETS = ("Only for the gazette", "gazette.cms", "gazette.example", "Gazette Editor")
"""What nobody of another organisation may ever read."""


@pytest.fixture
async def world(portal: PortalRoom) -> World:
    """A portal at work, with a rival whose contract covers French alone."""
    await portal.subscriber("rival", languages=("fr",))
    return await a_world(portal)


async def asked(client: httpx.AsyncClient, method: str, address: str, **what: object) -> httpx.Response:
    """The answer, which no cache keeps and which carries a strict policy, whatever it says."""
    answer = await client.request(method, address, **what)  # pyright: ignore[reportArgumentType] - httpx's own union of keywords
    assert "no-store" in answer.headers.get("cache-control", ""), (method, address, answer.status_code)
    policy = answer.headers["content-security-policy"]
    assert policy == CONTENT_SECURITY_POLICY or policy.startswith("default-src 'none'; sandbox"), address
    assert answer.status_code < 500, (method, address, answer.text[:500])
    return answer


def gets(routes: list[Known]) -> list[Known]:
    """What shows something to somebody who is signed in, but for the stream."""
    return [
        route
        for route in routes
        if "GET" in route.methods and not route.is_open and route.path not in STREAMS
    ]


def posts(routes: list[Known]) -> list[Known]:
    """What takes a form of somebody who is signed in."""
    return [route for route in routes if "POST" in route.methods and not route.is_open]


async def test_the_door_alone_opens_without_a_session(world: World):
    stranger = await world.portal.stranger()
    for route in table(world.portal):
        assert route.is_open == (route.path in DOOR), route.path
    for route in gets(table(world.portal)):
        answer = await asked(stranger, "GET", world.address(route))
        assert answer.status_code == 303, route.path
        assert answer.headers["location"].startswith("/portal/sign-in"), route.path
    for route in posts(table(world.portal)):
        assert (await asked(stranger, "POST", world.address(route))).status_code == 401, route.path


async def test_each_role_of_the_own_organisation_sees_what_its_acts_allow_and_no_more(world: World):
    for who in (MASTER, EDITOR):
        client = await world.portal.client(who)
        for route in gets(table(world.portal)):
            answer = await asked(client, "GET", world.address(route))
            expected = 403 if not all(may(client.person, act) for act in route.acts) else 200
            expected = 404 if expected == 200 and route.path in FILES else expected
            expected = 303 if expected == 200 and route.path in LEADS_ON else expected
            assert answer.status_code == expected, (who, route.path, answer.text[:300])
        for route in posts(table(world.portal)):
            if not all(may(client.person, act) for act in route.acts):
                answer = await client.send_form(world.address(route))
                assert answer.status_code == 403, (who, route.path)


async def test_nobody_of_another_organisation_sees_or_does_anything_of_this_one_s(world: World):
    for who in (RIVAL_MASTER, RIVAL_EDITOR):
        client = await world.portal.client(who)
        for route in gets(table(world.portal)):
            answer = await asked(client, "GET", world.address(route))
            said = (
                answer.text.replace(world.named["username"], "")
                if "{username}" in route.path
                else answer.text
            )
            assert not any(secret in said for secret in SECRETS), (who, route.path)
            if "{" in route.path:
                assert answer.status_code in {403, 404}, (who, route.path)
        before = await everything(world)
        for route in posts(table(world.portal)):
            if "{" in route.path:
                answer = await client.send_form(
                    world.address(route), does="save", name="Mallory", role="subscriber_master"
                )
                assert answer.status_code in {403, 404}, (who, route.path)
        assert await everything(world) == before


async def test_every_page_but_one_s_own_names_the_account_that_it_is_about(world: World):
    for route in table(world.portal):
        of_oneself = route.path.startswith(ONESELF)
        assert route.names_account == (not route.is_open and not of_oneself), route.path
        assert not any("{" in path for path in [route.path] if of_oneself), route.path


async def test_another_s_account_is_said_to_be_not_there_just_as_what_is_not_there_is(world: World):
    for who in (RIVAL_MASTER, RIVAL_EDITOR):
        client = await world.portal.client(who)
        for route in table(world.portal):
            if not {"{person}", "{username}"} & set(route.path.split("/")):
                continue
            method, theirs = ("GET" if "GET" in route.methods else "POST"), world.address(route)
            nowhere = theirs.replace(world.named["person"], "p_nobody").replace(
                world.named["username"], "rival.nothing"
            )
            told = [
                await client.send_form(at) if method == "POST" else await client.get(at, headers=PROGRAM)
                for at in (theirs, nowhere)
            ]
            assert [answer.status_code for answer in told] == [404, 404], (who, theirs)
            said = [answer.text.replace(at, "") for answer, at in zip(told, (theirs, nowhere), strict=True)]
            assert method == "POST" or said[0] == said[1], (who, theirs)


async def everything(world: World) -> list[object]:
    """All that a form could have changed of the gazette's."""
    async with transaction(world.portal.pool) as db:
        found: list[object] = []
        for table_of in (
            "portal_saved",
            "portal_use",
            "api_user",
            "api_user_secret",
            "portal_read",
            "account_request",
            "account_request_step",
            "identity_provider",
            "provider_link",
        ):
            cursor = await db.execute(f"SELECT count(*) FROM {table_of}")
            found.append(await cursor.fetchone())
        cursor = await db.execute(
            "SELECT id, name, role, active FROM person WHERE subscriber = 'gazette' ORDER BY id"
        )
        return [*found, *await cursor.fetchall()]


async def test_people_of_the_desk_come_nowhere_whatever_their_role_and_readers_nowhere_at_the_desk(
    world: World,
):
    for role in ("chief:cleo", "administrator:adam"):
        opened = await world.portal.desk.session(role)
        client = await world.portal.stranger()
        client.cookies.set(COOKIE, opened.secret)
        for route in gets(table(world.portal)):
            assert (await asked(client, "GET", world.address(route))).status_code == 403, route.path
    reader = await world.portal.client(MASTER)
    reader.cookies.set(DESK_COOKIE, reader.cookies[COOKIE])
    for address in (
        "/desk/",
        "/desk/me",
        "/desk/people",
        f"/desk/items/{world.named['guid']}",
        "/desk/audit",
    ):
        assert (await reader.get(address)).status_code == 403, address


async def test_a_form_that_is_not_ours_does_nothing_on_any_route(world: World):
    client = await world.portal.client(MASTER)
    foreign = csrf_token(SERVER_KEY, "another session")
    for route in posts(table(world.portal)):
        address = world.address(route)
        for data, headers in (
            ({"csrf": foreign}, {}),
            ({}, {}),
            ({"csrf": client.csrf}, {"Origin": "https://evil.example"}),
            ({"csrf": client.csrf}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}),
        ):
            answer = await client.post(address, data=data, headers=headers)
            assert answer.status_code == 403, (address, data, headers)


async def test_every_page_answers_in_every_language_is_small_and_asks_nobody_else(world: World):
    client = await world.portal.client(MASTER)
    for route in gets(table(world.portal)):
        if route.path in FILES | LEADS_ON:
            continue
        for language in LANGUAGES:
            answer = await asked(client, "GET", world.address(route), headers={"Accept-Language": language})
            assert answer.status_code == 200, (route.path, language)
            assert len(answer.content) < 150_000, route.path
            if answer.headers["content-type"].startswith("text/html") and "/as/" not in route.path:
                assert f'lang="{language}"' in answer.text, route.path
                assert 'src="http' not in answer.text, route.path


async def test_errors_come_in_the_portal_s_face_or_as_problem_json(world: World):
    client = await world.portal.client(EDITOR)
    page = await client.get("/portal/nowhere")
    assert page.status_code == 404
    assert 'href="/portal/"' in page.text
    program = await client.get("/portal/nowhere", headers=PROGRAM)
    assert program.headers["content-type"] == "application/problem+json"
    assert (await client.get("/portal/?q=%00")).status_code == 400
