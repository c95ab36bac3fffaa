"""Legal requests: said before it is done, by two people, and then no path serves the words again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.hand import CLI, SESSION, cli_hand
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, CreditRole
from newsflow.domain.dispatch import Credit, paragraph
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.redaction import Change
from newsflow.newsroom.editions import catch_up
from newsflow.newsroom.legal.decisions import confirm, decide, decisions_of, plan_of_waiting, take_back
from newsflow.newsroom.legal.plans import Verdict
from newsflow.newsroom.legal.requests import Kind, asker_of, forget_askers, request_of
from newsflow.newsroom.names_list import load_names, search_names
from newsflow.wire.fsck import fsck
from newsflow.wire.read import item, versions
from tests.builders import a_dispatch
from tests.newsroom.legal_cases import (
    PASSAGE,
    TAKE_OUT,
    a_passage_twice_released,
    asked,
    confirmed,
    decided,
    second,
)
from tests.wire.test_erase import SECRET, hidden_in, whole_database

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import Database


async def test_a_redacted_passage_is_in_no_table_any_more_and_the_headers_stay(
    newsroom: Newsroom, database: Database
) -> None:
    guid = await a_passage_twice_released(newsroom)
    begun = await newsroom.draft(a_dispatch(headline=f"{PASSAGE} again"), of=guid)
    await catch_up(newsroom.pool, newsroom.agency, newsroom.clock)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    assert hidden_in(await whole_database(database))
    done = await confirmed(newsroom, request)
    await catch_up(newsroom.pool, newsroom.agency, newsroom.clock)
    everything = await whole_database(database)
    assert not hidden_in(everything), begun
    assert [(header.action, header.version) for header in done.headers] == [(Action.REDACT, 3)]
    async with transaction(newsroom.pool) as db:
        report = await fsck(db)
        entries = await versions(db, guid)
        left = await item(db, guid)
        request_now, decisions = await request_of(db, request), await decisions_of(db, request)
    assert (report.faults, report.erased) == ([], 2)
    assert [entry.content is None for entry in entries] == [False, True, True]
    assert entries[0].content is not None
    assert entries[0].content.deck == "[…]"
    assert entries[0].content.words() == ("The […].", "Hundreds came to see it.")
    assert left.headline == "Seen twice"
    assert request_now.state == "closed"
    assert (decisions[0].changes, decisions[0].erasure) == (None, done.order)


async def test_a_redaction_carries_the_word_of_both_people(newsroom: Newsroom) -> None:
    guid = await a_passage_twice_released(newsroom)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    await confirmed(newsroom, request)
    async with newsroom.pool.connection() as db:
        told = await (
            await db.execute(
                "SELECT convert_from(approvals, 'UTF8')::jsonb->'approvals' FROM wire_entry WHERE action = 'redact'"
            )
        ).fetchone()
    assert told is not None
    assert [(one["by"], one["act"]) for one in told[0]] == [
        (newsroom.chief.id, "released"),
        (newsroom.editor.id, "approved"),
    ]


async def test_a_name_is_replaced_by_initials_in_every_field_and_each_place_is_said_first(
    newsroom: Newsroom, database: Database
) -> None:
    name = f"Deniz {SECRET}"
    first = a_dispatch(
        slug=f"{SECRET.lower()}-trial",
        headline=f"Court hears {name}",
        deck=f"{SECRET}'s lawyer speaks",
        body=(paragraph(f"DENIZ {SECRET.upper()} came. The {SECRET}s of this world."),),
        keywords=(name, "court"),
        credits=(Credit(name=name, role=CreditRole.CONTRIBUTOR),),
        note=f"Not to be confused with {name} junior.",
    )
    guid = (await newsroom.release(first)).guid
    request = await asked(newsroom, guid, kind=Kind.ANONYMISE)
    changes = (
        Change(words=name, put="D. K.", whole_words=True),
        Change(words=SECRET, put="K.", whole_words=True),
    )
    await decided(newsroom, request, Verdict.ANONYMISE, changes)
    async with transaction(newsroom.pool) as db:
        plan = await plan_of_waiting(db, newsroom.agency, request, newsroom.clock())
    assert {spot.field for spot in plan.cuts[0].redaction.spots} == {
        "slug", "headline", "deck", "body", "keywords", "credits", "note",
    }  # fmt: skip
    assert [spot.taken for spot in plan.cuts[0].doubtful] == [SECRET], (
        "inside another word: for a person to see"
    )
    await _with_another_form(newsroom, request, changes)
    await confirmed(newsroom, request)
    assert not hidden_in(await whole_database(database))
    async with transaction(newsroom.pool) as db:
        entries = await versions(db, guid)
    content = entries[0].content
    assert content is not None
    assert (content.slug, content.headline, content.deck) == (
        "k-trial",
        "Court hears D. K.",
        "K.'s lawyer speaks",
    )
    assert content.words() == ("D. K. came. The Ks of this world.",)
    assert content.keywords == ("D. K.", "court")


async def _with_another_form(newsroom: Newsroom, request: int, changes: tuple[Change, ...]) -> None:
    async with transaction(newsroom.pool) as db:
        await take_back(db, request, newsroom.hand(newsroom.chief), newsroom.clock())
    more = (*changes, Change(words=f"{SECRET}s", put="Ks", whole_words=True))
    await decided(newsroom, request, Verdict.ANONYMISE, more)


async def test_taken_down_an_item_is_killed_with_its_notice_and_no_version_is_left(
    newsroom: Newsroom, database: Database
) -> None:
    guid = await a_passage_twice_released(newsroom)
    await catch_up(newsroom.pool, newsroom.agency, newsroom.clock)
    request = await asked(newsroom, guid, kind=Kind.TAKE_DOWN)
    await decided(newsroom, request, Verdict.TAKE_DOWN)
    done = await confirmed(newsroom, request)
    assert [header.action for header in done.headers] == [Action.KILL, Action.NEW]
    await catch_up(newsroom.pool, newsroom.agency, newsroom.clock)
    assert not hidden_in(await whole_database(database))
    async with transaction(newsroom.pool) as db:
        report = await fsck(db)
        assert (await item(db, guid)).action == Action.KILL
    assert (report.faults, report.erased) == ([], 2)


async def test_nobody_confirms_their_own_decision_nor_with_the_same_key_or_session(
    newsroom: Newsroom,
) -> None:
    guid = await a_passage_twice_released(newsroom)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    with pytest.raises(NotAllowedError, match="the same person"):
        await confirmed(newsroom, request, newsroom.chief)
    other = await second(newsroom)
    async with transaction(newsroom.pool) as db:
        plan = await plan_of_waiting(db, newsroom.agency, request, newsroom.clock())
        same_session = newsroom.hand(other, session=f"session of {newsroom.chief.id}")
        with pytest.raises(NotAllowedError, match="the same session"):
            await confirm(
                db, newsroom.clock, newsroom.agency, request,
                hand=same_session, digest_hex=plan.digest_hex, store=None,
            )  # fmt: skip
        unproved = newsroom.hand(other, SESSION)
        with pytest.raises(NotAllowedError, match="password once more"):
            await confirm(
                db, newsroom.clock, newsroom.agency, request,
                hand=unproved, digest_hex=plan.digest_hex, store=None,
            )  # fmt: skip
    async with transaction(newsroom.pool) as db:
        assert len(await versions(db, guid)) == 2


async def test_two_names_at_the_command_line_are_one_key(newsroom: Newsroom) -> None:
    guid = await a_passage_twice_released(newsroom)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT, CLI)
    other = await second(newsroom)
    async with transaction(newsroom.pool) as db:
        plan = await plan_of_waiting(db, newsroom.agency, request, newsroom.clock())
        with pytest.raises(NotAllowedError, match="both at the command line"):
            await confirm(
                db, newsroom.clock, newsroom.agency, request,
                hand=cli_hand(other, newsroom.clock()), digest_hex=plan.digest_hex, store=None,
            )  # fmt: skip


async def test_a_word_for_one_plan_is_none_for_another(newsroom: Newsroom) -> None:
    guid = await a_passage_twice_released(newsroom)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    async with transaction(newsroom.pool) as db:
        seen = await plan_of_waiting(db, newsroom.agency, request, newsroom.clock())
    await newsroom.release(a_dispatch(headline=f"{PASSAGE} once more"), of=guid)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(ConflictError, match="has changed"):
            await confirm(
                db, newsroom.clock, newsroom.agency, request,
                hand=newsroom.hand(await second(newsroom)), digest_hex=seen.digest_hex, store=None,
            )  # fmt: skip


async def test_a_reporter_neither_opens_nor_decides_a_request(newsroom: Newsroom) -> None:
    guid = await a_passage_twice_released(newsroom)
    request = await asked(newsroom, guid)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(NotAllowedError, match="answer legal"):
            await decide(
                db, newsroom.agency, request, Verdict.REFUSE,
                hand=newsroom.hand(newsroom.reporter), now=newsroom.clock(), reason="No.",
            )  # fmt: skip


async def test_a_passage_that_no_item_holds_is_no_decision(newsroom: Newsroom) -> None:
    guid = await a_passage_twice_released(newsroom)
    request = await asked(newsroom, guid)
    with pytest.raises(BadInputError, match="None of these items holds"):
        await decided(newsroom, request, Verdict.REDACT, (Change(words="no such words at all"),))


async def test_other_items_and_drafts_that_hold_the_words_are_named(newsroom: Newsroom) -> None:
    guid = await a_passage_twice_released(newsroom)
    lead = (await newsroom.release(a_dispatch(slug="other", headline=f"Lead: {PASSAGE.upper()}"))).guid
    draft = await newsroom.draft(a_dispatch(slug="third", deck=f"{PASSAGE}, they say"))
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    async with transaction(newsroom.pool) as db:
        plan = await plan_of_waiting(db, newsroom.agency, request, newsroom.clock())
    assert plan.others.items == (lead,)
    assert draft in {each.id for each in plan.others.drafts}


async def test_a_name_that_goes_goes_from_the_names_list_too_and_it_is_said_first(newsroom: Newsroom) -> None:
    guid = (await newsroom.release(a_dispatch(deck="Hilal Vale was on board, in Geneva."))).guid
    listed = (
        "kind,en,en+,fr\nperson,Hilal Vale,H. Vale,Hilal Val\nbody,League of Vale,,\nplace,Geneva,,Genève\n"
    )
    async with transaction(newsroom.pool) as db:
        await load_names(db, listed, newsroom.clock())
    request = await asked(newsroom, guid)
    changes = (Change(words="hilal vale", put="H. V."), Change(words="Geneva", put="a town"))
    await decided(newsroom, request, Verdict.ANONYMISE, changes)
    async with transaction(newsroom.pool) as db:
        plan = await plan_of_waiting(db, newsroom.agency, request, newsroom.clock())
    assert [each.text for each in plan.others.names] == ["H. Vale, Hilal Vale, Hilal Val"]
    await confirmed(newsroom, request)
    async with transaction(newsroom.pool) as db:
        left = await search_names(db)
    assert [name.house("en") for name in left] == ["League of Vale", "Geneva"]


async def test_who_asked_is_forgotten_when_the_request_has_been_closed_long_enough(
    newsroom: Newsroom, database: Database
) -> None:
    guid = await a_passage_twice_released(newsroom)
    request = await asked(newsroom, guid)
    await decided(newsroom, request, Verdict.REFUSE)
    async with transaction(newsroom.pool) as db:
        assert await forget_askers(db, newsroom.clock() + timedelta(days=1)) == 0, "it is open"
    await confirmed(newsroom, request)
    async with transaction(newsroom.pool) as db:
        assert await forget_askers(db, newsroom.clock()) == 0
        assert await forget_askers(db, newsroom.clock() + timedelta(days=1)) == 1
        assert await asker_of(db, request) is None
    assert "Quay 1" not in await whole_database(database)


async def test_an_item_on_hold_is_not_redacted_and_one_under_embargo_stays_under_it(
    newsroom: Newsroom,
) -> None:
    held = await a_passage_twice_released(newsroom)
    await newsroom.stop(held, Action.HOLD)
    request = await asked(newsroom, held)
    with pytest.raises(ConflictError, match="redact"):
        await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    until = newsroom.clock() + timedelta(hours=2)
    text = a_dispatch(slug="later", headline="Later", body=(paragraph(f"{PASSAGE}."),), embargo=until)
    later = (await newsroom.release(text)).guid
    request = await asked(newsroom, later)
    await decided(newsroom, request, Verdict.REDACT, TAKE_OUT)
    (header,) = (await confirmed(newsroom, request)).headers
    assert header.not_before == until
    async with transaction(newsroom.pool) as db:
        assert (await item(db, later)).embargoed
