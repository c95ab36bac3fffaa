"""The edition log: what the public site shows of which item, and never what the wire has not."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.rows import class_row

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form
from newsflow.domain.errors import ConflictError
from newsflow.domain.guid import Guid, PersonId
from newsflow.newsroom import editions
from newsflow.newsroom.editions import edition_faults, run_editions
from newsflow.newsroom.editions.reader import READER
from newsflow.wire.erase import Order, erase
from tests.site.builders import EDITOR

if TYPE_CHECKING:
    from newsflow.db.pool import Pool
    from newsflow.domain.agency import Agency
    from tests.harness import SettableClock
    from tests.site.builders import Newsroom


@dataclass(frozen=True, slots=True)
class Stored:
    """A line of the log as it lies in the table."""

    act: str
    because: str
    headline: str | None
    summary: list[str] | None
    editor: str | None


async def lines(pool: Pool) -> list[Stored]:
    async with transaction(pool) as db, db.cursor(row_factory=class_row(Stored)) as cursor:
        await cursor.execute("SELECT act, because, headline, summary, editor FROM edition_log ORDER BY seq")
        return await cursor.fetchall()


async def acts(pool: Pool) -> list[tuple[str, str]]:
    return [(line.act, line.because) for line in await lines(pool)]


async def test_a_rule_shows_a_dispatch_with_its_lead_and_no_more(newsroom: Newsroom):
    await newsroom.release()
    await newsroom.publish()
    (line,) = await lines(newsroom.pool)
    assert (line.act, line.because, line.editor) == ("show", "rule", None)
    lead = (
        "Une péniche transformée en bibliothèque a accosté lundi dans le Vieux-Port, où elle restera jusqu’à la fin "
        "du mois. Elle abrite douze mille ouvrages en neuf langues."
    )
    assert line.summary == [lead]


@pytest.mark.parametrize(
    "facts",
    [
        {"packages": ("economy",)},
        {"form": Form.ADVISORY},
        {"form": Form.NOTICE},
        {"form": Form.TEXT},
        {"language": "es"},
    ],
)
async def test_what_no_rule_names_is_not_public_and_advisories_and_notices_never(
    newsroom: Newsroom, facts: dict[str, Any]
):
    await newsroom.release(**facts)
    await newsroom.publish()
    assert await lines(newsroom.pool) == []


async def test_a_kill_empties_every_word_of_the_item(newsroom: Newsroom):
    guid = await newsroom.release()
    await newsroom.change(guid, Action.UPDATE, headline="La péniche repart")
    await newsroom.publish()
    await newsroom.change(guid, Action.KILL)
    await newsroom.publish()
    assert await acts(newsroom.pool) == [("show", "rule"), ("show", "rule"), ("hide", "killed")]
    assert all(line.headline is None and line.summary is None for line in await lines(newsroom.pool))


async def test_a_hold_hides_and_a_reinstatement_shows_again(newsroom: Newsroom):
    guid = await newsroom.release()
    for action in (Action.HOLD, Action.REINSTATE, Action.WITHDRAW):
        await newsroom.change(guid, action)
    await newsroom.publish()
    assert await acts(newsroom.pool) == [
        ("show", "rule"),
        ("hide", "held"),
        ("show", "rule"),
        ("hide", "withdrawn"),
    ]


async def test_an_item_under_embargo_is_not_public_until_its_lift(
    newsroom: Newsroom, clock: SettableClock, agency: Agency
):
    guid = await newsroom.release(embargo=clock() + timedelta(hours=2))
    await newsroom.change(guid, Action.UPDATE, headline="La péniche arrive tôt")
    await newsroom.publish()
    assert await lines(newsroom.pool) == []
    async with transaction(newsroom.pool) as db:
        with pytest.raises(ConflictError, match="embargo"):
            await editions.show(db, clock, agency, guid, EDITOR)
    clock.advance(timedelta(hours=2))
    await newsroom.change(guid, Action.LIFT)
    await newsroom.publish()
    assert [line.headline for line in await lines(newsroom.pool)] == ["La péniche arrive tôt"]


async def test_a_version_that_no_rule_covers_any_more_goes(newsroom: Newsroom):
    guid = await newsroom.release()
    await newsroom.change(guid, Action.UPDATE, packages=("economy",))
    await newsroom.publish()
    assert await acts(newsroom.pool) == [("show", "rule"), ("hide", "no_rule")]


async def test_a_redaction_brings_back_nothing_that_was_held(newsroom: Newsroom):
    guid = await newsroom.release()
    await newsroom.change(guid, Action.HOLD)
    await newsroom.change(guid, Action.REDACT, deck=None)
    await newsroom.publish()
    assert (await acts(newsroom.pool))[-1] == ("hide", "held")


class TestEditors:
    async def test_an_editor_s_summary_wins_over_the_rule_s_and_over_later_updates(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release()
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            await editions.set_summary(
                db, clock, agency, guid, EDITOR, summary=["Un bateau plein de livres."]
            )
        await newsroom.change(guid, Action.UPDATE, headline="La péniche repart")
        await newsroom.publish()
        last = (await lines(newsroom.pool))[-1]
        assert (last.act, last.because, last.editor) == ("show", "kept", EDITOR)
        assert last.summary == ["Un bateau plein de livres."]

    async def test_a_correction_undoes_an_editor_s_words_for_good(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release()
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            await editions.set_summary(db, clock, agency, guid, EDITOR, summary=["Mille livres."])
        await newsroom.change(guid, Action.CORRECT, correction="Il y a douze mille livres, non mille.")
        await newsroom.publish()
        await newsroom.change(guid, Action.UPDATE, headline="La péniche repart")
        await newsroom.publish()
        after = (await lines(newsroom.pool))[2:]
        assert [(line.act, line.because) for line in after] == [("show", "rule"), ("show", "rule")]

    async def test_words_written_after_a_correction_stand_though_the_reader_comes_late(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release()
        await newsroom.change(guid, Action.CORRECT, correction="Douze mille livres, non mille.")
        async with transaction(newsroom.pool) as db:
            await editions.set_summary(db, clock, agency, guid, EDITOR, summary=["Douze mille livres."])
        await newsroom.publish()
        assert (await lines(newsroom.pool))[-1].summary == ["Douze mille livres."]

    async def test_an_editor_shows_what_no_rule_covers_and_it_stays_shown(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release(packages=("economy",))
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            await editions.show(db, clock, agency, guid, EDITOR)
        await newsroom.change(guid, Action.UPDATE, deck="Encore des livres")
        await newsroom.publish()
        assert await acts(newsroom.pool) == [("show", "editor"), ("show", "kept")]

    async def test_what_an_editor_hid_stays_hidden_when_it_is_updated(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release()
        async with transaction(newsroom.pool) as db:
            await editions.hide(db, clock, agency, guid, EDITOR)
        await newsroom.publish()
        await newsroom.change(guid, Action.CORRECT, correction="Autre date.")
        await newsroom.publish()
        assert (await acts(newsroom.pool))[-1] == ("hide", "kept")

    @pytest.mark.parametrize("stop", [Action.KILL, Action.HOLD, Action.WITHDRAW])
    async def test_no_editor_can_show_what_was_stopped(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency, stop: Action
    ):
        guid = await newsroom.release()
        await newsroom.change(guid, stop)
        async with transaction(newsroom.pool) as db:
            with pytest.raises(ConflictError, match="never show"):
                await editions.set_summary(db, clock, agency, guid, EDITOR, summary=["Un bateau."])

    async def test_no_editor_can_show_an_advisory(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release(form=Form.ADVISORY)
        async with transaction(newsroom.pool) as db:
            with pytest.raises(ConflictError, match="not for the public"):
                await editions.show(db, clock, agency, guid, EDITOR)


async def a_busy_day(newsroom: Newsroom) -> list[Guid]:
    """Some items with everything that may happen to one."""
    guids = [
        await newsroom.release(headline=f"Nouvelle {n}", section=("culture", "world")[n % 2])
        for n in range(6)
    ]
    guids.append(await newsroom.release(embargo=newsroom.clock() + timedelta(hours=1)))
    await newsroom.change(guids[0], Action.UPDATE, headline="Nouvelle 0, suite")
    await newsroom.change(guids[1], Action.KILL)
    await newsroom.change(guids[2], Action.HOLD)
    await newsroom.change(guids[3], Action.CORRECT, correction="Une date.")
    await newsroom.change(guids[2], Action.REINSTATE)
    await newsroom.change(guids[6], Action.LIFT)
    await newsroom.change(guids[4], Action.UPDATE, packages=("economy",))
    return guids


class TestRebuilding:
    async def test_the_rule_made_part_rebuilt_from_the_wire_equals_what_is_stored(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guids = await a_busy_day(newsroom)
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            await editions.set_summary(db, clock, agency, guids[0], EDITOR, summary=["Bref."])
        await newsroom.change(guids[0], Action.UPDATE, deck="Encore")
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []

    async def test_rebuilding_finds_a_planted_line_and_a_missing_rule(
        self, newsroom: Newsroom, agency: Agency
    ):
        await newsroom.release()
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            await db.execute(
                "INSERT INTO edition_log (seq, at, edition, guid, act, because, wire_seq, headline)"
                " VALUES (99, now(), 'fr', 'nf:text:20260302:1', 'show', 'rule', 1, 'Faux')"
            )
            assert "Faux" in "".join(await edition_faults(db, agency))
            assert len(await edition_faults(db, replace(agency, public_rules=()))) == 2

    async def test_erased_entries_leave_no_words_in_the_log_and_no_fault(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        await newsroom.release()
        await newsroom.release(headline="Autre chose")
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            order = Order(
                law="GDPR 17",
                file_number="1/26",
                asked_by="court",
                ordered_by=EDITOR,
                second=PersonId("p-2"),
                targets=(1,),
            )
            await erase(db, order, clock())
        assert [line.headline for line in await lines(newsroom.pool)] == [None, "Autre chose"]
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []


class TestReader:
    async def test_a_reader_that_is_killed_between_two_steps_goes_on_without_gap_or_twin(
        self, newsroom: Newsroom, agency: Agency, monkeypatch: pytest.MonkeyPatch
    ):
        from newsflow.newsroom.editions import reader

        monkeypatch.setattr(reader, "BATCH", 3)
        await newsroom.publish()
        await a_busy_day(newsroom)
        die = ConnectionResetError("killed here")
        for place in ("append_lines", "run"):
            with monkeypatch.context() as here:

                async def dead(*_: object, **__: object) -> int:
                    raise die

                await reader.step(newsroom.pool, agency, newsroom.clock)
                here.setattr(reader, place, dead)
                with pytest.raises(ConnectionResetError):
                    await reader.step(newsroom.pool, agency, newsroom.clock)
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []

    async def test_two_workers_at_once_write_each_line_once(self, newsroom: Newsroom, agency: Agency):
        await a_busy_day(newsroom)
        await asyncio.gather(*(newsroom.publish() for _ in range(3)))
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []

    async def test_a_running_reader_shows_an_entry_within_a_second_and_stops_when_asked(
        self, newsroom: Newsroom, agency: Agency
    ):
        stop = asyncio.Event()
        running = asyncio.create_task(run_editions(newsroom.pool, agency, newsroom.clock, stop))
        await asyncio.sleep(0.2)
        await newsroom.release()
        async with asyncio.timeout(1):
            while not await lines(newsroom.pool):  # noqa: ASYNC110 - the database has no event to wait for
                await asyncio.sleep(0.01)
        stop.set()
        async with asyncio.timeout(2):
            await running

    async def test_the_cursor_says_how_far_the_site_has_read(self, newsroom: Newsroom):
        await a_busy_day(newsroom)
        assert await newsroom.publish() == 14
        async with transaction(newsroom.pool) as db:
            cursor = await db.execute("SELECT epoch, seq FROM reader WHERE name = %s", [READER])
            assert await cursor.fetchone() == (1, 14)


async def test_the_log_takes_no_change_but_the_emptying_of_words(newsroom: Newsroom):
    await newsroom.release()
    await newsroom.publish()
    for statement in (
        "UPDATE edition_log SET headline = 'Autre'",
        "DELETE FROM edition_log",
        "TRUNCATE edition_log",
    ):
        with pytest.raises(psycopg.Error):
            async with transaction(newsroom.pool) as db:
                await db.execute(statement.encode())
