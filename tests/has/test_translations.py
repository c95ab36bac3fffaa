"""A translation in HAS: its credit, and the editor's note as its original is killed, in both formats and with a new date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import Action
from newsflow.domain.dispatch import TranslatedFrom
from tests.has import copy

if TYPE_CHECKING:
    from tests.has.desk import Desk
    from tests.has.http import Client

NOTES = {"tr": "aslı", "fr": "l’original de cette traduction"}


@pytest.mark.parametrize("form", ["newsml29", "newsml12"])
async def test_a_killed_original_s_translation_says_so_to_whoever_polls(
    desk: Desk, client: Client, form: str
):
    original = await desk.release(copy.arabic())
    source = TranslatedFrom(language="ar", item=original, version=1, translator="Inès Chaabouni-Morel")
    guid = await desk.release(copy.a_dispatch(language="fr", translated_from=source))
    path = f"/abone/document/{guid}/{form}"
    before = (await client.get(path)).body.decode()
    assert "Inès Chaabouni-Morel" in before
    assert NOTES["fr"] not in before
    await desk.stop(original, Action.KILL)
    after = await client.get(path)
    assert after.status == 200
    said = after.body.decode()
    assert NOTES["fr"] in said
    assert original in said
    assert "Inès Chaabouni-Morel" in said
