"""Who asks: logins, scopes, limits; and what a login may ask of itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from newsflow.accounts.hand import cli_hand
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.coverage import Coverage
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Entitlement
from newsflow.newsroom.news_list import deliver, plan
from newsflow.subscribers.api_users import add_api_user
from newsflow.subscribers.scopes import Scope
from tests.harness import MORNING
from tests.has import copy
from tests.has.desk import CHIEF, SERVER_KEY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.api.conftest import Reader
    from tests.has.desk import Desk


async def a_login(desk: Desk, reader: Reader, *scopes: Scope) -> tuple[str, str]:
    """A further login of the reader's subscriber, for these things alone."""
    async with transaction(desk.pool) as db:
        name = f"{reader.machine.username}-2"
        secret = await add_api_user(
            db, username=name, subscriber=SubscriberId(reader.machine.subscriber), server_key=SERVER_KEY,
            now=desk.clock(), scopes=frozenset(scopes),
        )  # fmt: skip
    return name, secret


async def test_a_login_is_taken_by_basic_and_as_a_bearer_and_otherwise_refused(reader: Reader) -> None:
    secret = reader.machine.password
    for good in ({"Authorization": f"Bearer {secret}"}, {"Authorization": f"bearer  {secret}"}):
        assert (await reader.http.get("/v1/status", headers=good)).status_code == 200
    for bad in (
        {},
        {"Authorization": f"Bearer {secret[:-1]}"},
        {"Authorization": "Basic !"},
        {"Authorization": "x"},
    ):
        refused = await reader.http.get("/v1/status", headers=bad)
        assert refused.status_code == 401
        assert refused.headers["content-type"] == "application/problem+json"
        assert "Bearer" in refused.headers["www-authenticate"]
        assert "Basic" in refused.headers["www-authenticate"]


async def test_a_login_does_what_its_scopes_say_and_nothing_else(desk: Desk, reader: Reader) -> None:
    guid = await desk.release(copy.a_dispatch())
    login = await a_login(desk, reader, Scope.ACCOUNT)
    allowed = {path: (await reader.http.get(f"/v1/{path}", auth=login)).status_code for path in (
        "entries", "stream", f"items/{guid}", f"explain/{guid}", "subscription", "usage", "status",
    )}  # fmt: skip
    assert [path for path, status in allowed.items() if status == 200] == ["subscription", "usage", "status"]
    assert {status for status in allowed.values() if status != 200} == {403}


