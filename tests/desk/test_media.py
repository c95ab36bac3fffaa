"""Media on pages: files come in and get words, a series is put in order, and goes out by the same approvals."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import ItemType
from newsflow.media import AssetId, AssetState, Facts, asset, assets
from newsflow.media.assets import as_json
from newsflow.media.work import STILLS, Bench, make_next
from newsflow.newsroom import drafts
from newsflow.newsroom.series_drafts import assets_in
from newsflow.objects import Place, open_store
from newsflow.wire.read import head, series
from tests.builders import a_dispatch, a_rendition
from tests.desk.opened import open_desk
from tests.desk.room import PASSWORD
from tests.media.invented import a_jpeg, a_png

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from newsflow.media import Asset
    from newsflow.objects import ObjectStore
    from tests.conftest import OpenPage
    from tests.desk.room import DeskClient, DeskRoom
    from tests.harness import Database, SettableClock

WORDS = {
    "caption": "The ferry comes in.",
    "alt_text": "A white ferry.",
    "credit_line": "Ada Sample / Novafon",
    "ai_use": "no_training",
    "city": "Port Sella",
}


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    """An empty store in a folder."""
    return open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))


@pytest.fixture
async def desk(
    database: Database, clock: SettableClock, open_page: OpenPage, store: ObjectStore
) -> AsyncIterator[DeskRoom]:
    """A desk with an object store."""
    async with open_desk(database, clock, open_page, store=store) as room:
        yield room


async def sent(client: DeskClient, *files: tuple[str, bytes], **fields: str) -> str:
    """Where the form with these files led to."""
    given = [("files", (name, content, "application/octet-stream")) for name, content in files]
    answer = await client.post("/desk/media", data={"csrf": client.csrf, **fields}, files=given)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def everything(desk: DeskRoom) -> list[Asset]:
    async with desk.pool.connection() as db:
        return await assets(db)


async def worked(desk: DeskRoom, store: ObjectStore) -> None:
    """All that waits, made by a worker."""
    bench = Bench(pool=desk.pool, store=store, clock=desk.clock, holder="w", house=Facts())
    while await make_next(bench, STILLS):
        pass


async def made_ready(desk: DeskRoom) -> None:
    """All that waits is ready, as if a worker had been there."""
    renditions = as_json((a_rendition("print"), a_rendition("web")))
    async with transaction(desk.pool) as db:
        await db.execute(
            "UPDATE asset SET state = 'ready', renditions = %s WHERE state = 'waiting'", [renditions]
        )


async def a_series(desk: DeskRoom, client: DeskClient, *names: str) -> tuple[int, list[AssetId]]:
    """The number of a series of pictures with words that are ready, and their ids in its order."""
    for name in names:
        await sent(client, (f"{name}.png", a_png()))
    await made_ready(desk)
    found = [one.id for one in reversed(await everything(desk))]
    for one in found:
        await client.send_form(f"/desk/media/assets/{one}", **WORDS)
    await made_ready(desk)
    answer = await client.send_form("/desk/media/series", asset=found, slug="harbour-ferry")
    assert answer.status_code == 303, answer.text
    number = re.search(r"/desk/series/(\d+)", answer.headers["location"])
    assert number is not None
    return int(number[1]), found


async def order_of(desk: DeskRoom, draft: int) -> list[str]:
    async with desk.pool.connection() as db:
        return list(assets_in((await drafts.get(db, draft)).dispatch()))


def fields(save: int, members: list[AssetId], **more: object) -> dict[str, object]:
    """The series' form as the browser sends it."""
    plain = {"base_save": str(save), "headline": "The ferry is back", "caption": "Its first day."}
    return {**plain, "slug": "harbour-ferry", "members": members, **more}


async def test_files_come_in_and_their_limits_are_told_before(desk: DeskRoom) -> None:
    client = await desk.client("picture_desk:mia")
    page = (await client.get("/desk/media")).text
    assert "20 GB" in page
    assert "200 MB" in page
    await sent(client, ("liman.png", a_png()), ("quay.png", a_png(80, 60)))
    found = await everything(desk)
    assert {one.file_name for one in found} == {"liman.png", "quay.png"}
    assert {one.created_by for one in found} == {client.person.id}
    assert (await client.get("/desk/media/lines")).text.count('data-state="waiting"') == 2
    assert (await client.get("/desk/media?state=ready")).text.count('class="asset"') == 0


