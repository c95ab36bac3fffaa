"""The agency's books about its subscribers: contracts signed and ended from the page, their terms, groups and titles."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.books.rows import Terms
from newsflow.subscribers.books.terms import MOST, check_terms, forget_parties, read_price, terms_of
from newsflow.subscribers.contracts import add_subscriber, contracts_of, sign
from tests.builders import a_contract, an_account
from tests.desk.room import PASSWORD

if TYPE_CHECKING:
    from newsflow.subscribers.books.rows import TermsRow
    from tests.desk.room import DeskClient, DeskRoom

GAZETTE = SubscriberId("gazette")
ONE = "/desk/subscribers/gazette"
TERMS = {
    "legal_name": "The Harbour Gazette Ltd",
    "tax_number": "77 1234 5678",
    "billing_address": "1 Quay\nHarbour Town",
    "signatory": "Gil Marlow",
    "price": "1200.50",
    "currency": "eur",
    "per": "year",
    "renews_on": "2027-03-01",
    "notice_by": "2026-12-01",
}


def covering(desk: DeskRoom, **more: str) -> dict[str, str | list[str]]:
    """The fields of a contract that covers everything in French."""
    tables = {"packages": desk.agency.packages, "sections": desk.agency.sections, "types": desk.agency.types}
    ticks: dict[str, str | list[str]] = {name: [row.code for row in rows] for name, rows in tables.items()}
    facts = {"contract": "gazette-1", "title": "French wire", "starts": "2026-03-02T12:00", "languages": "fr"}
    return {**ticks, **facts, **TERMS, **more}


async def in_force(desk: DeskRoom, contract: str) -> list[TermsRow]:
    """The terms of a contract of the gazette's, those in force first."""
    async with transaction(desk.pool) as db:
        return (await terms_of(db, GAZETTE)).get(contract, [])


def mark_of(page: str) -> str:
    """The mark of the sentence that a page shows."""
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found, "the page says what will happen"
    return found[1]


async def a_subscriber(desk: DeskRoom) -> DeskClient:
    """The gazette, and the administrator's client."""
    async with transaction(desk.pool) as db:
        await add_subscriber(db, GAZETTE, "The gazette", desk.clock())
    return await desk.client("administrator:adam")


async def test_a_contract_is_signed_only_by_who_read_what_exactly_it_will_do(desk: DeskRoom):
    admin = await a_subscriber(desk)
    ahead = (await admin.send_form(f"{ONE}/sign", act="look", **covering(desk))).text
    assert (
        "From 2 March 2026, 12:00 UTC+3 on, without end, \u2068The gazette\u2069 may have what stands below."
        in ahead
    )
    seen, proof = mark_of(ahead), {"act": "sign", "proof_password": PASSWORD}
    other = await admin.send_form(f"{ONE}/sign", seen=seen, **proof, **covering(desk, archive_days="9"))
    assert other.status_code == 200, "another contract than the sentence tells of is told of first"
    bare = await admin.send_form(f"{ONE}/sign", seen=seen, act="sign", **covering(desk))
    assert bare.status_code == 403, "without the password nothing is signed"
    wrong = await admin.send_form(
        f"{ONE}/sign", seen=seen, **{**proof, "proof_password": "not this"}, **covering(desk)
    )
    assert (wrong.status_code, "This is not your password." in wrong.text) == (403, True)
    assert "not yours to do" not in wrong.text
    assert 'value="French wire"' in wrong.text, "the form, as it was filled in"
    assert not await in_force(desk, "gazette-1")
    signed = await admin.send_form(f"{ONE}/sign", seen=seen, **proof, **covering(desk))
    assert signed.status_code == 303, signed.text
    async with transaction(desk.pool) as db:
        (contract,) = await contracts_of(db, GAZETTE)
    assert contract.covers.languages == ("fr",)
    assert contract.covers.packages is None, "all of them, and those to come"
    (terms,) = await in_force(desk, "gazette-1")
    assert (terms.price, terms.currency, terms.by) == (Decimal("1200.50"), "EUR", admin.person.id)
    page = (await admin.get(f"{ONE}/contracts/gazette-1")).text
    assert "1,200.50 EUR a year" in page
    turkish = await admin.get(f"{ONE}/contracts/gazette-1", headers={"Accept-Language": "tr"})
    assert "1.200,50 EUR" in turkish.text
    assert "Gil Marlow" in page
    trail = (await admin.get("/desk/audit?subject=contract:gazette-1")).text
    assert "sign_contract" in trail
    assert "Gil Marlow" not in trail, "the trail is for ever and names nobody"
    again = await admin.send_form(f"{ONE}/sign", seen=seen, **proof, **covering(desk))
    assert again.status_code == 409


async def test_the_form_offers_an_id_that_is_free(desk: DeskRoom):
    admin = await a_subscriber(desk)
    assert 'value="gazette-1"' in (await admin.get(f"{ONE}/sign")).text
    async with transaction(desk.pool) as db:
        await sign(db, replace(a_contract(), id="gazette-2"), desk.clock())
    assert 'value="gazette-3"' in (await admin.get(f"{ONE}/sign")).text, "a trial's id is its enquiry's"


