"""Duty and the hand-over, as the desk's people see them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.accounts.people import Act
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.newsroom import drafts, duty
from newsflow.newsroom.duty.handover import signatures
from tests.builders import a_dispatch, a_newsroom
from tests.desk.room import PASSWORD

if TYPE_CHECKING:
    from tests.desk.room import DeskClient, DeskRoom

READ_S = 30
"""The first editor that is opened reads the vocabularies."""


async def on_duty(desk: DeskRoom) -> list[tuple[str, str, bool]]:
    async with transaction(desk.pool) as db:
        return [(one.name, one.desk, one.alone) for one in await duty.on_duty(db, desk.clock())]


async def text_of(client: DeskClient, path: str) -> str:
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_a_shift_begins_and_ends_from_the_page(desk: DeskRoom):
    client = await desk.client("reporter")
    assert "Nobody is on duty" in await text_of(client, "/desk/duty")
    answer = await client.send_form("/desk/duty", desk="fr", hours="6")
    assert answer.headers["location"] == "/desk/duty?said=on_duty"
    assert await on_duty(desk) == [("Reporter", "fr", False)]
    page = await text_of(client, "/desk/duty")
    assert "You are on duty: French." in page
    assert "Nobody is on for: <strong>Turkish, English, Arabic, Russian, German</strong>" in page
    number = re.findall(r'name="number" value="(\d+)"', page)[0]
    await client.send_form("/desk/duty/end", number=number)
    assert await on_duty(desk) == []


async def test_who_is_alone_has_all_desks_on_one_board(desk: DeskRoom):
    client = await desk.client("editor:night")
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE person SET languages = '{fr}' WHERE id = %s", [client.person.id])
    room = await a_newsroom(desk.pool, desk.clock)
    await room.draft(a_dispatch(language="en", headline="The harbour bell rings twice"))
    await client.send_form("/desk/duty", desk="fr", hours="6")
    assert "The harbour bell" not in await text_of(client, "/desk/")
    answer = await client.send_form("/desk/duty", alone="yes", hours="6")
    assert answer.headers["location"] == "/desk/?said=alone"
    assert await on_duty(desk) == [("Night", "", True)], "the shift before has ended"
    board = await text_of(client, "/desk/")
    assert "The harbour bell" in board
    assert "/desk/live?language=all" in board
    assert "The harbour bell" not in await text_of(client, "/desk/?language=fr")


async def test_another_s_shift_is_not_one_s_own_to_end(desk: DeskRoom):
    editor, reporter = await desk.client("editor"), await desk.client("reporter")
    await editor.send_form("/desk/duty", hours="8")
    number = re.findall(r'name="number" value="(\d+)"', await text_of(editor, "/desk/duty"))[0]
    page = await text_of(reporter, "/desk/duty")
    assert "/desk/duty/end" not in page
    assert (await reporter.send_form("/desk/duty/end", number=number)).status_code == 403
    chief = await desk.client("chief")
    assert "End the shift" in await text_of(chief, "/desk/duty")
    assert (await chief.send_form("/desk/duty/end", number=number)).status_code == 303


async def test_a_right_is_lent_for_a_shift_with_a_proof_and_taken_back(desk: DeskRoom):
    reporter, chief = await desk.person("reporter"), await desk.client("chief")
    loan = {"to": reporter.id, "right": "release", "lent_for": "6", "reason": "Night alone"}
    assert (await chief.send_form("/desk/duty/lend", **loan)).status_code == 403, "nothing was proved"
    answer = await chief.send_form("/desk/duty/lend", **loan, proof_password=PASSWORD)
    assert answer.headers["location"] == "/desk/duty?said=lent"
    async with transaction(desk.pool) as db:
        assert await duty.lent_to(db, reporter, desk.clock()) == {Act.RELEASE}
    page = await text_of(await desk.client("reporter"), "/desk/duty")
    assert "Night alone" in page
    assert "Take back" not in page
    number = re.findall(
        r'take-back">\s*.*?name="number" value="(\d+)"', await text_of(chief, "/desk/duty"), re.DOTALL
    )
    await chief.send_form("/desk/duty/take-back", number=number[0])
    async with transaction(desk.pool) as db:
        assert await duty.lent_to(db, reporter, desk.clock()) == frozenset()


async def test_who_may_not_lend_is_refused_whatever_they_send(desk: DeskRoom):
    reporter, editor = await desk.person("reporter"), await desk.client("editor")
    loan = {"to": reporter.id, "right": "release", "lent_for": "6", "reason": "Please"}
    refused = await editor.send_form("/desk/duty/lend", **loan, proof_password=PASSWORD)
    assert refused.status_code == 403
    chief = await desk.client("chief")
    odd = await chief.send_form("/desk/duty/lend", **{**loan, "right": "stop"}, proof_password=PASSWORD)
    assert odd.status_code == 400


async def test_the_hand_over_shows_what_stands_open_and_is_signed_for(desk: DeskRoom):
    room, client = await a_newsroom(desk.pool, desk.clock), await desk.client("editor:night")
    held = await room.release(a_dispatch(slug="strait-storm"))
    await room.stop(held.guid, Action.HOLD)
    await room.release(a_dispatch(slug="budget", embargo=desk.clock() + timedelta(hours=6)))
    answer = await client.send_form("/desk/handover", words="The council votes at nine.")
    assert answer.headers["location"] == "/desk/handover?said=noted"
    page = await text_of(client, "/desk/handover")
    for words in ("The council votes at nine.", "strait-storm", "budget", "Held by one person"):
        assert words in page
    assert "4 lines stand open" in page
    mark = re.findall(r'name="mark" value="([0-9a-f]+)"', page)[0]
    assert (await client.send_form("/desk/handover/sign", mark=mark)).status_code == 303
    async with transaction(desk.pool) as db:
        assert [one.count() for one in await signatures(db)] == [4]
    assert "for 4 lines" in await text_of(client, "/desk/handover")


async def test_nobody_signs_for_what_came_after_they_read(desk: DeskRoom):
    client = await desk.client("editor")
    mark = re.findall(r'name="mark" value="([0-9a-f]+)"', await text_of(client, "/desk/handover"))[0]
    await client.send_form("/desk/handover", words="Came later.")
    refused = await client.send_form("/desk/handover/sign", mark=mark)
    assert refused.status_code == 409
    assert "Came later." in refused.text
    async with transaction(desk.pool) as db:
        assert await signatures(db) == []


async def test_a_note_is_closed_once_and_an_empty_one_is_none(desk: DeskRoom):
    client = await desk.client("reporter")
    assert (await client.send_form("/desk/handover", words="  ")).status_code == 400
    await client.send_form("/desk/handover", words="Ferry due at six.")
    number = re.findall(r'name="number" value="(\d+)"', await text_of(client, "/desk/handover"))[0]
    assert (await client.send_form("/desk/handover/close", number=number)).status_code == 303
    assert (await client.send_form("/desk/handover/close", number=number)).status_code == 409
    assert "Ferry due" not in await text_of(client, "/desk/handover")


async def lend(desk: DeskRoom, right: str) -> DeskClient:
    """A reporter at the desk, to whom a chief lent the right for a shift."""
    reporter, chief = await desk.client("reporter:rae"), await desk.client("chief:cleo")
    loan = {"to": reporter.person.id, "right": right, "lent_for": "6", "reason": "Night alone"}
    assert (await chief.send_form("/desk/duty/lend", **loan, proof_password=PASSWORD)).status_code == 303
    return reporter


async def test_who_was_lent_the_right_to_release_is_offered_it_where_they_write(desk: DeskRoom):
    async with transaction(desk.pool) as db:
        number = await drafts.create(db, a_dispatch(), desk.clock())
    page = f"/desk/drafts/{number}"
    reporter = await desk.client("reporter:rae")
    reporter.timeout = READ_S
    assert 'value="release"' not in await text_of(reporter, page)
    await lend(desk, "release")
    assert 'value="release"' in await text_of(reporter, page)


async def test_who_was_lent_the_public_site_finds_it_in_the_bar_and_may_open_it(desk: DeskRoom):
    reporter = await desk.client("reporter:rae")
    assert (await reporter.get("/desk/editions/en")).status_code == 403
    await lend(desk, "edit_editions")
    assert 'href="/desk/editions"' in await text_of(reporter, "/desk/")
    assert (await reporter.get("/desk/editions/en")).status_code == 200


async def test_who_was_lent_the_second_look_may_say_that_they_have_looked(desk: DeskRoom):
    guid = (await (await a_newsroom(desk.pool, desk.clock)).release(a_dispatch())).guid
    editor = await desk.client("editor:edda")
    await editor.send_form(f"/desk/items/{guid}/hold", reason_class="checking", proof_password=PASSWORD)
    reporter = await lend(desk, "approve")
    [look] = re.findall(r'name="look" value="(\d+)"', await text_of(reporter, f"/desk/items/{guid}"))
    assert (await reporter.send_form(f"/desk/items/{guid}/looked", look=look)).status_code == 303
