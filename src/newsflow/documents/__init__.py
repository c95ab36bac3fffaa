"""Documents: an item in a format, as one asker may see it. Cores are rendered once and stored; links are each asker's."""

from newsflow.documents.document import Asking, Document, Wanted, document, document_of, documents_of
from newsflow.documents.parked import Parked, how_many_parked, parked
from newsflow.documents.story import story_document

__all__ = [
    "Asking",
    "Document",
    "Parked",
    "Wanted",
    "document",
    "document_of",
    "documents_of",
    "how_many_parked",
    "parked",
    "story_document",
]
