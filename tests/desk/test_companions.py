"""What comes with a file is sent from its page: subtitles of a film, a graphic in its other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.media import AssetState, asset
from newsflow.objects import Place, open_store
from tests.desk.opened import open_desk
from tests.desk.test_media import everything, sent
from tests.media.invented import a_film, a_png, an_eps

if TYPE_CHECKING:
    from pathlib import Path

    from httpx import Response

    from newsflow.media import AssetId
    from newsflow.objects import ObjectStore
    from tests.conftest import OpenPage
    from tests.desk.room import DeskRoom
    from tests.harness import Database, SettableClock


async def test_subtitles_come_to_a_film_and_other_formats_to_a_graphic_from_its_page(
    database: Database, clock: SettableClock, open_page: OpenPage, tmp_path: Path
) -> None:
    store = open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))
    async with open_desk(database, clock, open_page, store=store) as desk:
        await come_beside(desk, store)


async def come_beside(desk: DeskRoom, store: ObjectStore) -> None:
    client = await desk.client("picture_desk:mia")
    await sent(client, ("tram.mp4", a_film()))
    await sent(client, ("chart.eps", an_eps()), kind="graph")
    graph, film = await everything(desk)
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
