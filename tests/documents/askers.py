"""Who asks for documents: the desk, or a subscriber with a contract."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from newsflow.db.pool import transaction
from newsflow.documents import Asking, Document, document
from newsflow.documents.choosing import Accepted
from newsflow.documents.loads import Kind, Shelf, load
from newsflow.domain.guid import SubscriberId
from newsflow.formats.choices import DEFAULTS, Choices
from newsflow.subscribers.contracts import add_subscriber, sign
from tests.builders import a_contract

if TYPE_CHECKING:
    from newsflow.domain.media import Rendition
    from newsflow.formats.names import Format
    from tests.builders import Newsroom


class Addresses:
    """Addresses as an API would give them."""

    def document(self, guid: str, form: Format) -> str | None:
        """An item's document."""
        return f"https://wire.example/items/{guid}?format={form.value}"

    def file(self, guid: str, rendition: Rendition) -> str:
        """A file."""
        return f"https://wire.example/files/{guid}/{rendition.name.value}"


@dataclass(slots=True)
class Asker:
    """Somebody who asks for documents of a newsroom's items."""

    newsroom: Newsroom
    asking: Asking
    formats: list[Accepted] = field(default_factory=list[Accepted])

    async def get(self, guid: str, *formats: Format, choices: Choices = DEFAULTS) -> Document:
        """The document, in the first of the formats that is not parked."""
        async with transaction(self.newsroom.pool) as db:
            accepted = [Accepted(form, choices) for form in formats] or self.formats
            asking = replace(self.asking, now=self.newsroom.clock())
            return await document(db, guid, asking, accepted)

    async def text(self, guid: str, form: Format) -> str:
        """The document's text."""
        return (await self.get(guid, form)).body.decode()

    async def json(self, guid: str, form: Format) -> Any:
        """The document, read."""
        return json.loads((await self.get(guid, form)).body)


def the_desk(newsroom: Newsroom) -> Asker:
    """The desk, which may see all."""
    return Asker(
        newsroom, Asking(agency=newsroom.agency, now=newsroom.clock(), addresses=Addresses(), shelf=Shelf())
    )


async def a_subscriber(newsroom: Newsroom, name: str = "gazette", **covers: Any) -> Asker:
    """A subscriber whose contract covers everything, but for what `covers` narrows."""
    contract = a_contract(subscriber=name, **covers)
    async with transaction(newsroom.pool) as db:
        await add_subscriber(db, SubscriberId(name), f"The {name}", newsroom.clock())
        await sign(db, contract, newsroom.clock())
    asker = the_desk(newsroom)
    asker.asking = replace(asker.asking, subscriber=SubscriberId(name), contracts=(contract,))
    return asker


async def put_in_force(newsroom: Newsroom, kind: Kind, files: dict[str, bytes]) -> int:
    """The number of a load by the chief."""
    async with transaction(newsroom.pool) as db:
        return await load(db, newsroom.hand(newsroom.chief), kind, files, newsroom.clock())
