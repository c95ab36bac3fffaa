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
from newsflow.domain.codes import Action
from newsflow.matching.contract import Entitlement
from newsflow.search.following import catch_up
from tests.has import copy
from tests.has.desk import three

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsflow.search.folder import IndexFolder
    from tests.api.conftest import Reader
    from tests.has.desk import Desk

EXAMPLES = 4
NO_END = "/v1/stream"
BASIC: Any = schemathesis.checks
CONFORMANCE: Any = schemathesis.specs.openapi.checks
CHECKS = [
    BASIC.not_a_server_error, CONFORMANCE.content_type_conformance, CONFORMANCE.response_schema_conformance,
    CONFORMANCE.status_code_conformance,
]  # fmt: skip


def test_every_address_is_in_the_document_with_its_parameters() -> None:
    paths: Any = document("")["paths"]
    told = {
        tuple("*" if part.startswith("{") else part for part in path.removeprefix("/v1/").split("/")): {
            each["name"] for each in found["get"]["parameters"] if each["in"] == "query"
        }
        for path, found in paths.items()
    }
    kept = {pattern: set(look.parameters) for pattern, look in LOOKS.items()}
    kept[("entries",)] = {"after", "filter", "format", "limit", "wait"}
    kept[("stream",)] = {"after", "filter", "format"}
    assert told == kept


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
    await asyncio.to_thread(ask_everything, described, url, reader.machine.password, [guid, french])


def ask_everything(described: dict[str, Any], url: str, secret: str, guids: list[str]) -> None:
    """Nothing; raises where an answer is not as the document has it."""
    del described["paths"][NO_END]
    for parameter in described["paths"]["/v1/entries"]["get"]["parameters"]:
        if parameter["name"] == "wait":
            parameter["schema"]["maximum"] = 0
    schema: Any = schemathesis.openapi.from_dict(described)
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {secret}"
    for each in schema.get_all_operations():
        operation = each.ok()
        names = [{"guid": guid} for guid in guids] if "{guid}" in operation.path else [None]
        for mode in GenerationMode:
            ask(operation.as_strategy(generation_mode=mode), session, url)
        for path in names if names != [None] else []:
            ask(operation.as_strategy(path_parameters=path), session, url)


def ask(cases: Any, session: requests.Session, url: str) -> None:
    """Nothing; asks some of these cases."""

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=(Phase.generate,),
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
