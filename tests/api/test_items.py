"""Items, their versions and files, stories and series, by name."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from lxml import etree

from newsflow.domain.codes import Action
from newsflow.domain.dispatch import paragraph
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.ledger import takers
from tests.has import copy
from tests.has.conftest import HIGH

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsflow.domain.guid import Guid
    from tests.api.conftest import Reader
    from tests.has.desk import Desk

HISTORY = Entitlement(history=True)
BETWEEN: dict[str, Any] = {"from": 1, "to": 2}


async def test_an_item_comes_with_its_document_and_is_in_the_ledger(desk: Desk, reader: Reader) -> None:
    guid = await desk.release(copy.a_dispatch())
    answer = await reader.get(f"items/{guid}", format="text")
    said = answer.json()
    assert (said["guid"], said["version"], said["may_publish"], said["files"]) == (guid, 1, True, [])
    assert "Körfezde" in said["document"]
    again = await reader.get(f"items/{guid}", {"If-None-Match": answer.headers["etag"]}, format="text")
    assert (again.status_code, again.content) == (304, b"")
    async with desk.pool.connection() as db:
        (taking,) = await takers(db, guid)
    assert (taking.subscriber, taking.path) == (reader.machine.subscriber, "v1:items")


async def test_what_the_contract_does_not_cover_is_as_unknown_as_what_is_not_there(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    guid = await desk.release(copy.french())
    turkish = await reads(Entitlement(languages=("tr",)))
    for path in ("items/{}", "items/{}/versions", "items/{}/files/web", "series/{}"):
        refused = await turkish.get(path.format(guid))
        unknown = await turkish.get(path.format("nf:text:20260302:999"))
        assert (refused.status_code, unknown.status_code) == (404, 404)
        assert refused.text.replace(guid, "") == unknown.text.replace("nf:text:20260302:999", "")


async def test_older_versions_and_what_changed_are_for_whoever_has_history(
    desk: Desk, reader: Reader, reads: Callable[..., Awaitable[Reader]]
) -> None:
    guid = await desk.release(copy.a_dispatch())
    await desk.change(guid, copy.a_dispatch(body=(paragraph("Körfezde vapurlar salı sabahı yola çıktı."),)))
    assert (await reader.get(f"items/{guid}", version=2)).status_code == 200
    for path in (f"items/{guid}?version=1", f"items/{guid}/versions", f"items/{guid}/diff?from=1&to=2"):
        refused = await reader.http.get(
            f"/v1/{path}", auth=(reader.machine.username, reader.machine.password)
        )
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:newsflow:problem:not-allowed")
    historian = await reads(HISTORY)
    old = (await historian.get(f"items/{guid}", version=1, format="text")).json()
    assert (old["version"], "pazartesi" in old["document"]) == (1, True)
    listed = (await historian.get(f"items/{guid}/versions")).json()["versions"]
    assert [(each["version"], each["action"]) for each in listed] == [(2, "update"), (1, "new")]
    changed = (await historian.get(f"items/{guid}/diff", None, **BETWEEN)).json()["parts"]
    pieces = [piece for part in changed for piece in part["pieces"]]
    assert {"change": "removed", "text": "pazartesi"} in pieces
    assert any(piece["change"] == "added" and "salı" in piece["text"] for piece in pieces)


async def test_a_killed_item_is_its_notice_and_its_versions_are_gone(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    historian = await reads(HISTORY)
    guid = await desk.release(copy.a_dispatch())
    await desk.stop(guid, Action.KILL)
    said = await historian.get(f"items/{guid}", format="text")
    assert said.status_code == 200
    assert (said.json()["action"], said.json()["may_publish"]) == ("kill", False)
    gone = [
        await historian.get(path, None, **params)
        for path, params in (
            (f"items/{guid}", {"version": "1"}),
            (f"items/{guid}/versions", dict[str, Any]()),
            (f"items/{guid}/diff", {"from": "1", "to": "2"}),
        )
    ]
    assert [answer.status_code for answer in gone] == [410, 410, 410]
    assert not any("Körfezde" in answer.text for answer in [said, *gone])


async def test_a_file_comes_in_ranges_with_its_digest(picture: tuple[Guid, Guid], reader: Reader) -> None:
    guid, series = picture
    (print_file, _) = (await reader.get(f"items/{guid}", format="text")).json()["files"]
    assert print_file["sha256"] == hashlib.sha256(HIGH).hexdigest()
    part = await reader.get(f"items/{guid}/files/print", {"Range": "bytes=4-9"})
    assert (part.status_code, part.content) == (206, HIGH[4:10])
    digest = base64.b64encode(hashlib.sha256(HIGH).digest()).decode()
    assert part.headers["repr-digest"] == f"sha-256=:{digest}:"
    members = (await reader.get(f"series/{series}")).json()["items"]
    packed = await reader.get(f"series/{series}", format="newsml-g2")
    references = etree.fromstring(packed.content).iter("{*}itemRef")
    assert [one.get("residref") for one in references] == [each["guid"] for each in members]
    assert [each["guid"] for each in members] == [guid]
    (reference,) = etree.fromstring(packed.content).iter("{*}itemRef")
    path, _, query = str(reference.get("href")).partition("/v1/")[2].partition("?")
    led = await reader.get(path, format=query.removeprefix("format="))
    assert led.headers["content-type"] == reference.get("contenttype"), "the address gives what it says"
    assert etree.fromstring(led.content).get("guid") == guid
    refused = await reader.get(f"items/{guid}/files/eps")
    assert (refused.status_code, "print" in refused.json()["detail"]) == (400, True)


async def test_a_story_lists_what_the_contract_covers(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    guid = await desk.release(copy.a_dispatch(story="vapur"))
    killed = await desk.release(copy.a_dispatch(story="vapur", headline="Yanlış haber"))
    await desk.release(copy.a_dispatch(story="vapur", language="en"))
    await desk.stop(killed, Action.KILL)
    turkish = await reads(Entitlement(languages=("tr",)))
    answer = await turkish.get("stories/vapur")
    assert {each["guid"] for each in answer.json()["items"]} >= {guid, killed}
    assert {each["language"] for each in answer.json()["items"]} == {"tr"}
    assert "Yanlış" not in answer.text
    french = await reads(Entitlement(languages=("fr",)))
    assert (await french.get("stories/vapur")).status_code == 404
    packed = await turkish.get("stories/vapur", format="newsml-g2")
    assert packed.headers["content-type"] == "application/vnd.iptc.g2.packageitem+xml"
    package = etree.fromstring(packed.content)
    listed = [one.get("residref") for one in package.iter("{*}itemRef")]
    assert sorted(map(str, listed)) == sorted(each["guid"] for each in answer.json()["items"])
    assert "Yanlış" not in packed.text
    assert (await french.get("stories/vapur", format="newsml-g2")).status_code == 404
    other = await turkish.get("stories/vapur", format="nitf")
    assert (other.status_code, "newsml-g2" in other.json()["detail"]) == (400, True)
