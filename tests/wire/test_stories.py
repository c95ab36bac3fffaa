"""Random lives of items with random content: the wire takes the legal ones, and every projection is their rebuild."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg import errors

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.content import canonical
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import FOLLOWS
from newsflow.wire.fsck import fsck
from newsflow.wire.read import item, versions
from tests.wire.entries import a_guid, put, to_append

if TYPE_CHECKING:
    from newsflow.db.pool import Pool
    from tests.harness import SettableClock

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
moments = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
NUMBERS = count(1)


def dispatches() -> st.SearchStrategy[Dispatch]:
    """Every text that the types allow."""
    st.register_type_strategy(str, texts)
    st.register_type_strategy(int, st.integers(0, 9))
    st.register_type_strategy(datetime, moments)
    return st.from_type(Dispatch)


@dataclass(frozen=True, slots=True)
class Life:
    """What is tried on an item after it is new, in which clock, with two contents that take turns."""

    wishes: tuple[Action, ...]
    contents: tuple[Dispatch, Dispatch]
    embargo: bool
    drift_s: int


lives = st.builds(
    Life,
    wishes=st.lists(st.sampled_from(Action), max_size=6).map(tuple),
    contents=st.tuples(dispatches(), dispatches()),
    embargo=st.booleans(),
    drift_s=st.integers(-3600, 3600),
)


@given(lives)
@settings(
    max_examples=25,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_a_random_life_is_taken_as_far_as_it_is_legal(wire: Pool, clock: SettableClock, life: Life):
    guid = a_guid(next(NUMBERS))
    clock.advance(timedelta(seconds=life.drift_s))
    last: Action | None = None
    embargoed = False
    taken: list[Dispatch] = []
    for turn, action in enumerate([Action.NEW, *life.wishes]):
        content = life.contents[turn % 2]
        not_before = clock() if life.embargo and last is None else None
        entry = to_append(guid, len(taken) + 1, action, of=content, not_before=not_before)
        if action in FOLLOWS[last] and (action is not Action.LIFT or embargoed):
            await put(wire, clock, entry)
            embargoed = not_before is not None if last is None else embargoed and action is not Action.LIFT
            last = action
            taken.append(content)
        else:
            with pytest.raises(errors.CheckViolation):
                await put(wire, clock, entry)
    async with transaction(wire) as db:
        found = await item(db, guid)
        kept = [entry.content for entry in await versions(db, guid)]
        report = await fsck(db)
    assert report.faults == []
    assert [canonical(each) for each in reversed(kept) if each] == [canonical(each) for each in taken]
    assert (found.version, found.action, found.embargoed) == (len(taken), last, embargoed)
    assert (found.headline, found.slug) == (taken[-1].headline, taken[-1].slug)
