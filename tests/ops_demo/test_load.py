"""The demo is loaded through the real path onto an empty wire, in past hours, and can be used at once."""

from __future__ import annotations

import json
import stat
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import people
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form
from newsflow.domain.errors import ConflictError
from newsflow.domain.release import faults
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.newsroom.drafts import OPEN_STATES, open_drafts
from newsflow.newsroom.duty import lent_now, on_duty
from newsflow.newsroom.duty.handover import handover
from newsflow.newsroom.editions import catch_up, edition_faults
from newsflow.newsroom.legal.requests import requests
from newsflow.newsroom.names_list import search_names
from newsflow.newsroom.news_list import DAYS_MOST, expected
from newsflow.newsroom.translation.orders import queue
from newsflow.ops.demo import AGENCY_FILE, BEGINS
from newsflow.ops.demo.generate import generated
from newsflow.ops.demo.load import load
from newsflow.ops.demo.plan import New
from newsflow.ops.demo.tell import SHOWN, curl_lines, told, write_logins
from newsflow.ops.demo.written import written
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from newsflow.subscribers.api_users import sign_in
from newsflow.wire.fsck import fsck
from newsflow.wire.read import head, item, latest, read
from tests.builders import SERVER_KEY, the_agency

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.db.pool import Pool
    from tests.harness import Database, SettableClock
    from tests.ops_demo.conftest import Demo


async def test_what_stands_on_the_wire_is_sound_and_of_the_past(demo: Demo):
    async with transaction(demo.pool) as db:
        entries = await read(db, 0)
        assert len(entries) == demo.loaded.entries == (await head(db)).seq
    times = [entry.header.at for entry in entries]
    assert times == sorted(times)
    assert times[0] > demo.clock() - BEGINS
    assert demo.clock() - timedelta(hours=6) < times[-1] < demo.clock()
    assert len({moment.date() for moment in times}) >= 12
    actions = Counter(entry.header.action for entry in entries)
    for action in Action:
        assert (actions[action] > 0) == (action is not Action.REDACT), action
    forms = Counter(entry.content.form for entry in entries if entry.content is not None)
    assert set(forms) == set(Form)


async def test_the_news_list_has_lines_of_each_kind(demo: Demo):
    today = demo.clock().astimezone(the_agency().zoneinfo).date()
    async with transaction(demo.pool) as db:
        lines = await expected(db, today, DAYS_MOST, the_agency().zoneinfo)
    assert {line.language for line in lines} == {"tr", "fr", "en", "ar"}
    assert sum(line.item is not None for line in lines) == 1
    assert sum(line.expected > line.first_expected for line in lines) == 1
    assert sum(line.cancelled_at is not None for line in lines) == 1


async def test_the_desk_has_a_draft_in_each_column_of_its_board(demo: Demo):
    async with transaction(demo.pool) as db:
        in_hand = await open_drafts(db)
    assert Counter(draft.state for draft in in_hand) == Counter(OPEN_STATES)
    assert len({draft.language for draft in in_hand}) == len(in_hand)


async def test_the_wire_is_sound_and_the_site_has_read_it(demo: Demo):
    async with transaction(demo.pool) as db:
        assert (await fsck(db)).faults == []
        assert await edition_faults(db, the_agency()) == []
    assert await catch_up(demo.pool, the_agency(), demo.clock) == 0


async def test_guids_bear_the_day_of_their_release_in_the_agencys_zone(demo: Demo):
    zone = the_agency().zoneinfo
    async with transaction(demo.pool) as db:
        entries = await read(db, 0)
    new = [entry.header for entry in entries if entry.header.action is Action.NEW]
    assert len(new) > 90
    assert all(h.guid.split(":")[2] == h.at.astimezone(zone).strftime("%Y%m%d") for h in new)
    assert demo.loaded.entries > len(new)


async def test_translations_and_leads_name_the_items_of_this_wire(demo: Demo):
    guids = demo.loaded.guids
    async with transaction(demo.pool) as db:
        french = (await latest(db, guids["04-sfax-olives/fr"])).content
        lead = (await latest(db, guids["16-salines-tour/fr"])).content
        flash = await item(db, guids["16-salines-tour/flash"])
        killed = await item(db, guids["08-lake-ferry/tr"])
        kept_back = await item(db, guids["06-leman-ports/fr"])
        lifted = await item(db, guids["07-alpine-lakes/en"])
        imported = (await latest(db, guids["copy/lighthouse"])).content
    assert french is not None
    assert french.translated_from is not None
    assert (french.translated_from.item, french.translated_from.version) == (guids["04-sfax-olives/ar"], 1)
    assert french.correction is not None
    assert "14\u00a0000 tonnes" in french.words()[0]
    assert lead is not None
    assert lead.replaces == (guids["16-salines-tour/flash"], guids["16-salines-tour/urgent"])
    assert lead.label == "1er lead"
    assert flash.replaced_by is not None
    assert killed.action == Action.KILL
    assert (kept_back.embargoed, lifted.embargoed) == (True, False)
    assert imported is not None
    assert imported.headline == "Lighthouse keepers meet in Brest"