async def test_a_no_is_explained_by_contract_without_a_word_of_the_copy(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    guid = await desk.release(copy.french())
    reader = await reads(Entitlement(languages=("tr",)), Entitlement(sections=("sport",)))
    answer = await reader.get(f"explain/{guid}")
    said = answer.json()
    assert (said["ruling"]["verdict"], said["ruling"]["reason"]) == ("none", "uncovered")
    reasons = [reason for contract in said["contracts"] for reason in contract["because"]]
    assert any("language is fr; covered: tr" in reason for reason in reasons)
    assert any("section is world; covered: sport" in reason for reason in reasons)
    assert (said["version"], said["action"]) == (None, None)
    assert not any(word in answer.text for word in ("ferries", "ferry-golfe"))
    covered = (await (await reads(Entitlement())).get(f"explain/{guid}")).json()
    assert (covered["ruling"]["verdict"], covered["version"]) == ("whole", 1)
    full = (await (await reads(Entitlement(advance_copy=True))).get(f"explain/{guid}")).json()
    assert full["ruling"] == {
        "verdict": "whole", "reason": "covered", "because": ["the contract covers everything"],
    }  # fmt: skip
    await desk.stop(guid, Action.HOLD)
    held = (await (await reads(Entitlement())).get(f"explain/{guid}")).json()
    assert (held["ruling"]["verdict"], held["ruling"]["reason"]) == ("notice", "stopped"), "as entries say"


async def test_what_is_under_embargo_is_unknown_to_explain_without_advance_copy(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    hour = MORNING + timedelta(hours=2)
    guid = await desk.release(copy.a_dispatch(embargo=hour), not_before=hour)
    plain, early = await reads(Entitlement()), await reads(Entitlement(advance_copy=True))
    assert (await plain.get(f"explain/{guid}")).status_code == 404
    assert (await plain.get(f"items/{guid}")).status_code == 404
    assert await plain.entries() == []
    assert (await early.get(f"explain/{guid}")).json()["ruling"]["verdict"] == "whole"
    (entry,) = await early.entries(format="text")
    assert (entry["may_publish"], entry["not_before"]) == (False, "2026-03-02T11:00:00.000000Z")
    assert entry["document"]
    await desk.lift(guid)
    lifted = await plain.entries(format="text")
    assert [(each["action"], each["may_publish"], each["not_before"]) for each in lifted] == [
        ("lift", True, None)
    ]


async def test_usage_and_headers_say_what_is_left_and_a_pull_passes_what_is_beyond_the_limit(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    reader = await reads(Entitlement(download_limit_day=2))
    guids = [await desk.release(copy.a_dispatch(headline=f"Vapur {number}")) for number in range(3)]
    entries = await reader.entries(format="text")
    assert [entry["ruling"]["reason"] for entry in entries] == ["covered", "covered", "limit"]
    assert (entries[2]["document"], entries[2]["may_publish"]) == (None, False)
    assert (await reader.get("usage")).json()["day"] == {"taken": 2, "limit": 2, "left": 0}
    over = await reader.get(f"items/{guids[2]}")
    assert (over.status_code, over.json()["type"]) == (403, "urn:newsflow:problem:quota")
    again = await reader.get(f"items/{guids[0]}")
    polled = await reader.get("entries", after=3)
    for answer in (again, over, polled, await reader.get("status")):
        assert ('"items-day";r=0' in answer.headers["ratelimit"], '"requests";r=' in answer.headers["ratelimit"]) == (
            True, True,
        )  # fmt: skip
    killed = await desk.stop(guids[0], Action.KILL)
    assert [entry["action"] for entry in await reader.entries(after=3)] == ["kill", "new"]
    assert killed


async def test_requests_beyond_the_limit_are_told_when_to_come_again(
    desk: Desk, reader: Reader, make_url: Callable[..., Awaitable[str]]
) -> None:
    url = await make_url(requests_a_minute=3)
    login = (reader.machine.username, reader.machine.password)
    async with httpx.AsyncClient(base_url=url, auth=login) as http:
        answers = [await http.get("/v1/entries") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"requests";q=3;w=60'
    assert answers[0].headers["ratelimit"].startswith('"requests";r=2;t=')
    assert answers[3].headers["ratelimit"].startswith('"requests";r=0;t=')
    assert 1 <= int(answers[3].headers["retry-after"]) <= 20


@pytest.mark.parametrize(
    ("path", "params", "says"),
    [
        ("entries", {"afer": "0"}, "There are after, filter, format, limit, wait."),
        ("entries", {"after": "x"}, "<epoch>.<seq>"),
        ("entries", {"limit": "0"}, "from 1 to 1000"),
        ("entries", {"wait": "61"}, "from 0 to 60"),
        ("entries", {"filter": "form:led"}, "Did you mean lead?"),
        ("entries", {"format": "atom"}, "There are"),
        ("entries", {"format": "word"}, "There are html"),
        ("entries", {"format": "newsml-g2:g2_body=foo"}, "It is one of nitf, xhtml, inline-data."),
        ("stream", {"wait": "1"}, "There are after, filter, format."),
        ("items/nf:text:20260302:1", {"version": "x"}, "whole number"),
    ],
)
async def test_a_wrong_parameter_is_named(
    reader: Reader, path: str, params: dict[str, Any], says: str
) -> None:
    answer = await reader.get(path, **params)
    assert answer.status_code == 400
    said = answer.json()
    assert says in f"{said['title']} {said['detail']}"


async def test_another_method_and_another_address_are_problems_too(reader: Reader) -> None:
    login = (reader.machine.username, reader.machine.password)
    refused = await reader.http.post("/v1/entries", auth=login)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    assert (await reader.get("nothing")).status_code == 404
    assert (await reader.get("items/")).status_code == 404


async def test_the_news_list_tells_what_the_contracts_would_give_and_leads_to_what_came(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    hand, text = cli_hand(CHIEF, desk.clock()), copy.a_dispatch()
    given = Coverage(
        slug=text.slug, what="What comes", note="", language=text.language, section=text.section,
        packages=text.packages, provider=text.provider, form=text.form.value, kinds=("text", "videogroup"),
        expected=desk.clock() + timedelta(hours=1),
    )  # fmt: skip
    async with transaction(desk.pool) as db:
        number = await plan(db, desk.agency, given, hand, desk.clock())
    reader = await reads(Entitlement(types=("text",)))
    [line] = (await reader.get("news-list")).json()["items"]
    assert (line["slug"], line["types"], line["state"], line["href"]) == (
        text.slug,
        ["text"],
        "planned",
        None,
    )
    guid = await desk.release(text)
    async with transaction(desk.pool) as db:
        await deliver(db, number, guid, hand, desk.clock())
    [line] = (await reader.get("news-list", days=1)).json()["items"]
    assert (line["state"], line["item"], line["stopped"]) == ("delivered", guid, False)
    assert line["href"].endswith(f"/v1/items/{guid}")
    await desk.stop(guid, Action.KILL)
    [line] = (await reader.get("news-list")).json()["items"]
    assert (line["stopped"], line["what"]) == (True, "")
    elsewhere = await reads(Entitlement(types=("picture",)))
    assert (await elsewhere.get("news-list")).json()["items"] == []
    assert (await reader.get("news-list", day="soon")).status_code == 400
