"""What was taken out is served by no path any more: HAS, the site, the desk, whatever one asks them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from newsflow.db.pool import transaction
from newsflow.domain.redaction import Change
from newsflow.newsroom.editions import catch_up
from newsflow.newsroom.legal.plans import Verdict
from tests.builders import a_contract, a_newsroom, an_account
from tests.newsroom.legal_cases import TAKE_OUT, a_passage_twice_released, asked, confirmed, decided
from tests.wire.test_erase import SECRET

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.desk.room import DeskClient, DeskRoom

_numbers = count(10_000)
SITE = ("/", "/en/", "/en/section/general", "/sitemap.xml", "/robots.txt")
ON_ITEM = (
    "",
    "?version=2",
    "?version=3",
    "/deliveries",
    "/update",
    "/correct",
    "/kill",
    "/hold",
    "/withdraw",
)
ON_DRAFT = ("", "/versions", "/versions?from=1&to=1", "/release")
ON_DESK = ("/desk/", "/desk/?language=en", "/desk/audit", "/desk/legal", "/desk/legal/1", "/desk/handover")


async def a_login(desk: DeskRoom) -> tuple[str, str]:
    """A subscriber's machine that may have everything."""
    number = next(_numbers)
    contract = a_contract(subscriber=f"gazette-{number}")
    account, secret = await an_account(desk.pool, desk.clock, contract, f"70{number}")
    return account.username, secret


async def served(desk: DeskRoom, chief: DeskClient, guid: Guid) -> dict[str, str]:
    """Everything that anybody is answered about the item, by address."""
    item, found = quote(guid, safe=":"), dict[str, str]()
    reader = await desk.stranger()
    for path in (*SITE, f"/items/{item}", f"/en/{item}", f"/en/{item}/"):
        found[path] = (await reader.get(path, follow_redirects=True)).text
    for asked_for in ("search", "newsml29", "newsml12", "web"):
        login = await a_login(desk)  # each of its own, so that nobody has to keep a pace
        async with httpx.AsyncClient(base_url=desk.url, auth=login) as subscriber:
            if asked_for == "search":
                answer = await subscriber.post("/abone/search", data={"limit": "100"})
            else:
                answer = await subscriber.get(f"/abone/document/{guid}/{asked_for}")
        found[asked_for] = answer.text
    async with transaction(desk.pool) as db:
        drafts = [
            number for (number,) in await (await db.execute("SELECT id FROM draft ORDER BY id")).fetchall()
        ]
    paths = [f"/desk/items/{item}{path}" for path in ON_ITEM]
    paths += [f"/desk/drafts/{draft}{path}" for draft in drafts for path in ON_DRAFT]
    for path in (*ON_DESK, *paths):
        found[path] = (await chief.get(path, follow_redirects=True)).text
    return found


@pytest.mark.parametrize("verdict", [Verdict.REDACT, Verdict.ANONYMISE, Verdict.TAKE_DOWN])
async def test_no_path_serves_what_was_taken_out(desk: DeskRoom, verdict: Verdict):
    newsroom, chief = await a_newsroom(desk.pool, desk.clock), await desk.client("chief:looks")
    guid = await a_passage_twice_released(newsroom)
    await catch_up(desk.pool, desk.agency, desk.clock)
    request = await asked(newsroom, guid)
    before = await served(desk, chief, guid)
    said = {path for path, text in before.items() if SECRET in text}
    assert {"newsml29", "newsml12", f"/desk/items/{guid}", f"/en/{guid}"} <= said, said
    changes = {
        Verdict.REDACT: TAKE_OUT,
        Verdict.ANONYMISE: (Change(words=SECRET, put="K.", whole_words=True),),
    }
    await decided(newsroom, request, verdict, changes.get(verdict, ()))
    await confirmed(newsroom, request)
    at_once = await served(desk, chief, guid)
    await catch_up(desk.pool, desk.agency, desk.clock)
    later = await served(desk, chief, guid)
    for now in (at_once, later):
        assert not [path for path, text in now.items() if SECRET.lower() in text.lower()]
    assert ("Seen twice" in later["newsml29"]) is (verdict is not Verdict.TAKE_DOWN)
