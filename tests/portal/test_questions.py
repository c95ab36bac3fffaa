"""Questions that a reader keeps under a name of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.portal.questions import KEPT_MOST
from tests.portal.room import EDITOR

if TYPE_CHECKING:
    from tests.portal.room import PortalRoom

KEEP = "/portal/questions"


async def test_a_question_is_kept_shown_to_its_reader_alone_and_dropped(portal: PortalRoom):
    client, colleague = await portal.client(), await portal.client(EDITOR)
    kept = await client.send_form(
        KEEP, does="keep", name="French & sport", asked="lang=fr&section=sport&before=7&evil=1"
    )
    assert kept.headers["location"] == "/portal/?lang=fr&section=sport&said=question_kept"
    page = (await client.get("/portal/?lang=fr&section=sport")).text
    assert (
        '<a href="/portal/?lang=fr&amp;section=sport" aria-current="true"><bdi>French &amp; sport</bdi>'
        in page
    )
    assert "French &amp; sport" not in (await colleague.get("/portal/")).text
    await colleague.send_form(KEEP, does="drop", name="French & sport", asked="")
    assert "French &amp; sport" in (await client.get("/portal/")).text
    await client.send_form(KEEP, does="drop", name="French & sport", asked="lang=fr")
    assert "French &amp; sport" not in (await client.get("/portal/")).text


async def test_what_is_no_name_or_no_question_is_refused_and_there_is_an_end_to_them(portal: PortalRoom):
    client = await portal.client()
    for name, asked in (
        ("", "lang=fr"),
        ("x" * 61, "lang=fr"),
        ("all", ""),
        ("long", "q=" + "a" * 2_000),
        ("a\u202eb", "q=a"),
    ):
        assert (await client.send_form(KEEP, does="keep", name=name, asked=asked)).status_code == 400, name
    for number in range(KEPT_MOST):
        assert (
            await client.send_form(KEEP, does="keep", name=f"{number}", asked="lang=fr")
        ).status_code == 303
    assert (await client.send_form(KEEP, does="keep", name="one more", asked="lang=fr")).status_code == 400
    assert (await client.send_form(KEEP, does="keep", name="3", asked="lang=en")).status_code == 303
