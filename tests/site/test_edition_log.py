"""The edition log: what the public site shows of which item, and never what the wire has not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.newsroom import editions
from tests.site.builders import EDITOR, acts, lines

if TYPE_CHECKING:
    from newsflow.domain.agency import Agency
    from tests.harness import SettableClock
    from tests.site.builders import Newsroom


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


async def test_a_redaction_of_what_is_not_shown_shows_nothing(newsroom: Newsroom):
    guid = await newsroom.release(packages=("economy",))
    await newsroom.change(guid, Action.REDACT, packages=("general",))
    await newsroom.publish()
    assert await lines(newsroom.pool) == []


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

    async def test_what_an_editor_hid_under_embargo_stays_hidden_after_the_lift(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release(embargo=clock() + timedelta(hours=2))
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            await editions.hide(db, clock, agency, guid, EDITOR)
        await newsroom.change(guid, Action.LIFT)
        await newsroom.publish()
        assert await acts(newsroom.pool) == [("hide", "editor"), ("show", "rule"), ("hide", "kept")]

    async def test_what_an_editor_hid_while_it_was_held_stays_hidden_and_a_kill_leaves_nothing_to_hide(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release()
        await newsroom.change(guid, Action.HOLD)
        async with transaction(newsroom.pool) as db:
            await editions.hide(db, clock, agency, guid, EDITOR)
        await newsroom.change(guid, Action.REINSTATE)
        await newsroom.publish()
        assert (await acts(newsroom.pool))[-1] == ("hide", "kept")
        await newsroom.change(guid, Action.KILL)
        async with transaction(newsroom.pool) as db:
            with pytest.raises(ConflictError, match="nothing left to hide"):
                await editions.hide(db, clock, agency, guid, EDITOR)

    async def test_an_editor_s_words_hold_nothing_that_cannot_be_seen(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guid = await newsroom.release()
        for words in ("Un\0bateau", "Un \u202ebateau", "Un \udcffbateau"):
            async with transaction(newsroom.pool) as db:
                with pytest.raises(BadInputError, match="cannot go on the site"):
                    await editions.set_summary(db, clock, agency, guid, EDITOR, summary=[words])

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
