"""Where a reader of the API gets what a document links to."""

from dataclasses import dataclass
from urllib.parse import quote

from newsflow.domain.media import Rendition
from newsflow.formats.names import Format


@dataclass(frozen=True, slots=True)
class WireAddresses:
    """Addresses under `/v1/` of one origin, or under a test wire's."""

    origin: str
    under: str = "/v1"

    def item(self, guid: str) -> str:
        """The address of an item."""
        return f"{self.origin}{self.under}/items/{quote(guid, safe=':')}"

    def document(self, guid: str, form: Format) -> str:
        """The address of an item's document alone, in a format."""
        return f"{self.item(guid)}/document?format={form.value}"

    def file(self, guid: str, rendition: Rendition) -> str:
        """The address of one of its files."""
        return f"{self.item(guid)}/files/{rendition.name.value}"
