"""A subscriber's first master is invited from the desk, and who came by an enquiry is sent the invitation again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.accounts.members import admit_first, members
from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.contracts import add_subscriber
from newsflow.subscribers.enquiries.enquiries import ask, confirm
from newsflow.subscribers.enquiries.rows import Asked
from tests.builders import SERVER_KEY
from tests.desk.room import PASSWORD

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom

GAZETTE = SubscriberId("gazette")
ONE = "/desk/subscribers/gazette"
ADA = "ada@gazette.example"
BUTTON, AGAIN = "Invite their first master", "Send the invitation again"


async def letters(desk: DeskRoom) -> list[str]:
    """What was written to Ada, the latest last."""
    async with transaction(desk.pool) as db:
        found = await db.execute("SELECT body FROM outbox WHERE recipient = %s ORDER BY id", [ADA])
        return [str(body) for (body,) in await found.fetchall()]


async def test_an_administrator_invites_a_subscriber_s_first_master_who_invites_the_others(desk: DeskRoom):
    async with transaction(desk.pool) as db:
        await add_subscriber(db, GAZETTE, "The Gazette", desk.clock())
    admin, chief = await desk.client("administrator:adam"), await desk.client("chief:cleo")
    assert BUTTON in (await admin.get(ONE)).text
    assert BUTTON not in (await chief.get(ONE)).text, "who gives rights is not who uses them"
    given = {"act": "invite", "email": ADA, "name": "Ada Sample", "language": "fr"}
    proof = {"proof_password": PASSWORD}
    assert (await admin.send_form(ONE, **given)).status_code == 403, "without the password nobody is invited"
    assert (await chief.send_form(ONE, **given, **proof)).status_code == 403
    wrong = await admin.send_form(ONE, **{**given, **proof, "name": " "})
    assert wrong.status_code == 400
    assert f'value="{ADA}"' in wrong.text, "what was typed stays"
    assert await letters(desk) == []
    done = await admin.send_form(ONE, **given, **proof)
    assert done.headers["location"] == f"{ONE}?said=invited"
    async with transaction(desk.pool) as db:
        (ada,) = await members(db, GAZETTE)
    assert (ada.email, ada.role, ada.interface_language) == (ADA, "subscriber_master", "fr")
    (letter,) = await letters(desk)
    assert "/portal/welcome?key=" in letter
    assert BUTTON not in (await admin.get(ONE)).text
    second = await admin.send_form(ONE, **{**given, **proof, "email": "bo@gazette.example"})
    assert second.status_code == 409
    assert "They have a master already." in second.text
    assert "invite_member" in (await admin.get(f"/desk/audit?subject=person:{ada.id}")).text


async def test_who_came_by_an_enquiry_is_sent_the_invitation_again_once_they_are_in(desk: DeskRoom):
    asked = Asked(
        edition="en", organisation="The Gazette", name="Ada Sample", email=ADA, wants="A weekly.",
        languages=("en",), sections=(), sent_from="",
    )  # fmt: skip
    async with transaction(desk.pool) as db:
        made = await ask(db, SERVER_KEY, asked, desk.clock())
        await confirm(db, made.id, desk.clock())
    admin, chief = await desk.client("administrator:adam"), await desk.client("chief:cleo")
    page = f"/desk/enquiries/{made.id}"
    assert AGAIN not in (await admin.get(page)).text
    assert (await admin.send_form(page, act="invitation")).status_code == 404
    async with transaction(desk.pool) as db:
        await add_subscriber(db, GAZETTE, "The Gazette", desk.clock())
        await db.execute("UPDATE enquiry SET subscriber = 'gazette' WHERE id = %s", [made.id])
        invited = await admit_first(db, GAZETTE, ADA, "Ada Sample", language="en", now=desk.clock())
    assert invited is not None
    assert AGAIN in (await admin.get(page)).text
    assert AGAIN not in (await chief.get(page)).text
    assert (await chief.send_form(page, act="invitation")).status_code == 403
    before = len(await letters(desk))
    done = await admin.send_form(page, act="invitation")
    assert done.headers["location"] == f"{page}?said=link_sent"
    *_, letter = await letters(desk)
    assert len(await letters(desk)) == before + 1
    assert "/portal/welcome?key=" in letter
    assert invited.secret not in letter, "the link is a new one"
    assert "send_link" in (await admin.get(f"/desk/audit?subject=person:{invited.person.id}")).text
