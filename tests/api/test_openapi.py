"""The OpenAPI document says what there is, and the API answers as it says, whatever is asked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import requests
import schemathesis
import schemathesis.checks
import schemathesis.specs.openapi.checks
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema.validators import validator_for
from schemathesis import GenerationMode

from newsflow.api.looks import LOOKS
from newsflow.api.openapi import document
from newsflow.api.openapi_others import DRILLS
from newsflow.api.test_wire import Drill, drill, make_test_wire
from newsflow.api.test_wire.feed import PARAMETERS as FEED_PARAMETERS
from newsflow.api.test_wire.named import LOOKS as TEST_LOOKS
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Entitlement
from newsflow.search.following import catch_up
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.feeds import Feed, add_feed
from tests.has import copy
from tests.has.desk import SERVER_KEY, three

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsflow.search.folder import IndexFolder
    from tests.api.conftest import Reader
    from tests.has.desk import Desk

EXAMPLES = 4
NO_END = "/stream"
APART = ("/v1/test/", "/v1/feeds/")
BASIC: Any = schemathesis.checks
CONFORMANCE: Any = schemathesis.specs.openapi.checks
CHECKS = [
    BASIC.not_a_server_error, CONFORMANCE.content_type_conformance, CONFORMANCE.response_schema_conformance,
    CONFORMANCE.status_code_conformance,
]  # fmt: skip


def test_every_address_is_in_the_document_with_its_parameters() -> None:
    told = addresses("/v1/", besides=("feeds", "test"))
    kept = {pattern: set(look.parameters) for pattern, look in LOOKS.items()}
    kept[("entries",)] = {"after", "filter", "format", "limit", "wait"}
    kept[("stream",)] = {"after", "filter", "format"}
    assert told == kept
    test = addresses("/v1/test/", besides=("feeds", "drills"))
    del kept[("news-list",)]  # nobody plans a drill
    assert test == kept, "else a test wire has what the real one has"
    assert {pattern: set(look.parameters) for pattern, look in TEST_LOOKS.items()}.items() <= test.items()
    feeds = addresses("/v1/feeds/")
    assert list(addresses("/v1/test/feeds/")) == list(feeds) == [("*",), ("*", "*", "*")]
    assert addresses("/v1/test/feeds/")[("*",)] == set(FEED_PARAMETERS)
    assert tuple(Drill) == DRILLS


def addresses(under: str, besides: tuple[str, ...] = ()) -> dict[tuple[str, ...], set[str]]:
    """The document's paths under a prefix in their parts, a star for a name, with their parameters of the question."""
    paths: Any = document("")["paths"]
    return {
        parts: {each["name"] for each in next(iter(found.values()))["parameters"] if each["in"] == "query"}
        for path, found in paths.items()
        if path.startswith(under)
        for parts in [
            tuple("*" if part.startswith("{") else part for part in path.removeprefix(under).split("/"))
        ]
        if parts[0] not in besides
    }


async def test_the_document_is_served_without_a_login(reader: Reader) -> None:
    answer = await reader.http.get("/v1/openapi.json")
    assert (answer.status_code, answer.json()["openapi"]) == (200, "3.1.0")


async def test_whatever_its_own_document_lets_one_ask_nothing_breaks(
    desk: Desk, reads: Callable[..., Awaitable[Reader]], index: IndexFolder
) -> None:
    guid, french, russian = await three(desk)
    await desk.change(guid, copy.a_dispatch(story="vapur"))
    await desk.stop(french, Action.KILL)
    await desk.stop(russian, Action.HOLD)
    await catch_up(desk.pool, index)
    reader = await reads(Entitlement(history=True))
    described = (await reader.http.get("/v1/openapi.json")).json()
    url = str(reader.http.base_url)
    await asyncio.to_thread(ask_everything, only(described), url, reader.machine.password, [guid, french])


async def test_nor_of_feeds_and_a_test_wire(desk: Desk, reader: Reader) -> None:
    guid = await desk.release(copy.a_dispatch())
    feed = Feed(
        id="site", subscriber=SubscriberId(reader.machine.subscriber), format="rss", title="Site", question="", entries=5,
        addresses=[], ends=None, revoked_at=None, created_at=desk.clock(), last_used_at=None,
    )  # fmt: skip
    async with transaction(desk.pool) as db:
        contract = (await contracts_of(db, feed.subscriber))[0].id
        secret = await make_test_wire(db, contract, server_key=SERVER_KEY, now=desk.clock())
        address = await add_feed(db, feed, SERVER_KEY)
        played = await drill(db, contract, Drill.UPDATE, agency=desk.agency, now=desk.clock())
        await drill(db, contract, Drill.SERIES, agency=desk.agency, now=desk.clock())
    url, described = str(reader.http.base_url), (await reader.http.get("/v1/openapi.json")).json()
    feeds, test = only(described, "/v1/feeds/"), only(described, "/v1/test/")
    del test["paths"]["/v1/test/drills/{name}"]
    await asyncio.to_thread(ask_everything, feeds, url, "", [guid], address)
    await asyncio.to_thread(ask_everything, test, url, secret, [str(played[0].guid)], secret, examples=2)


def only(described: dict[str, Any], under: str = "") -> dict[str, Any]:
    """The document with the paths under a prefix alone; without one those of the real wire."""
    held = {
        path: found for path, found in described["paths"].items()
        if not path.endswith(NO_END) and (path.startswith(under) if under else not path.startswith(APART))
    }  # fmt: skip
    for path, found in held.items():
        for parameter in found["get"]["parameters"] if path.endswith("/entries") else ():
            if parameter["name"] == "wait":
                parameter["schema"]["maximum"] = 0
    return {**described, "paths": held}


def ask_everything(
    described: dict[str, Any],
    url: str,
    secret: str,
    guids: list[str],
    address: str | None = None,
    *,
    examples: int = EXAMPLES,
) -> None:
    """Nothing; raises where an answer is not as the document has it. `address` is the secret of a feed."""
    schema: Any = schemathesis.openapi.from_dict(described)
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {secret}"
    for each in schema.get_all_operations():
        operation = each.ok()
        fixed = {} if "{secret}" not in operation.path or address is None else {"secret": address}
        names = [{**fixed, "guid": guid} for guid in guids] if "{guid}" in operation.path else [fixed]
        for mode in GenerationMode:
            ask(operation.as_strategy(generation_mode=mode), session, url, examples)
        for path in names if names != [{}] else []:
            ask(operation.as_strategy(path_parameters=path), session, url, examples)


def ask(cases: Any, session: requests.Session, url: str, examples: int) -> None:
    """Nothing; asks some of these cases."""

    @settings(
        max_examples=examples, derandomize=True, deadline=None, database=None, phases=(Phase.generate,),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(cases)
    def asked(case: Any) -> None:
        case.validate_response(case.call(base_url=url, session=session), checks=CHECKS)

    asked()


async def test_an_entry_is_as_the_document_says(desk: Desk, reader: Reader) -> None:
    await three(desk)
    shapes: Any = document("")["components"]
    schema: Any = {"$ref": "#/components/schemas/Entries", "components": shapes}
    validator: Any = validator_for(schema)(schema)
    entries = await reader.get("entries", format="ninjs-3.1")
    assert isinstance(entries.json()["entries"][0]["document"], dict)
    assert not list(validator.iter_errors(entries.json()))
