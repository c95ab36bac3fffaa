"""The organisation's own account: what it bought and used, its people and its machines, each run by a master alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsflow.accounts.people import by_email, by_id
from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.domain.retention import Retention
from newsflow.subscribers.ageing import age_out
from newsflow.subscribers.api_users import add_api_user, login_named, sign_in
from newsflow.subscribers.books.groups import add_title, titles_of
from newsflow.subscribers.books.rows import Medium
from newsflow.subscribers.ledger import Take, take
from newsflow.subscribers.ranges import Range, Ranges
from newsflow.subscribers.reports.counting import count_use
from newsflow.web.cells import plain
from tests.builders import SERVER_KEY, a_dispatch
from tests.desk.room import PASSWORD
from tests.portal.room import EDITOR, MASTER, OTHER

if TYPE_CHECKING:
    import httpx

    from newsflow.subscribers.api_users import Account
    from tests.portal.room import PortalRoom

LOGINS = "/portal/account/logins"
PEOPLE = "/portal/account/people"
SECRET = re.compile(r'<code class="secret"[^>]*>([^<]+)</code>')


def secret_of(page: httpx.Response) -> str:
    """The secret that a page shows."""
    found = SECRET.search(page.text)
    assert found is not None, page.text
    return found[1]


async def asked(portal: PortalRoom, username: str, secret: str) -> Account | None:
    """The account that a machine gets with that login."""
    async with transaction(portal.pool) as db:
        return await sign_in(
            db,
            username=username,
            secret=secret,
            server_key=SERVER_KEY,
            now=portal.clock(),
            address="192.0.2.7",
        )


async def test_a_master_makes_an_api_user_whose_secret_is_shown_once_and_rotates_it(portal: PortalRoom):
    client = await portal.client(MASTER)
    form = {"name": "cms", "scope": ["has", "wire"], "addresses": "192.0.2.0/24", "proof_password": PASSWORD}
    made = await client.send_form(LOGINS, **form)
    secret, name = secret_of(made), "gazette.cms"
    assert made.headers["cache-control"] == "no-store"
    account = await asked(portal, name, secret)
    assert account is not None
    assert account.subscriber == "gazette"
    assert secret not in (await client.get(f"{LOGINS}/{name}")).text
    portal.clock.advance(timedelta(minutes=1))
    newer = secret_of(await client.send_form(f"{LOGINS}/{name}/secret", proof_password=PASSWORD))
    assert await asked(portal, name, secret), "machines change without a gap"
    await client.send_form(f"{LOGINS}/{name}/older", proof_password=PASSWORD)
    assert await asked(portal, name, secret) is None
    assert await asked(portal, name, newer)
    again = await client.send_form(LOGINS, **form)
    assert again.status_code == 409


async def test_an_api_user_is_given_an_end_an_address_list_old_errors_or_closed(portal: PortalRoom):
    client = await portal.client(MASTER)
    await client.send_form(LOGINS, name="cms", scope="has", proof_password=PASSWORD)
    form = {
        "active": "yes",
        "scope": ["has"],
        "ends": "2026-03-02T18:00",
        "addresses": "192.0.2.7",
        "legacy_errors": "yes",
    }
    changed = await client.send_form(f"{LOGINS}/gazette.cms", proof_password=PASSWORD, **form)
    assert changed.status_code == 303
    async with transaction(portal.pool) as db:
        login = await login_named(db, "gazette.cms")
    assert (login.active, login.addresses, login.legacy_errors, login.scopes) == (
        True,
        ["192.0.2.7/32"],
        True,
        ["has"],
    )
    assert login.ends is not None
    assert login.ends - portal.clock() == timedelta(hours=6), "18:00 in Istanbul is 15:00 UTC"
    closed = await client.send_form(f"{LOGINS}/gazette.cms", scope="has", proof_password=PASSWORD)
    assert closed.status_code == 303
    assert "Closed" in (await client.get(LOGINS)).text
    wrong = await client.send_form(
        f"{LOGINS}/gazette.cms", scope="has", addresses="harbour", proof_password=PASSWORD
    )
    assert wrong.status_code == 400


async def test_nothing_is_made_or_changed_without_the_password_once_more(portal: PortalRoom):
    client = await portal.client(MASTER)
    assert (await client.send_form(LOGINS, name="cms", scope="has")).status_code == 403
    wrong = await client.send_form(LOGINS, name="cms", scope="has", proof_password="wrong")
    assert (wrong.status_code, "This is not your password." in wrong.text) == (403, True)
    assert (
        await client.send_form(PEOPLE, email="a@b.example", name="A", role="subscriber_editor")
    ).status_code == 403
    async with transaction(portal.pool) as db:
        cursor = await db.execute("SELECT count(*) FROM api_user")
        assert await cursor.fetchone() == (0,)


async def test_another_s_api_user_is_not_there(portal: PortalRoom):
    async with transaction(portal.pool) as db:
        await add_api_user(
            db,
            username="2104999",
            subscriber=SubscriberId("courier"),
            server_key=SERVER_KEY,
            now=portal.clock(),
        )
    client = await portal.client(MASTER)
    assert "2104999" not in (await client.get(LOGINS)).text
    for path in ("", "/secret", "/older"):
        answer = await client.send_form(f"{LOGINS}/2104999{path}", proof_password=PASSWORD, scope="has")
        assert answer.status_code == 404, path
    assert (await client.get(f"{LOGINS}/2104999")).status_code == 404


async def test_a_master_invites_changes_and_closes_people_and_one_master_is_always_left(portal: PortalRoom):
    master, editor = await portal.client(MASTER), await portal.client(EDITOR)
    given = {
        "email": "new@gazette.example",
        "name": "New Hand",
        "role": "subscriber_editor",
        "language": "fr",
    }
    invited = await master.send_form(PEOPLE, proof_password=PASSWORD, **given)
    assert invited.headers["location"].endswith("said=invited")
    async with transaction(portal.pool) as db:
        made = await by_email(db, "new@gazette.example")
        cursor = await db.execute("SELECT body FROM outbox")
        letters = [row[0] for row in await cursor.fetchall()]
    assert (made.subscriber, made.role, made.interface_language) == ("gazette", "subscriber_editor", "fr")
    assert "/portal/welcome?key=" in letters[0]
    closed = await master.send_form(
        f"{PEOPLE}/{editor.person.id}",
        name="Gazette Editor",
        role="subscriber_editor",
        proof_password=PASSWORD,
    )
    assert closed.status_code == 303
    assert (await editor.get("/portal/")).status_code == 303, "signed out at once"
    own = await master.send_form(
        f"{PEOPLE}/{master.person.id}",
        name="M",
        role="subscriber_editor",
        active="yes",
        proof_password=PASSWORD,
    )
    assert own.status_code == 403
    for role in ("chief", "administrator", "nobody"):
        wrong = await master.send_form(
            PEOPLE, email=f"{role}@x.example", name="X", role=role, proof_password=PASSWORD
        )
        assert wrong.status_code == 400, role


async def test_people_of_another_organisation_cannot_be_reached_by_their_id(portal: PortalRoom):
    other, desk = await portal.person(OTHER), portal.newsroom.editor
    client = await portal.client(MASTER)
    for person in (other.id, desk.id, "p_nobody"):
        assert (await client.get(f"{PEOPLE}/{person}")).status_code == 404
        for path in ("", "/link", "/passkeys"):
            form = {"name": "X", "role": "subscriber_master", "proof_password": PASSWORD}
            assert (await client.send_form(f"{PEOPLE}/{person}{path}", **form)).status_code == 404, path
    async with transaction(portal.pool) as db:
        assert await by_id(db, other.id) == other


async def test_contracts_use_and_quota_are_shown_and_exported(portal: PortalRoom):
    await portal.subscriber("village", download_limit=40, languages=("en", "fr"))
    item = await portal.newsroom.release()
    client = await portal.client("village:editor")
    await client.get(f"/portal/items/{item.guid}")
    page = (await client.get("/portal/account")).text
    for words in (
        "The village",
        "Everything",
        "Runs",
        "English, French",
        "/ 40",
        "By day",
        "people in the portal",
    ):
        assert words in page, words
    assert page.count("<rect x=") == 1, "a column for the one day on which something was taken"
    table = (await client.get("/portal/account/use.csv?days=365")).text
    assert "by,name,unit,number" in table
    assert "way,portal,takings,1" in table
    assert "day,2026-03-02,items,1" in table


async def test_use_is_plotted_by_the_title_that_a_master_gave_the_api_user(portal: PortalRoom):
    client, now = await portal.client(MASTER), portal.clock()
    async with transaction(portal.pool) as db:
        for owner in ("gazette", "courier"):
            await add_title(db, SubscriberId(owner), f"{owner} Daily", Medium.PRINT, by="p_1", now=now)
        own, foreign = [(await titles_of(db, SubscriberId(one)))[0].id for one in ("gazette", "courier")]
    await client.send_form(LOGINS, name="cms", scope="has", proof_password=PASSWORD)
    form = {"scope": "has", "active": "yes", "proof_password": PASSWORD}
    assert (await client.send_form(f"{LOGINS}/gazette.cms", title=str(foreign), **form)).status_code == 400
    assert "title" not in (await client.get("/portal/account/use.csv")).text
    assert (await client.send_form(f"{LOGINS}/gazette.cms", title=str(own), **form)).status_code == 303
    assert f'<option value="{own}" selected>gazette Daily' in (await client.get(f"{LOGINS}/gazette.cms")).text
    item = await portal.newsroom.release()
    async with transaction(portal.pool) as db:
        taking = Take(
            subscriber=SubscriberId("gazette"),
            username="gazette.cms",
            guid=item.guid,
            version=1,
            path="has:document:newsml29",
        )
        await take(db, taking, now)
    assert "title,gazette Daily,takings,1" in (await client.get("/portal/account/use.csv")).text
    assert "By title" in (await client.get("/portal/account")).text


async def test_what_a_machine_reads_by_cursor_is_in_the_plots_today_and_once_the_day_is_counted(
    portal: PortalRoom,
):
    await portal.subscriber("village", languages=("fr",))
    await portal.newsroom.release()
    last = await portal.newsroom.release(a_dispatch(slug="quai", language="fr", headline="Un quai"))
    pulled = Range(
        subscriber=SubscriberId("village"), path="v1:entries", contracts=("c-village",), after_seq=0, to_seq=last.seq,
        first_at=portal.clock(), last_at=portal.clock(), username="village.cms", address=None,
    )  # fmt: skip
    await Ranges(portal.pool).pulled(pulled)
    for _ in range(2):
        client = await portal.client("village:editor")
        told = (await client.get("/portal/account/use.csv")).text
        for line in (
            "day,2026-03-02,items,1",
            f"section,{portal.desk.agency.sections[0].code},items,1",
            "way,v1,takings,1",
        ):
            assert line in told, "what the contract covers of the range, and no more"
        assert "api user,village.cms,takings,1" in told
        portal.clock.advance(timedelta(days=1))
        await count_use(portal.pool, portal.clock, portal.desk.agency.zoneinfo)
    await age_out(portal.pool, portal.clock, Retention(logins=timedelta(days=1)))
    assert (
        "village.cms"
        not in (await (await portal.client("village:editor")).get("/portal/account/use.csv")).text
    )


def test_a_cell_is_never_a_formula():
    assert plain("=1+1") == "'=1+1"
    assert plain("sport") == "sport"


async def test_why_says_contract_by_contract_what_was_had_and_why_not(portal: PortalRoom):
    await portal.subscriber("courrier-fr", languages=("fr",))
    item = await portal.newsroom.release()
    narrow, whole = await portal.client("courrier-fr:editor"), await portal.client()
    page = (
        await narrow.get("/portal/why", params={"id": f"https://news.example/items/{item.guid}?x=1"})
    ).text
    assert "You do not have it." in page
    assert "language is English; covered: French" in page
    assert "Ferry" not in page
    await whole.get(f"/portal/items/{item.guid}")
    page = (await whole.get("/portal/why", params={"id": item.guid})).text
    assert "You have all of it." in page
    assert "Portal · the page" in page
    assert "No id stands in" in (await whole.get("/portal/why?id=hello")).text


async def test_why_does_not_tell_that_an_embargoed_item_is_there(portal: PortalRoom):
    item = await portal.newsroom.release(a_dispatch(embargo=portal.clock() + timedelta(hours=5)))
    client = await portal.client()
    hidden = (await client.get("/portal/why", params={"id": item.guid})).text
    nothing = (await client.get("/portal/why", params={"id": "nf:text:20260302:999"})).text
    assert "There is no such item" in hidden
    assert "embargo" not in hidden.lower()
    assert len(unquote(hidden).replace(item.guid, "")) == len(
        unquote(nothing).replace("nf:text:20260302:999", "")
    )