async def test_a_file_that_is_not_what_it_says_is_refused_with_the_reason_and_the_others_stay(
    desk: DeskRoom,
) -> None:
    client = await desk.client("picture_desk:mia")
    files = [("files", (name, a_png(), "image/jpeg")) for name in ("lie.jpg", "good.png")]
    answer = await client.post("/desk/media", data={"csrf": client.csrf}, files=files)
    assert answer.status_code == 400
    assert "lie.jpg" in answer.text
    assert "It is named" in answer.text
    assert [one.file_name for one in await everything(desk)] == ["good.png"]
    told = await client.post(
        "/desk/media",
        data={"csrf": client.csrf},
        files=files[:1],
        headers={"Accept": "application/json"},
    )
    assert told.json()["asset"] is None
    assert "It is named" in told.json()["because"]
    none = await client.post("/desk/media", data={"csrf": client.csrf}, files={"other": ("a", b"b")})
    assert (none.status_code, "There is no file" in none.text) == (400, True)


async def test_what_the_desk_says_is_in_the_files_that_the_worker_makes_again(
    desk: DeskRoom, store: ObjectStore
) -> None:
    client = await desk.client("picture_desk:mia")
    await sent(client, ("liman.jpg", a_jpeg(400, 300, words=Facts(caption="From the camera"))))
    await worked(desk, store)
    (one,) = await everything(desk)
    assert one.state is AssetState.READY
    before = {each.name: each.sha256 for each in one.renditions}
    picture = await client.get(f"/desk/media/assets/{one.id}/thumb")
    assert (picture.headers["content-type"], picture.content[:2]) == ("image/jpeg", b"\xff\xd8")
    page = (await client.get(f"/desk/media/assets/{one.id}")).text
    assert "From the camera" in page
    assert "No alt text" in page
    kept = await client.send_form(f"/desk/media/assets/{one.id}", **{**WORDS, "caption": "From the camera"})
    assert kept.status_code == 303
    async with desk.pool.connection() as db:
        again = await asset(db, one.id)
    assert (again.state, again.given.caption) == (AssetState.WAITING, None), "the file's own stays the file's"
    await worked(desk, store)
    (one,) = await everything(desk)
    after = {each.name: each.sha256 for each in one.renditions}
    assert all(before[name] != after[name] for name in before)
    web = next(each for each in one.renditions if each.name == "web")
    assert b"A white ferry." in await store.get(web.sha256)


async def test_words_of_a_refused_file_and_of_no_use_are_not_taken(desk: DeskRoom) -> None:
    client = await desk.client("picture_desk:mia")
    await sent(client, ("one.png", a_png()))
    (one,) = await everything(desk)
    odd = await client.send_form(f"/desk/media/assets/{one.id}", **{**WORDS, "ai_use": "whatever"})
    assert odd.status_code == 400
    async with transaction(desk.pool) as db:
        await db.execute("UPDATE asset SET state = 'refused', because = 'It is broken.'")
    page = (await client.get(f"/desk/media/assets/{one.id}")).text
    assert "It is broken." in page
    late = await client.send_form(f"/desk/media/assets/{one.id}", **WORDS)
    assert late.status_code == 409
    assert (await client.get(f"/desk/media/assets/{one.id}/thumb")).status_code == 404


async def test_a_series_is_put_in_order_by_its_buttons(desk: DeskRoom) -> None:
    client = await desk.client("editor:ada")
    draft, (one, two, three) = await a_series(desk, client, "one", "two", "three")
    address = f"/desk/series/{draft}"
    assert (await client.get(f"/desk/drafts/{draft}")).headers["location"].startswith(address)
    for save, (move, order) in enumerate(
        (
            (f"up:{three}", [one, three, two]),
            (f"down:{one}", [three, one, two]),
            (f"out:{one}", [three, two]),
        ),
        start=1,
    ):
        members = [AssetId(each) for each in await order_of(desk, draft)]
        answer = await client.send_form(address, **fields(save, members, move=move))
        assert answer.status_code == 303, answer.text
        assert await order_of(desk, draft) == order
    joined = await client.send_form(address, **fields(4, [three, two], add=one))
    assert joined.status_code == 303
    assert await order_of(desk, draft) == [three, two, one]
    stale = await client.send_form(address, **fields(1, [one]))
    assert stale.status_code == 409
    assert await order_of(desk, draft) == [three, two, one]


