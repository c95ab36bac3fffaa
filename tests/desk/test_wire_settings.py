"""The wire's settings: seen by all of the desk, changed by those who may, taken without a restart."""

from __future__ import annotations

import asyncio
import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn

from newsflow.accounts.audit import trail
from newsflow.app import Parts, build
from newsflow.db.pool import transaction
from newsflow.domain.checks.finding import CheckCode, Severity
from newsflow.domain.codes import Form
from newsflow.newsroom.description.in_force import FROM_FILE, InForce, in_force
from newsflow.newsroom.description.writing import places
from newsflow.ops.renewing import Renewed
from tests.builders import SERVER_KEY, Newsroom, a_contract, a_dispatch, a_newsroom, an_account, the_agency
from tests.conftest import stop
from tests.harness import QuietServer, a_free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.desk.room import DeskClient, DeskRoom

SETTINGS = "/desk/settings"
LABELS = {f"label_{code}": f"Harbour {code}" for code in the_agency().words}
HARBOUR = {"code": "harbour", "category": "3", "topic": "", "packages": ["local"], **LABELS}


async def now_in_force(desk: DeskRoom) -> InForce:
    async with transaction(desk.pool) as db:
        return await in_force(db, the_agency())


def fields_of(page: str) -> dict[str, Any]:
    """What a browser would send of the settings' form, as it stands."""
    form = page.partition('class="settings-form"')[2].partition("</form>")[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        said = {name: html.unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', tag)}
        if said.get("type") == "checkbox":
            if " checked" in tag:
                found.setdefault(said["name"], []).append(said["value"])
        else:
            found[said["name"]] = said.get("value", "")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(text)
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        found[name] = chosen[0] if chosen else re.findall(r'value="([^"]*)"', options)[0]
    found.pop("csrf", None)
    return found


async def change(client: DeskClient, path: str, **changed: Any) -> httpx.Response:
    """The answer to the form of a settings page with some of it changed."""
    page = await client.get(f"{SETTINGS}{path}")
    assert page.status_code == 200, page.text
    return await client.send_form(f"{SETTINGS}{path}", **fields_of(page.text) | changed)


PARTS = (
    "",
    "/sections",
    "/sections/sport",
    "/sections/new",
    "/packages",
    "/packages/sport",
    "/packages/new",
    "/words/tr",
    "/words/ar",
    "/gauges",
    "/checks",
    "/checks?form=flash",
    "/looks",
    "/history",
)


async def test_all_of_the_desk_see_the_settings_and_only_some_change_them(desk: DeskRoom):
    reporter, chief = await desk.client("reporter"), await desk.client("chief")
    for path in PARTS:
        page = await reporter.get(f"{SETTINGS}{path}")
        assert page.status_code == 200, path
        assert "Put in force" not in page.text
        assert (await chief.get(f"{SETTINGS}{path}")).status_code == 200, path
    refused = await reporter.send_form(f"{SETTINGS}/sections/new", number="0", **HARBOUR)
    assert refused.status_code == 403
    assert (await now_in_force(desk)).number == FROM_FILE


@pytest.mark.parametrize(
    "path", ["/sections/sport", "/packages/sport", "/words/ar", "/words/fr", "/gauges", "/checks"]
)
async def test_a_form_sent_as_it_stands_changes_nothing(desk: DeskRoom, path: str):
    answer = await change(await desk.client("administrator"), path)
    assert answer.status_code == 409
    assert "Nothing differs" in answer.text
    assert (await now_in_force(desk)).number == FROM_FILE


async def test_a_section_is_added_shown_and_retired_with_a_trail(desk: DeskRoom):
    client = await desk.client("administrator")
    answer = await change(client, "/sections/new", **HARBOUR)
    assert answer.headers["location"] == f"{SETTINGS}/sections/harbour?said=set"
    assert "Harbour en" in (await client.get(f"{SETTINGS}/sections")).text, (
        "shown at once, before it is taken"
    )
    await change(client, "/sections/harbour", retired="yes", label_en="Harbours")
    section = (await now_in_force(desk)).agency.section("harbour")
    assert (section.retired, section.labels["en"], section.packages) == (True, "Harbours", ("local",))
    async with transaction(desk.pool) as db:
        noted = await trail(db, act="set_wire")
    assert [(each.person, each.subject, each.facts["number"]) for each in noted] == [
        (client.person.id, "settings:sections/harbour", 3),
        (client.person.id, "settings:sections/harbour", 2),
    ]
    history = (await client.get(f"{SETTINGS}/history")).text
    assert "sections.harbour.retired" in history
    assert "Harbours" in history


async def test_a_code_in_use_is_not_taken_again(desk: DeskRoom):
    client = await desk.client("administrator")
    taken = await change(client, "/sections/new", **HARBOUR | {"code": "sport"})
    assert taken.status_code == 409
    number = await change(client, "/packages/new", **LABELS, code="maritime", has_number="2")
    assert number.status_code == 400
    assert "stands twice" in number.text
    assert 'value="maritime"' in number.text, "the form stands as it was filled in"
    assert (await now_in_force(desk)).number == FROM_FILE


@pytest.mark.parametrize("part", ["sections", "packages"])
async def test_sections_and_packages_answer_alike_for_a_code_that_is_taken_or_nobodys(
    desk: DeskRoom, part: str
):
    client = await desk.client("administrator")
    for code in ("sport", "new"):
        facts = {"code": code, "has_number": "99", "category": "3"}
        taken = await change(client, f"/{part}/new", **LABELS, **facts)
        assert taken.status_code == 409, code
        assert "This code is taken." in taken.text
    seen = await client.get(f"{SETTINGS}/{part}/chess")
    number = fields_of((await client.get(f"{SETTINGS}/{part}/new")).text)["number"]
    sent = await client.send_form(f"{SETTINGS}/{part}/chess", **LABELS, number=number, category="3")
    for answer in (seen, sent):
        assert answer.status_code == 404
        assert "See the list." in answer.text
    await change(client, f"/{part}/sport", label_en="Sporting", retired="yes")
    agency = (await now_in_force(desk)).agency
    rows = agency.sections if part == "sections" else agency.packages
    before = the_agency().sections if part == "sections" else the_agency().packages
    assert [each.code for each in rows] == [each.code for each in before]
    (changed,) = (each for each, was in zip(rows, before, strict=True) if each != was)
    assert (changed.code, changed.labels["en"], changed.retired) == ("sport", "Sporting", True)


async def test_a_wrong_pattern_is_refused_with_its_place_and_kept_in_the_form(desk: DeskRoom):
    client = await desk.client("chief")
    answer = await change(client, "/words/fr", **{"notices.kill": "Annulée, {slug}."})
    assert answer.status_code == 400
    assert "words.fr.notices.kill" in answer.text
    assert "Annulée, {slug}." in answer.text
    assert (await now_in_force(desk)).number == FROM_FILE


async def test_notice_marks_gauges_and_checks_are_changed_where_they_stand_and_nowhere_else(desk: DeskRoom):
    client, before = await desk.client("chief"), places(the_agency())
    assert (await change(client, "/words/fr", **{"notice_marks.kill": "ANNULÉ"})).status_code == 303
    assert (await change(client, "/gauges", **{"flash.ar": "75", "any.any": "105"})).status_code == 303
    assert (await change(client, "/checks", quote_open="refuse")).status_code == 303
    answer = await change(client, "/checks?form=flash", quote_open="off", form="flash")
    assert answer.headers["location"] == f"{SETTINGS}/checks?form=flash&said=set"
    agency = (await now_in_force(desk)).agency
    checks = agency.desk.checks
    assert (checks.headline_gauge(Form.FLASH, "ar"), checks.headline_gauge(Form.STORY, "fr")) == (75, 105)
    assert checks.severity(CheckCode.QUOTE_OPEN, Form.FLASH) is Severity.OFF
    assert checks.severity(CheckCode.QUOTE_OPEN, Form.STORY) is Severity.REFUSE
    differs = {place for place, said in places(agency).items() if before.get(place) != said}
    assert differs == {
        "words.fr.notice_marks.kill",
        "desk.gauges.flash.ar",
        "desk.gauges.any.any",
        "desk.checks.quote_open",
        "desk.checks.flash.quote_open",
    }


async def test_of_two_who_change_at_once_the_second_reads_again(desk: DeskRoom):
    one, two = await desk.client("chief"), await desk.client("administrator")
    fields = fields_of((await two.get(f"{SETTINGS}/gauges")).text)
    await change(one, "/checks", quote_open="refuse")
    late = await two.send_form(f"{SETTINGS}/gauges", **fields | {"any.any": "100"})
    assert late.status_code == 409
    assert 'value="100"' in late.text


@pytest.fixture
async def live(desk: DeskRoom) -> AsyncIterator[str]:
    """The address of a web process that watches the settings, beside the desk's own."""
    with a_free_port() as listener:
        url = f"http://localhost:{listener.getsockname()[1]}"
        parts = Parts(
            pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, public_url=url
        )
        given = InForce(FROM_FILE, desk.agency)
        app = Renewed(lambda agency: build(replace(parts, agency=agency)), desk.pool, given)
        config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=2)
        server = QuietServer(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:
            if task.done():
                await task
            await asyncio.sleep(0.005)
        yield url
        await stop(server, task)


async def until(came: Callable[[], Awaitable[bool]]) -> None:
    """Returns when it has come: within 5 s, asked at the pace that HAS allows."""
    for _ in range(8):
        await asyncio.sleep(0.6)
        if await came():
            return
    pytest.fail("it did not come within 5 s")


async def discovered(client: httpx.AsyncClient) -> dict[str, str]:
    answer = await client.get("/abone/discover/en_US")
    return answer.json()["data"]["package"]


async def test_what_is_added_is_on_the_wire_and_in_has_without_a_restart(desk: DeskRoom, live: str):
    room, client = await a_newsroom(desk.pool, desk.clock), await desk.client("administrator")
    _, secret = await an_account(desk.pool, desk.clock, a_contract())
    async with httpx.AsyncClient(base_url=live, auth=("7000001", secret)) as machine:
        assert "8" not in await discovered(machine)
        await change(client, "/packages/new", **LABELS, code="maritime")
        await change(client, "/sections/new", **HARBOUR | {"packages": ["maritime"]})

        async def came() -> bool:
            return (await discovered(machine)).get("8") == "Harbour en"

        await until(came)
        taken = Newsroom(
            desk.pool, desk.clock, (await now_in_force(desk)).agency, room.chief, room.editor, room.reporter
        )
        released = await taken.release(a_dispatch(section="harbour", packages=("maritime",)))

        async def found() -> bool:
            answer = await machine.post("/abone/search", data={"filter_category": "3", "filter_package": "8"})
            return released.guid in answer.text

        await until(found)


async def test_a_request_under_way_ends_on_what_it_began_with(desk: DeskRoom, live: str):
    reader, client = await desk.client("editor:night"), await desk.client("administrator")
    reader.headers["Accept"] = "text/event-stream"
    async with reader.stream("GET", f"{live}/desk/live", timeout=10) as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "retry: 1000"
        await change(client, "/sections/new", **HARBOUR)

        async def came() -> bool:
            return "Harbour en" in (await client.get(f"{live}/desk/")).text

        await until(came)
        room = await a_newsroom(desk.pool, desk.clock)
        await room.draft(a_dispatch(headline="The bell rings on an old stream"))
        async with asyncio.timeout(5):
            while "The bell rings" not in await anext(lines):
                continue