async def test_a_wire_with_an_entry_is_refused(demo: Demo):
    with pytest.raises(ConflictError, match=f"This one has {demo.loaded.entries} entries"):
        await load(demo.pool, demo.clock, the_agency(), server_key=SERVER_KEY, more=0)


async def test_a_wire_that_began_today_takes_the_demo_with_embargoes_that_still_hold(
    database: Database, pool: Pool, clock: SettableClock
):
    await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), clock)
    loaded = await load(pool, clock, the_agency(), server_key=SERVER_KEY, more=0)
    async with transaction(pool) as db:
        kept_back = await item(db, loaded.guids["06-leman-ports/fr"])
        lifted = await item(db, loaded.guids["07-alpine-lakes/en"])
    assert (kept_back.embargoed, lifted.embargoed) == (True, False)
    assert kept_back.first_at == lifted.first_at == clock()


async def test_everyone_can_sign_in_and_the_first_contract_covers_everything(demo: Demo):
    users = demo.loaded.logins.api_users
    assert len(users) == 3
    async with transaction(demo.pool) as db, db.transaction(force_rollback=True):  # a report tells of uses
        accounts = [
            await sign_in(db, username=u.username, secret=u.password, server_key=SERVER_KEY, now=demo.clock())
            for u in users
        ]
        everyone = {person.email for person in await people(db)}
    for user, account in zip(users, accounts, strict=True):
        assert user.username.isdecimal()
        assert len(user.username) == 7
        assert account is not None
        assert [contract.title for contract in account.contracts] == [user.contract]
        assert all(contract.runs(demo.clock()) for contract in account.contracts)
    first = accounts[0]
    assert first is not None
    covers = first.contracts[0].covers
    assert covers.advance_copy
    assert {covers.packages, covers.providers, covers.sections, covers.types, covers.languages} == {None}
    logins = (*demo.loaded.logins.desk_users, *demo.loaded.logins.portal_users)
    assert {login.email for login in logins} == everyone
    assert {"reporter", "editor", "chief", "administrator"} <= {u.role for u in demo.loaded.logins.desk_users}


async def test_the_logins_are_written_for_the_ready_file_and_for_nobody_else(demo: Demo, tmp_path: Path):
    path = write_logins(tmp_path, demo.loaded.logins)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = json.loads(path.read_text("utf-8"))
    assert set(written) == {"api_users", "desk_users", "portal_users"}
    assert all(set(user) == {"username", "password", "contract"} for user in written["api_users"])
    people_written = written["desk_users"] + written["portal_users"]
    assert all(set(user) == {"email", "password", "role"} for user in people_written)


async def test_what_is_told_holds_every_login_and_every_curl_line(demo: Demo):
    lines = "\n".join(told(demo.loaded, "http://localhost:8080"))
    for user in demo.loaded.logins.api_users:
        assert user.username in lines
        assert user.password in lines
    for person in (*demo.loaded.logins.desk_users, *demo.loaded.logins.portal_users):
        assert person.password in lines
    curls = curl_lines(demo.loaded, "http://localhost:8080")
    assert all(line in lines for line in curls)
    assert demo.loaded.guids[SHOWN] in curls[1]


def test_a_demo_under_another_code_bears_it_everywhere(clock: SettableClock):
    agency = read_agency(AGENCY_FILE, code="aa")
    steps = [*written(agency, clock()), *generated(agency, clock(), count=100, seed=1)]
    news = [step for step in steps if isinstance(step, New)]
    assert all(faults(step.content, Action.NEW, agency, step.at) == () for step in news)
    assert {step.content.provider for step in news} == {"aa", "filspor", "lodos"}
    assert {mark for step in news if step.content.dateline for mark in step.content.dateline.marks} == {"AA"}


async def test_a_shift_is_under_way_when_the_demo_opens(demo: Demo):
    now = demo.clock()
    async with transaction(demo.pool) as db:
        (shift,) = await on_duty(db, now)
        (loan,) = await lent_now(db, now)
        found = await handover(db, the_agency().desk, now)
        (request,) = await requests(db)
        (ordered,) = await queue(db)
        (geneva,) = await search_names(db, "Genève")
    assert (shift.role, loan.act, len(found.lines)) == ("editor", "release", 1)
    assert request.due_at > now
    assert request.guids == [demo.loaded.guids["01-trabzon-storm/lead"]]
    assert (ordered.language, ordered.from_language, geneva.house("tr")) == ("fr", "ar", "Cenevre")