async def test_new_terms_are_a_further_row_and_the_old_ones_stay(desk: DeskRoom):
    admin = await a_subscriber(desk)
    async with transaction(desk.pool) as db:
        await db.execute("INSERT INTO contract VALUES ('c-1', 'gazette', 'Wire', now(), NULL, '{}', now())")
    for price in ("1000", "1300"):
        sent = await admin.send_form(f"{ONE}/contracts/c-1", act="terms", **{**TERMS, "price": price})
        assert sent.status_code == 303
    now, before = await in_force(desk, "c-1")
    assert (now.number, now.price, before.number, before.price) == (2, Decimal(1300), 1, Decimal(1000))
    for change in ("UPDATE contract_terms SET price = 1", "DELETE FROM contract_terms"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with transaction(desk.pool) as db:
                await db.execute(change)
    table = (await admin.get(f"{ONE}/terms.csv")).text
    assert 'Adam,The Harbour Gazette Ltd,77 1234 5678,"1 Quay' in table
    assert table.index(",1300.00,EUR,year,2027-03-01,") < table.index(",1000.00,EUR,year,2027-03-01,")
    wrong = await admin.send_form(f"{ONE}/contracts/c-1", act="terms", **{**TERMS, "currency": ""})
    assert wrong.status_code == 400
    assert "A price has a currency." in wrong.text


async def test_a_contract_ends_at_the_hour_that_was_read_and_never_in_the_past(desk: DeskRoom):
    await an_account(desk.pool, desk.clock, a_contract(), "7000001")
    chief, address = await desk.client("chief:cleo"), f"{ONE}/contracts/c-gazette"
    end = {"end_at": "2026-03-09T12:00", "because": "Not renewed."}
    ahead = await chief.send_form(address, act="look", **end)
    assert "No other contract runs: all access is off then." in ahead.text
    proof = {"act": "end", "seen": mark_of(ahead.text), "proof_password": PASSWORD}
    assert (await chief.send_form(address, **proof, **{**end, "end_at": ""})).status_code == 200
    assert (await chief.send_form(address, **proof, **end)).status_code == 303
    async with transaction(desk.pool) as db:
        (contract,) = await contracts_of(db, GAZETTE)
    assert contract.ends is not None
    assert contract.runs(contract.ends - timedelta(microseconds=1))
    assert not contract.runs(contract.ends)
    page = (await chief.get(address)).text
    assert "by \u2068Cleo\u2069: \u2068Not renewed.\u2069" in page
    past = await chief.send_form(address, act="look", end_at="2026-03-02T11:59", because="Late.")
    assert past.status_code in {400, 409}


async def test_groups_and_titles_are_kept_with_what_was_before(desk: DeskRoom):
    admin = await a_subscriber(desk)
    assert (
        await admin.send_form("/desk/subscriber-groups", act="group", id="harbour", name="Harbour Press")
    ).status_code == 303
    made = await admin.send_form("/desk/subscriber-groups", act="subscriber", id="tide", name="The Tide")
    assert made.headers["location"].startswith("/desk/subscribers/tide")
    await admin.send_form(ONE, act="group", group="harbour")
    await admin.send_form(ONE, act="title", title="Gazette am Sonntag", medium="print")
    assert (
        await admin.send_form(ONE, act="title", title="gazette am sonntag", medium="online")
    ).status_code == 409
    page = (await admin.get("/desk/subscribers")).text
    assert "Harbour Press" in page
    assert "Harbour Press" in (await admin.get("/desk/subscribers.csv")).text
    assert "harbour,Harbour Press,1" in (await admin.get("/desk/subscriber-groups.csv")).text
    assert (await admin.send_form(ONE, act="end_title", title="1")).status_code == 303
    assert "Over" in (await admin.get(ONE)).text
    await admin.send_form(ONE, act="group", group="")
    assert "Harbour Press<" not in (await admin.get("/desk/subscribers")).text
    reporter = await desk.client("reporter:rae")
    assert (await reporter.send_form(ONE, act="group", group="harbour")).status_code == 403


async def test_who_signed_is_forgotten_ten_years_after_the_end(desk: DeskRoom):
    admin = await a_subscriber(desk)
    async with transaction(desk.pool) as db:
        await db.execute(
            "INSERT INTO contract VALUES ('c-1', 'gazette', 'Wire', %(at)s - interval '1 day', %(at)s, '{}', now())",
            {"at": desk.clock()},
        )
    await admin.send_form(f"{ONE}/contracts/c-1", act="terms", **TERMS)
    desk.clock.advance(timedelta(days=3653))
    assert await forget_parties(desk.pool, desk.clock) == 0
    desk.clock.advance(timedelta(microseconds=1))
    assert await forget_parties(desk.pool, desk.clock) == 1
    (terms,) = await in_force(desk, "c-1")
    assert (terms.signatory, terms.price) == (None, Decimal("1200.50"))


@pytest.mark.parametrize("text", ["1200,50", "1.234", "-1", "١٢", "1e5", "9" * 13])
def test_a_price_that_is_none_is_refused(text: str):
    with pytest.raises(BadInputError, match="no price"):
        read_price(text)


def test_the_highest_price_is_taken_and_one_more_is_not():
    check_terms(Terms(price=MOST, currency="EUR"))
    with pytest.raises(BadInputError, match="out of bounds"):
        check_terms(Terms(price=MOST + 1, currency="EUR"))
