"""Where a reader of the API gets what a document links to."""

from dataclasses import dataclass
from urllib.parse import quote

from newsflow.domain.media import Rendition


@dataclass(frozen=True, slots=True)
class WireAddresses:
    """Addresses under `/v1/` of one origin."""

    origin: str

    def item(self, guid: str) -> str:
        """The address of an item."""
        return f"{self.origin}/v1/items/{quote(guid, safe=':')}"

    def file(self, guid: str, rendition: Rendition) -> str:
        """The address of one of its files."""
        return f"{self.item(guid)}/files/{rendition.name.value}"
