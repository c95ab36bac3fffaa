"""Pictures beside a dispatch: as many as its rule says, with their credit, and gone with a kill of either."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html

from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Restriction
from newsflow.media import Facts
from newsflow.media.embedded import iim, xmp
from tests.site.builders import FRENCH
from tests.site.darkroom import CAPTION

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.guid import Guid
    from tests.site.builders import Newsroom
    from tests.site.darkroom import Darkroom


async def seen(reader: httpx.AsyncClient, guid: Guid) -> str:
    return (await reader.get((await reader.get(f"/items/{guid}")).headers["location"])).text


def sources(page: str) -> list[str]:
    return [str(image.get("src")) for image in html.fromstring(page).iter("img")]


async def test_a_picture_stands_with_its_credit_on_page_front_and_wherever_it_is_shared(
    newsroom: Newsroom, reader: httpx.AsyncClient, darkroom: Darkroom
):
    guid = await newsroom.release()
    picture = await darkroom.release()
    await newsroom.publish()
    page = await seen(reader, guid)
    where = f"/fr/{guid}/picture/{picture}.jpg"
    assert sources(page) == sources((await reader.get("/fr/")).text) == [where]
    assert f'{CAPTION}</span> <bdi class="picture-credit">Ada / Fil</bdi>' in page
    assert f'<meta property="og:image" content="https://fil.example{where}">' in page
    (script,) = html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    (image,) = json.loads(script)["image"]
    assert (image["creditText"], image["width"]) == ("Ada / Fil", 640)


async def test_the_public_s_file_says_whose_it_is_and_nothing_that_is_for_desks(
    newsroom: Newsroom, reader: httpx.AsyncClient, darkroom: Darkroom
):
    guid = await newsroom.release()
    picture = await darkroom.release()
    await newsroom.publish()
    answer = await reader.get(f"/fr/{guid}/picture/{picture}.jpg")
    assert answer.headers["content-type"] == "image/jpeg"
    body = answer.content
    assert body[:2] == b"\xff\xd8"
    assert b"Pas avant midi" not in body
    assert CAPTION.encode() not in body
    packet = body[body.index(b"<x:xmpmeta") : body.index(b"</x:xmpmeta>") + 12]
    told = xmp.read(packet)
    assert (told.credit_line, told.caption, told.instructions) == ("Ada / Fil", None, None)
    assert body.count(iim.segment(Facts(credit_line="Ada / Fil"))[:14]) == 1
    again = {"If-None-Match": answer.headers["etag"]}
    assert (await reader.get(f"/fr/{guid}/picture/{picture}.jpg", headers=again)).status_code == 304


async def test_a_caption_that_gives_the_text_away_is_left_out_and_the_picture_stays(
    newsroom: Newsroom, reader: httpx.AsyncClient, darkroom: Darkroom
):
    guid = await newsroom.release()
    await darkroom.release(caption=FRENCH[1])
    await newsroom.publish()
    page = await seen(reader, guid)
    assert len(sources(page)) == 1
    assert "s’empruntent" not in page
    assert "Ada / Fil" in page


async def test_as_many_stand_there_as_the_rule_says_in_their_order_and_none_that_is_for_some_only(
    newsroom: Newsroom, reader: httpx.AsyncClient, darkroom: Darkroom
):
    guid = await newsroom.release()
    at_home = Restriction(words="En France seulement.", territories=("FR",))
    await darkroom.release(number=1, facts={"restrictions": (at_home,)})
    await darkroom.release(number=2, facts={"packages": ("economy",)})
    await newsroom.publish()
    assert sources(await seen(reader, guid)) == []
    wanted = [await darkroom.release(number=number) for number in (3, 4, 5, 6)]
    assert [src.rpartition("/")[2] for src in sources(await seen(reader, guid))] == [
        f"{one}.jpg" for one in wanted[:3]
    ]
    assert (await reader.get(f"/fr/{guid}/picture/{wanted[3]}.jpg")).status_code == 404


@pytest.mark.parametrize("which", ["picture", "dispatch"])
async def test_a_kill_takes_the_picture_at_the_next_look_wherever_it_was_shared(
    newsroom: Newsroom, reader: httpx.AsyncClient, darkroom: Darkroom, which: str
):
    guid = await newsroom.release()
    picture = await darkroom.release()
    await newsroom.publish()
    where = f"/fr/{guid}/picture/{picture}.jpg"
    assert (await reader.get(where)).status_code == 200
    await newsroom.change(guid if which == "dispatch" else picture, Action.KILL)
    assert (await reader.get(where)).status_code == (410 if which == "dispatch" else 404)
    assert "og:image" not in (await reader.get("/fr/")).text
    if which == "picture":
        assert "og:image" not in await seen(reader, guid)
