"""The agency's description: written as it is read, changed at the desk, taken without a restart."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from newsflow.accounts.audit import trail
from newsflow.accounts.hand import PASSWORD, Hand
from newsflow.accounts.people import Role, add_person, by_id
from newsflow.db.pool import transaction
from newsflow.domain.agency import PublicRule, Section
from newsflow.domain.checks.finding import CheckCode, Severity
from newsflow.domain.checks.rules import CheckRule, CheckRules, Gauge
from newsflow.domain.codes import Action, Form, ItemType, Priority
from newsflow.domain.desk_rules import DeskRules, Hours, LookRule
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError, SetupError
from newsflow.domain.media import AiUse
from newsflow.domain.site_terms import SiteOffer, SiteTerms
from newsflow.newsroom.description.agency_file import read_agency, read_text
from newsflow.newsroom.description.in_force import (
    FROM_FILE,
    InForce,
    changes,
    in_force,
    kept,
    put_in_force,
)
from newsflow.newsroom.description.writing import as_text, as_toml
from newsflow.ops.agency_watch import AgencyNow, watch
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from tests.builders import the_agency

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.db.pool import Pool
    from newsflow.db.query import Connection
    from newsflow.domain.agency import Agency
    from newsflow.domain.clock import Clock
    from tests.builders import Newsroom
    from tests.harness import Database, SettableClock


def with_section(agency: Agency, code: str = "harbour", **facts: Any) -> Agency:
    labels = {language: f"Harbour ({language})" for language in agency.words}
    made = Section(code=code, category=1, labels=labels, packages=("local",))
    return replace(agency, sections=(*agency.sections, replace(made, **facts)))


def full(agency: Agency) -> Agency:
    """An agency that says everything that can be said."""
    looks = (
        LookRule(says="Nights are two.", hours=Hours(time(22), time(6)), on_duty=2),
        LookRule(says="Courts.", forms=(Form.STORY,), priorities=(Priority.URGENT,), sections=("turkiye",)),
    )
    checks = CheckRules(
        checks=(
            CheckRule(code=CheckCode.QUOTE_OPEN, severity=Severity.REFUSE),
            CheckRule(code=CheckCode.QUOTE_OPEN, severity=Severity.OFF, form=Form.TEXT),
        ),
        gauges=(
            Gauge(most=80),
            Gauge(most=60, form=Form.FLASH),
            Gauge(most=70, form=Form.FLASH, language="ar"),
        ),
    )
    desk = DeskRules(second_look=looks, passkey_roles=("chief",), alone_after_s=90, checks=checks)
    media = replace(agency.media, copyright='© "Fil" \\ 2026', ai_use=AiUse.NO_TRAINING)
    retired = (*agency.packages[:-1], replace(agency.packages[-1], retired=True))
    gone = "Our file {slug} ({item}, {time}) is gone: {reason}."
    english = replace(agency.words["en"], kind_notices={ItemType.FILE: {Action.KILL: gone}})
    words = {**agency.words, "en": english, "fr": replace(agency.words["fr"], kind_notices={})}
    site = SiteTerms(
        ai_use=AiUse.PROHIBITED,
        refused_agents=("Some Bot",),
        trust=("member=https://a.example/",),
        trial_days=7,
        contract_terms={"fr": "Trois\nlignes."},
        offers=(
            SiteOffer(
                code="whole",
                packages=(agency.packages[0].code,),
                labels=dict.fromkeys(agency.words, "The whole"),
                prices={"fr": "Sur devis"},
            ),
        ),
    )
    rule = PublicRule(priorities=(Priority.FLASH,), summary_paragraphs=2, delay_s=600, days=30)
    said = replace(
        agency, public_rules=(rule,), desk=desk, media=media, site=site, packages=retired, words=words
    )
    return with_section(said, topic="medtop:13000000")


def test_a_description_is_read_as_it_was_written(tmp_path: Path):
    for agency in (the_agency(), full(the_agency())):
        assert read_text(as_text(agency)) == agency
        file = tmp_path / "agency.toml"
        file.write_text(as_toml(agency))
        assert read_agency(file) == agency


def test_what_differs_is_told_by_its_place():
    before = the_agency()
    assert changes(before, before) == {}
    told = changes(before, with_section(before))
    assert told["sections.harbour.category"] == ("", "1")
    assert all(place.startswith("sections.harbour.") for place in told)


async def hand_of(db: Connection, clock: Clock, role: Role) -> Hand:
    made = await add_person(db, email=f"{role}@wire.example", name=role.title(), role=role, now=clock())
    person = await by_id(db, made)
    assert person is not None
    return Hand(person=person, key=PASSWORD, session="s_1", at=clock())


async def set_wire(
    pool: Pool, clock: Clock, agency: Agency, *, hand: Hand, part: str = "sections/harbour"
) -> int:
    async with transaction(pool) as db:
        found = await in_force(db, the_agency())
        return await put_in_force(db, hand, clock(), after=found, part=part, agency=agency)


async def a_hand(newsroom: Newsroom, role: Role = Role.ADMINISTRATOR) -> Hand:
    async with transaction(newsroom.pool) as db:
        return await hand_of(db, newsroom.clock, role)


async def test_the_file_rules_until_the_desk_changes_something(newsroom: Newsroom):
    hand = await a_hand(newsroom)
    async with transaction(newsroom.pool) as db:
        assert await in_force(db, the_agency()) == InForce(FROM_FILE, the_agency())
    assert await set_wire(newsroom.pool, newsroom.clock, with_section(the_agency()), hand=hand) == 2
    async with transaction(newsroom.pool) as db:
        found = await in_force(db, the_agency())
        assert (found.number, found.by) == (2, hand.person.id)
        assert found.agency == with_section(the_agency())
        assert [(each.number, each.part) for each in await kept(db, 10)] == [
            (2, "sections/harbour"),
            (1, "file"),
        ]
        noted = (await trail(db, act="set_wire"))[0]
    assert noted.subject == "settings:sections/harbour"
    assert "sections.harbour.labels.tr" in noted.facts["places"]
    assert "Harbour" not in str(noted.facts), "the trail holds places and numbers, no words"


async def test_only_who_may_set_the_wire_changes_it(newsroom: Newsroom):
    with pytest.raises(NotAllowedError):
        await set_wire(
            newsroom.pool,
            newsroom.clock,
            with_section(the_agency()),
            hand=await a_hand(newsroom, Role.EDITOR),
        )


async def test_of_two_changes_to_the_same_description_the_second_is_refused(newsroom: Newsroom):
    hand, before = await a_hand(newsroom), InForce(FROM_FILE, the_agency())

    async def change(code: str) -> int:
        async with transaction(newsroom.pool) as db:
            agency = with_section(the_agency(), code)
            return await put_in_force(db, hand, newsroom.clock(), after=before, part="s", agency=agency)

    results = await asyncio.gather(change("one"), change("two"), return_exceptions=True)
    assert 2 in results
    assert any(isinstance(result, ConflictError) for result in results)


async def test_a_wrong_description_is_refused_with_its_place(newsroom: Newsroom):
    hand, agency = await a_hand(newsroom), the_agency()
    turkish = replace(agency.words["tr"], embargo_line="No time here.")
    for wrong, place in (
        (with_section(agency, labels={"tr": "Liman"}), r"sections\[13\]\.labels"),
        (with_section(agency, packages=("gone",)), r"sections\[13\]\.packages"),
        (replace(agency, words={**agency.words, "tr": turkish}), r"words\.tr\.embargo_line"),
    ):
        with pytest.raises(BadInputError, match=place):
            await set_wire(newsroom.pool, newsroom.clock, wrong, hand=hand)


async def test_a_code_in_use_keeps_its_number_for_ever(newsroom: Newsroom):
    hand, agency = await a_hand(newsroom), the_agency()
    for wrong in (
        (replace(agency.packages[0], number=77), *agency.packages[1:]),
        (*agency.packages[:-1], replace(agency.packages[-1], code="re-used")),
    ):
        with pytest.raises(BadInputError, match="cannot change its meaning"):
            await set_wire(
                newsroom.pool,
                newsroom.clock,
                replace(agency, packages=wrong, sections=agency.sections[:1], public_rules=()),
                hand=hand,
            )


async def test_the_database_refuses_a_code_in_use_another_number_and_keeps_every_description(
    newsroom: Newsroom, database: Database
):
    hand, agency = await a_hand(newsroom), the_agency()
    await set_wire(newsroom.pool, newsroom.clock, with_section(agency), hand=hand)
    moved = replace(agency, packages=(replace(agency.packages[0], number=77), *agency.packages[1:]))
    put = "SELECT agency_put(%s, now(), 'p_1', 'x', %s)"
    with psycopg.connect(database.dsn()) as db:
        for number, said in (
            (3, as_text(moved)),
            (4, as_text(agency)),
            (3, as_text(replace(agency, code="zz"))),
        ):
            with pytest.raises(psycopg.errors.CheckViolation):
                db.execute(put, [number, said])
            db.rollback()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("INSERT INTO agency_text VALUES (3, now(), 'p', 'x', '{}')")
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as owner:
        for statement in (
            "UPDATE agency_text SET by = 'x'",
            "DELETE FROM agency_text",
            "TRUNCATE agency_text",
        ):
            with pytest.raises(psycopg.errors.RestrictViolation):
                owner.execute(statement)
            owner.rollback()


async def test_a_migration_keeps_the_codes_that_the_desk_added(
    newsroom: Newsroom, database: Database, clock: SettableClock
):
    await set_wire(newsroom.pool, newsroom.clock, with_section(the_agency()), hand=await a_hand(newsroom))
    await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), clock)
    with psycopg.connect(database.dsn()) as db:
        codes = "SELECT retired FROM agency_code WHERE kind = 'section' AND code = 'harbour'"
        assert db.execute(codes).fetchone() == (False,)


async def test_a_worker_s_jobs_take_a_change_and_finish_what_they_do(newsroom: Newsroom):
    hand, stop = await a_hand(newsroom), asyncio.Event()
    current = AgencyNow(InForce(FROM_FILE, the_agency()))
    turns: list[Agency] = []
    twice = asyncio.Event()

    async def run(pool: Pool, clock: Clock, agency: Agency, ends: asyncio.Event) -> None:
        turns.append(agency)
        if len(turns) == 2:
            twice.set()
        await ends.wait()
        await asyncio.sleep(0.05)  # what is begun is let finish

    async def job() -> None:
        while not stop.is_set():
            await current.given_to(run)(newsroom.pool, newsroom.clock, stop)

    keeping = asyncio.create_task(current.keep(newsroom.pool, newsroom.clock, stop))
    working = asyncio.create_task(job())
    await asyncio.sleep(0.1)
    changed = with_section(the_agency())
    await set_wire(newsroom.pool, newsroom.clock, changed, hand=hand)
    await asyncio.wait_for(twice.wait(), 3)
    assert turns == [the_agency(), changed]
    stop.set()
    await asyncio.wait_for(asyncio.gather(keeping, working), 2)


async def test_a_description_that_this_program_cannot_read_leaves_what_was_taken(
    newsroom: Newsroom, database: Database
):
    hand, stop, taken, came = await a_hand(newsroom), asyncio.Event(), list[int](), asyncio.Event()

    async def take(found: InForce) -> None:
        taken.append(found.number)
        came.set()

    said = as_text(the_agency()).replace('{"code"', '{"from_the_future":1,"code"', 1)
    with psycopg.connect(database.dsn()) as db:
        db.execute("SELECT agency_put(1, now(), 'p_1', 'x', %s)", [said])
    watching = asyncio.create_task(watch(newsroom.pool, InForce(FROM_FILE, the_agency()), take, stop))
    await asyncio.sleep(0.2)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(SetupError, match="from_the_future"):
            await in_force(db, the_agency())
        after = InForce(1, the_agency())
        agency = with_section(the_agency())
        await put_in_force(db, hand, newsroom.clock(), after=after, part="x", agency=agency)
    await asyncio.wait_for(came.wait(), 4)
    assert taken == [2]
    stop.set()
    await watching
