"""The golden wire of content schema 1: bytes and digests that no later version may change.

tests/golden/wire/schema-1.json was written once. When a new schema comes, it gets a file of its own, and this
one must still be read (by an upcaster) and its digests still hold.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
import rfc8785

from newsflow.domain.codes import Action
from newsflow.domain.content import canonical, content_digest, from_json, read
from newsflow.domain.entry import Approval, Header, approvals_digest
from newsflow.domain.errors import StoredContentError
from newsflow.domain.guid import Guid, Seq

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLDEN = Path(__file__).parents[1] / "golden" / "wire" / "schema-1.json"
WIRE: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
DIGEST_OF_FILE = "da309bc4e181c4edda3d19e3f15c79f72c53a9afe597920c22bb7d67ca326182"


def name_of(case: Mapping[str, Any]) -> str:
    """What a failing case is called."""
    return str(case.get("name") or case["action"])


def test_the_golden_file_itself_was_not_changed():
    assert hashlib.sha256(GOLDEN.read_bytes()).hexdigest() == DIGEST_OF_FILE


@pytest.mark.parametrize("case", WIRE["versions"], ids=name_of)
def test_a_version_s_bytes_and_digest_are_what_they_always_were(case: dict[str, Any]):
    body = canonical(from_json(case["dispatch"]))
    assert body.decode() == case["canonical"]
    assert content_digest(bytes.fromhex(case["salt"]), body).hex() == case["content_digest"]


@pytest.mark.parametrize("case", WIRE["versions"], ids=name_of)
def test_a_stored_version_is_read_as_it_was_written(case: dict[str, Any]):
    body = case["canonical"].encode()
    assert canonical(read(body)) == body


@pytest.mark.parametrize("case", WIRE["entries"], ids=name_of)
def test_an_entry_s_digest_is_what_it_always_was(case: dict[str, Any]):
    approvals = tuple(msgspec.convert(approval, Approval) for approval in case["approvals"])
    assert approvals_digest(approvals).hex() == case["approvals_digest"]
    header = Header(
        wire=case["wire"],
        epoch=case["epoch"],
        seq=Seq(case["seq"]),
        at=datetime.fromisoformat(case["at"]),
        guid=Guid(case["guid"]),
        version=case["version"],
        action=Action(case["action"]),
        not_before=None if case["not_before"] is None else datetime.fromisoformat(case["not_before"]),
        content_digest=bytes.fromhex(case["content_digest"]),
        approvals_digest=bytes.fromhex(case["approvals_digest"]),
    )
    assert header.digest().hex() == case["entry_digest"]


def test_the_golden_wire_has_every_action_and_every_script():
    assert {entry["action"] for entry in WIRE["entries"]} == {action.value for action in Action}
    assert {version["dispatch"]["language"] for version in WIRE["versions"]} >= {
        "tr",
        "fr",
        "ar",
        "fa",
        "ru",
        "en",
    }


@pytest.mark.parametrize("schema", [0, 2, "1", None, 1.5])
def test_content_of_an_unknown_schema_is_refused_not_guessed(schema: object):
    fields = json.loads(WIRE["versions"][0]["canonical"]) | {"schema": schema}
    with pytest.raises(StoredContentError, match="schema that is not known here"):
        read(json.dumps(fields).encode())


def test_content_that_is_no_json_is_refused_with_the_reason():
    for body in (b"", b"[]", b"{", b'{"schema":1,"language":7}', rfc8785.dumps({"schema": 1})):
        with pytest.raises(StoredContentError):
            read(body)