async def test_a_series_goes_out_by_the_second_look_with_its_pictures_shown(
    desk: DeskRoom,
) -> None:
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    draft, members = await a_series(desk, ada, "one", "two")
    await ada.send_form(f"/desk/series/{draft}", **fields(1, members, priority="flash", urgency="1"))
    page = (await ada.get(f"/desk/drafts/{draft}/release")).text
    assert "2 items go out with it" in page
    assert "The ferry comes in." in page
    assert "Its first day." in page, "the caption of the series itself"
    asked = await ada.send_form(f"/desk/drafts/{draft}/release")
    assert asked.status_code == 303, asked.text
    request = asked.headers["location"].partition("?")[0]
    seen = (await ben.get(request)).text
    assert seen.count("A white ferry.") >= 2
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', seen)
    assert digest is not None
    own = await ada.send_form(f"{request}/approve", digest=digest[1], proof_password=PASSWORD)
    assert own.status_code == 403
    done = await ben.send_form(f"{request}/approve", digest=digest[1], proof_password=PASSWORD)
    assert done.status_code == 303, done.text
    guid = done.headers["location"].partition("?")[0].rsplit("/", 1)[1]
    assert ":picturegroup:" in guid
    async with desk.pool.connection() as db:
        assert (await head(db)).seq == 3
        assert len(await series(db, guid)) == 2


async def test_a_picture_without_words_is_named_before_the_release(desk: DeskRoom) -> None:
    ada = await desk.client("editor:ada")
    await sent(ada, ("bare.png", a_png()))
    (one,) = await everything(desk)
    answer = await ada.send_form("/desk/media/series", asset=one.id, slug="harbour-ferry")
    draft = int(answer.headers["location"].partition("?")[0].rsplit("/", 1)[1])
    waiting = (await ada.get(f"/desk/drafts/{draft}/release")).text
    assert "is not ready" in waiting
    await made_ready(desk)
    page = (await ada.get(f"/desk/drafts/{draft}/release")).text
    assert all(said in page for said in ("1: Say in a sentence what is seen", "1: Say whose it is"))
    assert ":picturegroup:" not in page, "it has its id from its release on"
    assert "has no words for those who do not see it" not in page, "it is said once"
    assert '<button class="button" disabled>' in page


async def test_the_text_s_page_shows_the_media_of_its_story_and_takes_files_into_it(desk: DeskRoom) -> None:
    client = await desk.client("editor:ada")
    async with transaction(desk.pool) as db:
        draft = await drafts.create(db, a_dispatch(), desk.clock(), by=client.person.id)
        bare = await drafts.create(db, replace(a_dispatch(), slug=""), desk.clock(), by=client.person.id)
    page = (await client.get(f"/desk/drafts/{draft}")).text
    assert f"/desk/media?into={draft}" in page
    assert "Give the text a slug" in (await client.get(f"/desk/drafts/{bare}")).text
    address = await sent(client, ("liman.png", a_png()), into=str(draft))
    number = int(address.partition("?")[0].rsplit("/", 1)[1])
    async with desk.pool.connection() as db:
        made = (await drafts.get(db, number)).dispatch()
    text = a_dispatch()
    assert (made.type, made.slug, made.section) == (ItemType.PICTURE_GROUP, text.slug, text.section)
    assert f"/desk/series/{number}" in (await client.get(f"/desk/drafts/{draft}")).text
    await sent(client, ("quay.png", a_png()), into=str(number))
    assert len(await order_of(desk, number)) == 2
    refused = await client.post(
        "/desk/media",
        data={"csrf": client.csrf, "into": str(bare)},
        files={"files": ("a.png", a_png())},
    )
    assert "no slug yet" in refused.text


async def test_a_reporter_hands_a_series_on_and_does_not_release_it(desk: DeskRoom) -> None:
    client = await desk.client("reporter:eva")
    draft, members = await a_series(desk, client, "one")
    page = (await client.get(f"/desk/series/{draft}")).text
    assert "Release…" not in page
    answer = await client.send_form(f"/desk/series/{draft}", **fields(1, members, does="hand_on"))
    assert answer.headers["location"].startswith("/desk/?")
    ada = await desk.client("editor:ada")
    back = await ada.send_form(
        f"/desk/series/{draft}", **fields(2, members, does="send_back", words="Brighter.")
    )
    assert back.headers["location"].startswith("/desk/?")
    dropped = await client.send_form(f"/desk/series/{draft}", **fields(2, members, does="drop"))
    assert dropped.headers["location"].startswith("/desk/?")
    assert "disabled" in (await client.get(f"/desk/series/{draft}")).text
