"""What stands beside the copy where a format has only words for it: further facts, other items, and files."""

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


def told(sheet: Sheet) -> list[tuple[str, str]]:
    """Facts by name that codes and elements carry elsewhere: what, in which story and packages, from whom, made when."""
    content, header, media, origin = sheet.content, sheet.header, sheet.media, sheet.content.translated_from
    said: list[tuple[str, str | None]] = [
        ("Entry", f"{header.epoch}/{header.guid}/{header.version}"),
        ("Type", str(content.type)),
        ("Story", content.story),
        ("Packages", ", ".join(content.packages)),
        ("Places", ", ".join([f"{name} ({rel})" for name, rel, _ in places(content)])),
    ]
    if origin is not None:
        said += [
            ("Original-agency", origin.agency),
            ("Original-address", origin.address),
            ("Original-credit", origin.words),
        ]
    if content.answers is not None:
        said.append(("Answers-as", content.answers.kind.value))
    if content.dateline is not None:
        said.append(("Dateline-date", content.dateline.date))
    for date in content.source_dates:
        said.append((f"Source-{date.kind.value}", date.value))
    if media is not None:
        said += [
            ("Number-in-series", None if media.series is None else str(media.number)),
            ("Taken", media.taken_at),
            ("File-name", media.file_name),
        ]
    if content.restrictions:
        said.append(("Use-terms", encoded_terms(sheet, worded=False)))
    return [(name, text) for name, text in said if text and not text.isspace()]


def link_line(link: Link) -> str:
    """Another item on a line: what it is to this one, its id and version, its language and title."""
    return (
        f"{RELATED[link.relation]}: {link.guid} version {link.version} ({link.language}) {line(link.title)}"
    )


def file_line(file: File) -> str:
    """A file on a line: name, type, size, digest, address."""
    made = file.rendition
    return f"File: {made.name.value} {made.type} {made.bytes} bytes sha256:{made.sha256} {file.address}"
