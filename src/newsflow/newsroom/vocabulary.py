"""What the wire of a language has said lately, for suggestions."""

from newsflow.db.query import Connection
from newsflow.domain.codes import Form, ItemType
from newsflow.domain.suggest import Vocabulary, vocabulary_of
from newsflow.wire.read import last

ENTRIES = 800
"""The last entries of the wire that are read: some days of a large newsroom, in a third of a second."""


async def vocabulary(db: Connection, language: str) -> Vocabulary:
    """The places, keywords, topics and people of the last dispatches of a language. Keep it for some minutes."""
    contents = [entry.content for entry in await last(db, ENTRIES)]
    return vocabulary_of(
        content
        for content in contents
        if content is not None
        and content.language == language
        and content.type is ItemType.TEXT
        and content.form is not Form.NOTICE
    )
