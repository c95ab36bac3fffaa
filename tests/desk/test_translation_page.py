"""The page of a translation, without a browser: a machine's draft, and what is offered for a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.newsroom.translation.orders import Wanted, order
from newsflow.newsroom.translation.taking import take
from tests.builders import a_newsroom
from tests.desk.opened import open_desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsflow.domain.guid import Guid
    from tests.conftest import OpenPage
    from tests.desk.room import DeskRoom
    from tests.harness import Database, SettableClock


class DoubleOfAnEngine:
    """Translates nothing: gives each sentence back in brackets, so that it is known again."""

    name = "double"

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [f"[{source}-{target}] {text}" for text in texts]


async def ordered_and_taken(desk: DeskRoom) -> tuple[Guid, int]:
    """A released original, and the draft of its French translation, nothing of it translated yet."""
    newsroom = await a_newsroom(desk.pool, desk.clock)
    original = await newsroom.release()
    hand = newsroom.hand(newsroom.editor)
    wanted = Wanted(language="fr", original=original.guid)
    async with transaction(desk.pool) as db:
        number = await order(db, desk.agency, wanted, hand, desk.clock())
        return original.guid, await take(db, desk.agency, number, hand, desk.clock())


async def test_the_button_for_a_machine_s_draft_fills_the_page_and_marks_each_sentence(
    database: Database, clock: SettableClock, open_page: OpenPage
):
    async with open_desk(database, clock, open_page, engine=DoubleOfAnEngine()) as desk:
        _, draft = await ordered_and_taken(desk)
        ada = await desk.client("editor:ada")
        page = f"/desk/drafts/{draft}/translate"
        before = (await ada.get(page)).text
        assert f'action="{page}/machine"' in before
        base = before.split('name="base_save" value="')[1].split('"')[0]
        answer = await ada.send_form(f"{page}/machine", base_save=base, sitting="a-sitting")
        assert answer.status_code == 303, answer.text
        after = (await ada.get(page)).text
        assert "-fr] " in after
        assert "data-machine=" in after
        assert "data-accept" in after
        assert f'action="{page}/machine"' not in after, "it is offered no more: it would write over the draft"
        stale = await ada.send_form(f"{page}/machine", base_save=base, sitting="a-sitting")
        assert stale.status_code == 409


async def test_where_no_machine_is_set_up_none_is_offered_and_none_drafts(desk: DeskRoom):
    _, draft = await ordered_and_taken(desk)
    ada = await desk.client("editor:ada")
    page = f"/desk/drafts/{draft}/translate"
    assert "pair-engine" not in (await ada.get(page)).text
    refused = await ada.send_form(f"{page}/machine", base_save="1", sitting="a-sitting")
    assert refused.status_code == 400
