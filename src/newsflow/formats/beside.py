"""What stands beside the copy where a format has only words for it: other items, and files."""

from newsflow.formats.sheet import File, Link, Relation
from newsflow.formats.xml import line

RELATED = {
    Relation.REPLACES: "Replaces",
    Relation.ORIGINAL: "Translated from",
    Relation.TRANSLATION: "In other languages",
    Relation.ANSWERS: "Answers",
    Relation.NOTICE_OF: "Tells of",
    Relation.SERIES: "In series",
    Relation.MEMBER: "Members",
    Relation.STORY: "Same story",
}


def link_line(link: Link) -> str:
    """Another item on a line: what it is to this one, its id and version, its language and title."""
    return (
        f"{RELATED[link.relation]}: {link.guid} version {link.version} ({link.language}) {line(link.title)}"
    )


def file_line(file: File) -> str:
    """A file on a line: name, type, size, digest, address."""
    made = file.rendition
    return f"File: {made.name.value} {made.type} {made.bytes} bytes sha256:{made.sha256} {file.address}"
