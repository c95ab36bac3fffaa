"""What stands beside the copy where a format has only words for it: further facts, other items, and files."""

from collections.abc import Iterator

from newsflow.formats.facts import encoded_terms, places
from newsflow.formats.sheet import File, Link, Relation, Sheet
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


def told(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Facts by name that codes and elements carry elsewhere: what, in which story and packages, from whom, made when."""
    content, media, origin = sheet.content, sheet.media, sheet.content.translated_from
    header = sheet.header
    yield "Entry", f"{header.epoch}/{header.guid}/{header.version}"
    yield "Type", content.type.value
    for name, text in (
        ("Story", content.story),
        ("Packages", ", ".join(content.packages)),
        ("Places", ", ".join(f"{name} ({rel})" for name, rel, _ in places(content))),
        ("Original-agency", None if origin is None else origin.agency),
        ("Original-address", None if origin is None else origin.address),
        ("Original-credit", None if origin is None else origin.words),
        ("Answers-as", None if content.answers is None else content.answers.kind.value),
        ("Dateline-date", None if content.dateline is None else content.dateline.date),
        *((f"Source-{date.kind.value}", date.value) for date in content.source_dates),
        ("Number-in-series", None if media is None or media.series is None else str(media.number)),
        ("Taken", None if media is None else media.taken_at),
        ("File-name", None if media is None else media.file_name),
        ("Use-terms", encoded_terms(sheet, worded=False)),
    ):
        if text and line(text):
            yield name, line(text)


def link_line(link: Link) -> str:
    """Another item on a line: what it is to this one, its id and version, its language and title."""
    return (
        f"{RELATED[link.relation]}: {link.guid} version {link.version} ({link.language}) {line(link.title)}"
    )


def file_line(file: File) -> str:
    """A file on a line: name, type, size, digest, address."""
    made = file.rendition
    return f"File: {made.name.value} {made.type} {made.bytes} bytes sha256:{made.sha256} {file.address}"
