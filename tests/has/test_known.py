"""What one web process believes of an account, and for how long (`newsflow.subscribers.known`)."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import NotAllowedError
from newsflow.has.lateness import TURNS, Lateness
from newsflow.has.pace import Pace
from newsflow.ops.embedded import DatabaseRole
from newsflow.subscribers.contracts import end
from newsflow.subscribers.known import KNOWN_S, Accounts
from tests.has.conftest import EVERYTHING, Seconds
from tests.has.desk import SERVER_KEY

if TYPE_CHECKING:
    from newsflow.subscribers.api_users import Account
    from tests.harness import Database
    from tests.has.desk import Desk, Machine


@dataclass(frozen=True, slots=True)
class Porter:
    """Asks the remembered accounts for one machine, and ends things behind their back."""

    desk: Desk
    machine: Machine
    seconds: Seconds
    accounts: Accounts
    database: Database

    async def admits(self, address: str | None = None) -> Account | None:
        return await self.accounts.sign_in(
            username=self.machine.username,
            secret=self.machine.password,
            now=self.desk.clock(),
            address=address,
        )

    def as_owner(self, statement: str) -> None:
        with psycopg.connect(self.database.dsn(DatabaseRole.OWNER)) as owner:
            owner.execute(statement, [self.machine.username])  # pyright: ignore[reportArgumentType] - literals of ours, below


@pytest.fixture
async def porter(desk: Desk, begun: Database) -> Porter:
    """A machine that may ask from one address, and accounts on a clock that the test moves."""
    seconds = Seconds()
    machine = await desk.machine(EVERYTHING, addresses=("192.0.2.7",))
    return Porter(desk, machine, seconds, Accounts(desk.pool, SERVER_KEY, seconds), begun)


HERE = "192.0.2.7"


def test_the_bound_is_a_second():
    assert KNOWN_S <= 1.0


async def test_an_ended_contract_has_its_effect_within_the_bound(porter: Porter):
    first = await porter.admits(HERE)
    assert first is not None
    at = porter.desk.clock()
    async with transaction(porter.desk.pool) as db:
        await end(db, first.contracts[0].id, at, "unpaid")
    porter.seconds.now += KNOWN_S
    later = await porter.admits(HERE)
    assert later is not None
    assert later.contracts[0].ends == at


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE api_user SET active = false WHERE username = %s",
        "DELETE FROM api_user_secret WHERE username = %s",
    ],
)
async def test_a_closed_login_and_a_secret_taken_back_are_refused_within_the_bound(
    porter: Porter, statement: str
):
    assert await porter.admits(HERE) is not None
    porter.as_owner(statement)
    porter.seconds.now += KNOWN_S
    assert await porter.admits(HERE) is None


async def test_within_the_bound_the_database_is_not_asked(porter: Porter):
    first = await porter.admits(HERE)
    await porter.desk.pool.close()
    porter.seconds.now += KNOWN_S / 2
    assert await porter.admits(HERE) is first


async def test_a_remembered_login_is_still_held_to_its_address_and_its_end(porter: Porter):
    assert await porter.admits(HERE) is not None
    with pytest.raises(NotAllowedError):
        await porter.admits("192.0.2.8")
    ended = porter.desk.clock() + timedelta(hours=1)
    with psycopg.connect(porter.database.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute("UPDATE api_user SET ends = %s WHERE username = %s", [ended, porter.machine.username])
    porter.seconds.now += KNOWN_S
    assert await porter.admits(HERE) is not None
    porter.desk.clock.advance(timedelta(hours=1))
    assert await porter.admits(HERE) is None


async def test_a_wrong_secret_is_never_remembered_and_never_helped_by_a_right_one(porter: Porter):
    assert await porter.admits(HERE) is not None
    for _ in range(2):
        wrong = await porter.accounts.sign_in(
            username=porter.machine.username, secret="wrong", now=porter.desk.clock(), address=HERE
        )
        assert wrong is None


async def test_a_busy_process_says_how_late_it_was_and_an_idle_one_that_it_was_not():
    late = Lateness()
    assert late() == 0.0
    await asyncio.sleep(0.05)
    time.sleep(0.2)  # noqa: ASYNC251 - this is what is measured: the loop stands still
    await asyncio.sleep(0.03)
    assert TURNS * 0.15 < late() < TURNS * 2.0


def test_a_client_is_not_refused_for_a_request_that_we_noticed_late():
    pace = Pace(least_s=0.5, slack_s=0.08)
    pace.take("a", 10.3, late=0.3)  # sent at 10.0
    pace.take("a", 10.5)
