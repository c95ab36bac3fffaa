"""Pictures for the site's tests: their files in a store, themselves on the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsflow.domain.codes import Action, ItemType
from newsflow.domain.guid import Guid
from newsflow.domain.media import Media, Rendition, RenditionName
from newsflow.media import Facts
from newsflow.media.embedded import with_words
from tests.media.invented import a_jpeg
from tests.site.builders import a_dispatch

if TYPE_CHECKING:
    from newsflow.objects import ObjectStore
    from tests.site.builders import Newsroom

CAPTION = "La péniche au petit matin, vue du fort."
FOR_DESKS = Facts(caption=CAPTION, instructions="Pas avant midi, hors Marseille.", credit_line="Ada / Fil")


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Puts pictures on the wire."""

    newsroom: Newsroom
    store: ObjectStore

    async def release(
        self, *, number: int = 1, facts: dict[str, Any] | None = None, inside: Facts = FOR_DESKS, **media: Any
    ) -> Guid:
        """The guid of a picture of the library boat, with these words inside its file."""
        stored = await self.store.put(with_words(a_jpeg(640, 480), inside))
        web = Rendition(
            name=RenditionName.WEB,
            type="image/jpeg",
            bytes=stored.bytes,
            sha256=stored.sha256,
            width=640,
            height=480,
        )
        plain: dict[str, Any] = {
            "caption": CAPTION,
            "alt_text": "Un long bateau gris",
            "credit_line": "Ada / Fil",
        } | media
        content = a_dispatch(
            type=ItemType.PICTURE,
            headline="La péniche",
            deck=None,
            body=(),
            media=Media(number=number, renditions=(web,), **plain),
            **(facts or {}),
        )
        guid = Guid(f"nf:picture:20260302:{900 + number}")
        self.newsroom.versions[guid], self.newsroom.first[guid] = [], self.newsroom.clock()
        await self.newsroom.put(guid, Action.NEW, content)
        return guid
