"""The page of a translation, without a browser: a machine's draft, and what is offered for a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.dispatch import TranslatedFrom, paragraph
from newsflow.newsroom.translation.orders import Wanted, order
from newsflow.newsroom.translation.taking import take
from tests.builders import a_dispatch, a_newsroom
from tests.desk.opened import open_desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsflow.domain.dispatch import Dispatch
    from newsflow.domain.guid import Guid
    from tests.builders import Newsroom
    from tests.conftest import OpenPage
    from tests.desk.room import DeskRoom
    from tests.harness import Database, SettableClock


class DoubleOfAnEngine:
    """Translates nothing: gives each sentence back in brackets, so that it is known again."""

    name = "double"

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [f"[{source}-{target}] {text}" for text in texts]


async def ordered_and_taken(
    desk: DeskRoom, newsroom: Newsroom | None = None, original: Dispatch | None = None
) -> tuple[Guid, int]:
    """A released original, and the draft of its French translation, nothing of it translated yet."""
    newsroom = newsroom or await a_newsroom(desk.pool, desk.clock)
    released = await newsroom.release(original)
    hand = newsroom.hand(newsroom.editor)
    wanted = Wanted(language="fr", original=released.guid)
    async with transaction(desk.pool) as db:
        number = await order(db, desk.agency, wanted, hand, desk.clock())
        return released.guid, await take(db, desk.agency, number, hand, desk.clock())


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


async def test_what_the_story_said_before_stands_beside_what_is_translated_now(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    said = "The ferry brought {} people to the old harbour in the morning."
    before = await newsroom.release(a_dispatch(body=(paragraph(said.format(340)),)))
    french = "Le bac a amené 340 personnes au vieux port ce matin."
    await newsroom.release(
        a_dispatch(
            language="fr",
            headline="Le bac est là",
            body=(paragraph(french),),
            translated_from=TranslatedFrom(language="en", item=before.guid, version=1, translator="Ada"),
        )
    )
    lead = a_dispatch(headline="A second ferry", body=(paragraph(said.format(412)),))
    _, draft = await ordered_and_taken(desk, newsroom, lead)
    ada = await desk.client("editor:ada")
    page = (await ada.get(f"/desk/drafts/{draft}/translate")).text
    assert "Alike in this story" in page
    assert f'data-copy="{french}"' in page
    assert said.format(340) in page, "what it was made of is told beside it"
    story = page.partition('class="fold pair-story"')[2].partition("</details>")[0]
    assert "Le bac est là" in story


async def test_where_no_machine_is_set_up_none_is_offered_and_none_drafts(desk: DeskRoom):
    _, draft = await ordered_and_taken(desk)
    ada = await desk.client("editor:ada")
    page = f"/desk/drafts/{draft}/translate"
    assert "pair-engine" not in (await ada.get(page)).text
    refused = await ada.send_form(f"{page}/machine", base_save="1", sitting="a-sitting")
    assert refused.status_code == 400
