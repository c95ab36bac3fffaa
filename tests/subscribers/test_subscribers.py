"""Subscribers' machines: their secrets, their contracts and the ledger of what they took."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, LiteralString, cast

import psycopg
import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.api_users import account, new_secret, sign_in
from newsflow.subscribers.contracts import contracts_of, end, sign, subscribers
from newsflow.subscribers.ledger import Take, take, takers, took
from tests.builders import SERVER_KEY, a_contract, an_account

if TYPE_CHECKING:
    from newsflow.subscribers.api_users import Account
    from tests.builders import Newsroom
    from tests.harness import SettableClock

DAY = timedelta(days=1)
GAZETTE = SubscriberId("gazette")


async def signed_in(newsroom: Newsroom, secret: str, username: str = "7000001") -> Account | None:
    """The account that a login gives."""
    async with transaction(newsroom.pool) as db:
        return await sign_in(
            db, username=username, secret=secret, server_key=SERVER_KEY, now=newsroom.clock()
        )


async def test_a_machine_signs_in_with_its_secret_and_with_nothing_else(newsroom: Newsroom) -> None:
    known, secret = await an_account(newsroom.pool, newsroom.clock, a_contract())
    assert await signed_in(newsroom, secret) == known
    for wrong in ("", "x", secret[:-1], secret.upper(), f"{secret} "):
        assert await signed_in(newsroom, wrong) is None
    assert await signed_in(newsroom, secret, "7000002") is None


async def test_no_secret_is_stored(newsroom: Newsroom) -> None:
    _, secret = await an_account(newsroom.pool, newsroom.clock, a_contract())
    async with transaction(newsroom.pool) as db:
        cursor = await db.execute("SELECT secret_hmac FROM api_user_secret")
        ((kept,),) = await cursor.fetchall()
    assert len(secret) >= 27
    assert secret.encode() not in kept


async def test_the_two_newest_secrets_are_good_so_that_one_can_be_changed_without_a_gap(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    _, first = await an_account(newsroom.pool, clock, a_contract())
    made = [first]
    for _ in range(2):
        clock.advance(DAY)
        async with transaction(newsroom.pool) as db:
            made.append(await new_secret(db, username="7000001", server_key=SERVER_KEY, now=clock()))
    assert [await signed_in(newsroom, secret) is not None for secret in made] == [False, True, True]


async def test_a_login_ends_at_its_end_and_a_closed_one_at_once(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    _, secret = await an_account(newsroom.pool, clock, a_contract())
    async with transaction(newsroom.pool) as db:
        await db.execute("UPDATE api_user SET ends = %s", [clock() + DAY])
    clock.advance(DAY - timedelta(microseconds=1))
    assert await signed_in(newsroom, secret)
    clock.advance(timedelta(microseconds=1))
    assert await signed_in(newsroom, secret) is None
    async with transaction(newsroom.pool) as db:
        await db.execute("UPDATE api_user SET ends = NULL, active = false")
    assert await signed_in(newsroom, secret) is None


async def test_a_contract_is_kept_as_signed_and_its_end_is_a_row_of_its_own(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    contract = a_contract(languages=("tr", "ar"), archive_days=15, advance_copy=True)
    await an_account(newsroom.pool, clock, contract)
    async with transaction(newsroom.pool) as db:
        assert await contracts_of(db, GAZETTE) == (contract,)
        await end(db, contract.id, clock() + DAY, "The paper closed.")
        (ended,) = await contracts_of(db, GAZETTE)
        assert (ended.ends, ended.runs(clock()), ended.runs(clock() + DAY)) == (clock() + DAY, True, False)
        assert [s.id for s in await subscribers(db)] == ["gazette"]


@pytest.mark.parametrize(
    "statement", ["UPDATE contract SET ends = now()", "DELETE FROM contract", "TRUNCATE contract CASCADE"]
)
async def test_a_contract_is_never_changed(newsroom: Newsroom, statement: str) -> None:
    await an_account(newsroom.pool, newsroom.clock, a_contract())
    with pytest.raises(psycopg.Error):
        async with transaction(newsroom.pool) as db:
            await db.execute(cast("LiteralString", statement))


async def test_the_ledger_has_one_row_a_version_and_path_and_counts_repeats_up(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    await an_account(newsroom.pool, clock, a_contract())
    first = await newsroom.release()
    for version, path in ((1, "has:document"), (1, "has:document"), (2, "has:document"), (1, "portal:page")):
        clock.advance(timedelta(minutes=1))
        async with transaction(newsroom.pool) as db:
            taken = Take(subscriber=GAZETTE, username="7000001", guid=first.guid, version=version, path=path)
            await take(db, taken, clock())
    async with transaction(newsroom.pool) as db:
        rows = await takers(db, first.guid)
        assert [(row.version, row.path, row.times) for row in rows] == [
            (1, "has:document", 2),
            (2, "has:document", 1),
            (1, "portal:page", 1),
        ]
        assert rows[0].last_at - rows[0].first_at == timedelta(minutes=1)
        assert await took(db, GAZETTE, [first.guid, "nf:text:20260302:999999"]) == {first.guid}
        assert await took(db, SubscriberId("other"), [first.guid]) == frozenset()
        assert await took(db, GAZETTE, []) == frozenset()


async def test_asking_for_an_unknown_account_says_so(newsroom: Newsroom) -> None:
    async with transaction(newsroom.pool) as db:
        with pytest.raises(NotFoundError, match="No such API user"):
            await account(db, "nobody")
        with pytest.raises(NotFoundError, match="names something unknown"):
            await sign(db, a_contract(subscriber="unknown"), newsroom.clock())
