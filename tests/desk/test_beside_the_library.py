"""The page of a file takes what comes with it; the page of a series saves while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import ItemType
from newsflow.media import AssetState, asset
from newsflow.newsroom import drafts
from newsflow.objects import Place, open_store
from tests.desk.opened import open_desk
from tests.desk.test_media import a_series, everything, fields, order_of, sent
from tests.media.invented import a_film, a_png, an_eps

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from httpx import Response

    from newsflow.media import AssetId
    from newsflow.objects import ObjectStore
    from tests.conftest import OpenPage
    from tests.desk.room import DeskRoom
    from tests.harness import Database, SettableClock


@pytest.fixture
async def desk(
    database: Database, clock: SettableClock, open_page: OpenPage, store: ObjectStore
) -> AsyncIterator[DeskRoom]:
    """A desk with an object store."""
    async with open_desk(database, clock, open_page, store=store) as room:
        yield room


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    """An empty store in a folder."""
    return open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))


async def test_subtitles_come_to_a_film_and_other_formats_to_a_graphic_from_its_page(
    desk: DeskRoom, store: ObjectStore
) -> None:
    client = await desk.client("picture_desk:mia")
    await sent(client, ("tram.mp4", a_film()))
    await sent(client, ("chart.eps", an_eps()), kind="graph")
    by_kind = {one.kind: one for one in await everything(desk)}  # both came at one moment: in any order
    graph, film = by_kind[ItemType.GRAPH], by_kind[ItemType.VIDEO]
    alone = (await client.get(f"/desk/media/assets/{film.id}")).text
    assert 'value="subtitles"' in alone
    assert 'value="eps"' not in alone

    async def beside(one: AssetId, name: str, content: bytes) -> Response:
        address = f"/desk/media/assets/{one}/companions"
        return await client.post(
            address, data={"csrf": client.csrf, "name": name}, files={"file": ("it", content)}
        )

    for line in (b"The bell rings.", b"The bell rings twice."):
        vtt = b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + line + b"\n"
        assert (await beside(film.id, "subtitles", vtt)).status_code == 303
    assert (await beside(graph.id, "raster", a_png())).status_code == 303
    async with desk.pool.connection() as db:
        film, graph = await asset(db, film.id), await asset(db, graph.id)
    assert [(each.name, each.type) for each in film.companions] == [("subtitles", "text/vtt")]
    assert b"twice" in await store.get(film.companions[0].sha256), (
        "the later one takes the place of the first"
    )
    assert [each.name for each in graph.companions] == ["raster"]
    assert film.state is AssetState.WAITING
    for name, content in (
        ("subtitles", b"no subtitles"),
        ("eps", an_eps()),
        ("web", a_png()),
        ("subtitles", b""),
    ):
        refused = await beside(film.id, name, content)
        assert refused.status_code in {400, 422}, name
        assert f'action="/desk/media/assets/{film.id}/companions"' in refused.text


async def test_a_series_is_saved_while_one_types_and_by_hand_from_the_same_page(desk: DeskRoom) -> None:
    client = await desk.client("picture_desk:mia")
    number, (one, two) = await a_series(desk, client, "quay", "bell")
    page = (await client.get(f"/desk/series/{number}")).text
    assert f'data-autosave="/desk/series/{number}/autosave"' in page
    async with desk.pool.connection() as db:
        base = (await drafts.get(db, number)).save
    typed = {**fields(base, [two, one], caption="Its first day"), "sitting": "mine"}
    said = (await client.send_form(f"/desk/series/{number}/autosave", **typed)).json()
    assert said["save"] == base + 1
    assert await order_of(desk, number) == [two, one]
    lost = (await client.send_form(f"/desk/series/{number}/autosave", **typed)).json()
    assert (lost["again"], lost["save"]) == (True, base + 1), "whoever never heard the answer sends it again"
    kept = await client.send_form(
        f"/desk/series/{number}", **{**typed, "base_save": str(base + 1), "caption": "Its last day"}
    )
    assert kept.status_code == 303
    async with desk.pool.connection() as db:
        media = (await drafts.get(db, number)).dispatch().media
    assert media is not None
    assert media.caption == "Its last day"
    other = await desk.client("picture_desk:nils")
    assert (
        await other.send_form(f"/desk/series/{number}", **fields(base + 2, [one, two]))
    ).status_code == 303
