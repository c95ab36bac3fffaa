"""What the window tells of changes of logins and contracts (`newsflow.wire.window`)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.subscribers.api_users import change_api_user, login_named
from newsflow.wire.window import Window
from tests.api.conftest import EVERYTHING

if TYPE_CHECKING:
    from tests.has.desk import Desk


@dataclass
class Seconds:
    """A monotonic clock that the test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        """The seconds that the test has set."""
        return self.now


async def test_a_change_of_a_login_makes_another_number_and_until_somebody_listens_each_second_does(
    desk: Desk,
) -> None:
    machine = await desk.machine(EVERYTHING)
    seconds = Seconds()
    window = Window(desk.pool, monotonic=seconds)
    try:
        deaf = window.account_changes()
        assert window.account_changes() == deaf
        seconds.now += 1
        assert window.account_changes() != deaf, "nobody listens yet"
        async with window.bell() as bell, asyncio.timeout(20):
            await bell.wait()  # the wire was read, which is done after the listening began
            heard = window.account_changes()
            seconds.now += 1
            assert window.account_changes() == heard, "what stands stays believed"
            bell.clear()
            async with transaction(desk.pool) as db:
                await change_api_user(db, await login_named(db, machine.username))
            await bell.wait()
            assert window.account_changes() not in {heard, deaf}
    finally:
        await window.stop()
    assert window.account_changes() != heard, "nobody listens any more"
    await window.stop()
