"""A text that is not ours, on the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import Action, ReplyKind
from newsflow.domain.dispatch import Answers
from tests.site.test_dispatch_page import WORDS, page

if TYPE_CHECKING:
    import httpx

    from tests.site.builders import Newsroom


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (ReplyKind.REPLY, "Réponse à notre dépêche"),
        (ReplyKind.COURT_TEXT, "Publié sur décision de justice, à propos de notre dépêche"),
    ],
)
async def test_a_text_that_is_not_ours_says_so_and_leads_to_what_it_answers_while_that_may_be_read(
    newsroom: Newsroom, reader: httpx.AsyncClient, kind: ReplyKind, says: str
):
    about = await newsroom.release()
    answers = Answers(item=about, version=1, kind=kind)
    guid = await newsroom.release(headline="L’association répond", answers=answers)
    await newsroom.publish()
    link = f'</strong> <a href="/fr/{about}/{WORDS}"'
    html = (await page(reader, guid)).text
    assert f"<strong>{says}{link}" in html
    await newsroom.change(about, Action.KILL)
    await newsroom.publish()
    html = (await page(reader, guid)).text
    assert f"<strong>{says}</strong></p>" in html
    assert "Une péniche-bibliothèque" not in html
