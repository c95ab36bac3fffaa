"""A test wire answers by name as it does by cursor, and as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from newsflow.api.test_wire.picture import PICTURE
from newsflow.subscribers.feeds import FEED_FORMATS
from tests.api.test_test_wire import tried, words_of

if TYPE_CHECKING:
    from tests.api.trying import Tried

__all__ = ["tried"]


async def test_what_is_asked_by_name_is_there_in_the_shapes_of_the_real_wire(tried: Tried):
    (text, _), (killed, *_) = await tried.plays("update"), await tried.plays("kill")
    await tried.reads()
    guid, stop = text["guid"], killed["guid"]

    async def got(path: str, status: int = 200, **params: Any) -> Any:
        answer = await tried.http.get(path, params=params)
        assert (answer.status_code, answer.headers["newsflow-test"]) == (status, "TEST"), answer.text
        return answer.json()

    item = await got(f"items/{guid}", format="text")
    assert (item["version"], item["ruling"]["reason"], item["may_publish"]) == (2, "covered", True)
    assert "second version" in item["document"]
    alone = await tried.http.get(f"items/{guid}/document", params={"format": "text"})
    assert (alone.text, alone.headers["content-type"]) == (item["document"], "text/plain; charset=utf-8")
    assert "second" not in (await got(f"items/{guid}", version=1, format="text"))["document"]
    assert [each["version"] for each in (await got(f"items/{guid}/versions"))["versions"]] == [2, 1]
    changed = await got(f"items/{guid}/diff", **{"from": 1, "to": 2})
    pieces = {part["part"]: [piece["change"] for piece in part["pieces"]] for part in changed["parts"]}
    assert (set(pieces["headline"]), set(pieces["deck"])) == ({"same", "added"}, {"same"})
    gone = await got(f"items/{stop}", format="text")
    assert (gone["action"], gone["ruling"]["reason"], gone["may_publish"]) == ("kill", "stopped", False)
    assert "drill" not in words_of(gone["document"]).replace("This is a drill", "")
    await got(f"items/{stop}", 410, version=1)
    await got(f"items/{stop}/versions", 410)
    found = await got("search", q="form:story", counts=1, marks=1)
    assert [(hit["guid"], hit["ruling"]["reason"]) for hit in found["items"]] == [
        (stop, "stopped"), (guid, "covered"),
    ]  # fmt: skip
    assert found["counts"]["type"] == [{"value": "text", "number": 2}]
    assert (await got("search", q="second", marks=1))["items"][0]["marks"]
    assert (await got(f"explain/{stop}"))["ruling"]["reason"] == "stopped"
    story = (await got(f"stories/{item['story']}"))["items"]
    assert [line["headline"][:4] for line in story] == ["TEST"]
    assert (await got("subscription"))["contracts"][0]["runs"]
    assert (await got("usage"))["month"]["taken"] == 0
    assert (await got("status"))["head"] == "1.5"


async def test_a_series_has_members_in_order_and_files_in_parts(tried: Tried):
    first, second, group = await tried.plays("series")
    said = (await tried.http.get(f"series/{group['guid']}")).json()
    assert [line["guid"] for line in said["items"]] == [first["guid"], second["guid"]]
    packages = [
        f"series/{group['guid']}",
        f"stories/{(await tried.http.get('items/' + first['guid'])).json()['story']}",
    ]
    for path in packages:
        package = await tried.http.get(path, params={"format": "newsml-g2"})
        assert package.headers["content-type"] == "application/vnd.iptc.g2.packageitem+xml"
        assert first["guid"] in package.text
    (file,) = (await tried.http.get(f"items/{second['guid']}")).json()["files"]
    part = await tried.http.get(file["href"], headers={"Range": "bytes=0-7"})
    assert (part.status_code, part.content) == (206, PICTURE[:8])


@pytest.mark.parametrize("form", FEED_FORMATS)
async def test_a_feed_to_try_a_cms_on_goes_through_a_drill_look_by_look(tried: Tried, form: str):
    address = f"feeds/{tried.secret}"
    (held,) = await tried.plays("hold")
    tried.http.auth = httpx.Auth()  # none: the address is the login

    async def looked() -> str:
        answer = await tried.http.get(address, params={"format": form})
        assert (answer.status_code, answer.headers["newsflow-test"]) == (200, "TEST"), answer.text
        assert "TEST" in answer.text
        assert held["guid"] in answer.text
        return answer.text

    title = "TEST: drill"
    shown, stopped, again = [await looked() for _ in range(3)]
    assert [title in text for text in (shown, stopped, again)] == [True, False, True]
    assert "withheld" in stopped
    assert (await tried.http.get(address, params={"format": "nitf"})).status_code == 400
