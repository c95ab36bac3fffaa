"""The demo's subscribers took copy in its fortnight: the agency's reports and the portal's plots say something at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.ops.demo import DAYS
from newsflow.ops.demo.taken import HABITS
from newsflow.subscribers.ledger import took
from newsflow.subscribers.quota import day_of
from newsflow.subscribers.reports.counting import count_use
from newsflow.subscribers.reports.reading import outstanding, top, use
from newsflow.subscribers.reports.standing import SILENT_DAYS, standing
from tests.builders import the_agency

if TYPE_CHECKING:
    from tests.ops_demo.conftest import Demo

SAHIL, RIVES, KALE = SubscriberId("sahil-postasi"), SubscriberId("deux-rives"), SubscriberId("kale-arkasi")


async def test_every_report_of_the_agency_has_lines(demo: Demo):
    now, zone = demo.clock(), the_agency().zoneinfo
    await count_use(demo.pool, demo.clock, zone)
    since, until = day_of(now - timedelta(days=DAYS + 1), zone), day_of(now, zone) - timedelta(days=1)
    async with transaction(demo.pool) as db:
        lines, most = await use(db, since, until), await top(db, since, until)
        (waiting,) = await outstanding(db, now - timedelta(days=DAYS))
        stands = {one.id: one for one in await standing(db, now, zone)}
    sections: dict[str, set[str]] = {}
    for line in lines:
        sections.setdefault(line.id, set()).add(line.section)
    assert set(sections) == {SAHIL, RIVES, KALE}
    assert len(sections[SAHIL]) > len(sections[RIVES]) > 1, "the wider contract, of more sections"
    assert sections[KALE] == {"sport"}
    assert most[0].number > 1, "more than one subscriber took the same"
    assert (waiting.kill.guid, waiting.waiting) == (demo.loaded.guids["08-lake-ferry/tr"], (SAHIL,))
    assert {one.id for one in stands.values() if one.is_silent(now, SILENT_DAYS)} == {KALE}
    assert stands[KALE].last_asked == now - HABITS[-1].stopped


async def test_nobody_took_what_no_contract_of_theirs_covers(demo: Demo):
    french, hoax = demo.loaded.guids["04-sfax-olives/fr"], demo.loaded.guids["08-lake-ferry/tr"]
    embargoed = demo.loaded.guids["06-leman-ports/fr"]
    async with transaction(demo.pool) as db:
        assert french in await took(db, RIVES, [french])
        assert await took(db, RIVES, [hoax, embargoed]) == frozenset()
        assert await took(db, KALE, [french, hoax, embargoed]) == frozenset()
