"""The index's fields. A change here or in the analyser raises VERSION, and the index is then built anew."""

from typing import Final

import tantivy

VERSION: Final = 2
"""Of fields, terms and what a document is made of. Each version has a folder of its own."""

TERMS = "terms"
"""The name of the tokenizer that takes our terms as they are: they are joined by blanks."""
RAW = "raw"

TEXT = "text"
PLACE = "place"
SOURCE = "source"
BY = "by"
WORDS = (TEXT, PLACE, SOURCE, BY)
"""Fields of terms, with their places, for phrases. A value is a passage: no phrase goes from one into the next."""

SHAPE = "shape"
"""All that contracts ask of an item, as one term (`shapes.py`)."""
GUID = "guid"
FORM = "form"
STORY = "story"
SLUG = "slug"
TOPICS = "topics"
URGENCY = "urgency"
PLACE_NAME = "place_name"
SOURCE_NAME = "source_name"
SUGGESTED = "suggested"
CODES = (GUID, STORY, SLUG, TOPICS, URGENCY, SUGGESTED)
COUNTED = (SHAPE, FORM, PLACE_NAME, SOURCE_NAME)
"""Fields by which found items are counted."""

SEQ = "seq"
AT = "at"
STARTS = "starts"
ENDS = "ends"

REACHED = "reached"
"""Of one document alone: what the index has read of the wire (`place.py`)."""
PLACE_OF = "place_of"
"""On that document, its name."""


def schema() -> tantivy.Schema:
    """The fields. Nothing is stored but the reader's place: texts are read from the wire, where they are erased."""
    builder = tantivy.SchemaBuilder()
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name=TERMS, index_option="position")
    for name in (*CODES, PLACE_OF):
        builder.add_text_field(name, tokenizer_name=RAW, index_option="basic")
    for name in COUNTED:
        builder.add_text_field(name, tokenizer_name=RAW, index_option="basic", fast=True)
    builder.add_unsigned_field(SEQ, indexed=True, fast=True)
    for name in (AT, STARTS, ENDS):
        builder.add_integer_field(name, fast=True)
    builder.add_bytes_field(REACHED, stored=True)
    return builder.build()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """The index, which now knows how our terms are told apart."""
    index.register_tokenizer(TERMS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index
