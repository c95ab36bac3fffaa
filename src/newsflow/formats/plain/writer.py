"""Plain text: a head of labelled lines, the copy, and what desks should know, each part apart by an empty line."""

from collections.abc import Iterable
from datetime import datetime

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, BlockKind
from newsflow.domain.dispatch import Block, Dispatch, Span
from newsflow.domain.media import Media
from newsflow.formats.beside import file_line, link_line, told
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.facts import ai_use, called, named, subjects
from newsflow.formats.lines import labelled
from newsflow.formats.prose import body_blocks, byline, embargo_line, notes
from newsflow.formats.sheet import Links, Sheet, seconds
from newsflow.formats.xml import clean, line, lines

_LIST, _QUOTE = BlockKind.LIST, BlockKind.QUOTE


def copied(content: Dispatch, agency: Agency, embargo: datetime | None) -> str:
    """What is pasted into another text: headline, deck, byline and the copy with its dateline; no labelled lines."""
    parts = (_title(content.headline, content), _copy(content, agency, embargo, content.media))
    return "\n\n".join(part for part in parts if part) + "\n"


def core(sheet: Sheet, choices: Choices) -> Core:
    """The copy; the places for files and links are at its end."""
    assert choices is not None
    parts = [
        _head(sheet),
        _title(sheet.headline, sheet.content),
        _copy(sheet.content, sheet.agency, sheet.embargo, sheet.media),
    ]
    desk = notes(sheet.content)
    if desk:
        parts.append("\n".join(f"Note: {note}" for note in desk))
    text = "\n\n".join(part for part in parts if part)
    return Core((f"{text}\n".encode(), b"", b""), (Slot.FILES, Slot.LINKS))


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files with their addresses, and the other items by id and title."""
    assert sheet is not None
    assert choices is not None
    files = [file_line(file) for file in links.files]
    items = [link_line(link) for link in links.items]
    return {Slot.FILES: _part(files), Slot.LINKS: _part(items)}


def _part(lines: list[str]) -> bytes:
    return ("\n" + "\n".join(lines) + "\n").encode() if lines else b""


def _head(sheet: Sheet) -> str:
    content, header, known, embargo = sheet.content, sheet.header, called(sheet), sheet.embargo
    origin = content.translated_from
    facts = (
        ("Id", f"{header.guid} version {header.version}"),
        ("Sent", seconds(header.at)),
        ("First", seconds(sheet.first_at) if header.version > 1 else ""),
        ("Action", "" if header.action is Action.NEW else str(header.action)),
        ("Status", "" if sheet.may_publish else "not for publication"),
        ("Embargo", "" if embargo is None else seconds(embargo)),
        ("Language", content.language),
        ("Translated from", "" if origin is None else origin.language),
        ("Machine-aided", "yes" if origin is not None and origin.machine_aided else ""),
        ("Section", known.section_name(content.section)),
        ("Form", str(content.form)),
        ("Priority", f"{content.priority!s} {content.urgency}"),
        ("Slug", content.slug),
        ("Topics", ", ".join(content.topics)),
        ("Subjects", subjects(sheet)),
        ("Keywords", ", ".join(content.keywords)),
        ("Provider", known.provider(content.provider)),
        ("Machine learning", ai_use(sheet.media) or ""),
        ("Credits", ", ".join([f"{name} ({role})" for name, role in named(sheet)])),
        *told(sheet),
    )
    return "\n".join(labelled(facts))


def _title(headline: str, content: Dispatch) -> str:
    said = (headline, content.deck, byline(content))
    return "\n".join(lines([part for part in said if part]))


def _copy(content: Dispatch, agency: Agency, embargo: datetime | None, media: Media | None) -> str:
    opens = embargo_line(content, agency, embargo)
    paragraphs = [] if opens is None else [opens]
    paragraphs += [_block(block) for block in body_blocks(content, agency)]
    if media is not None:
        said = (media.credit_line, media.copyright, media.alt_text, media.extended_description)
        paragraphs += [clean(part) for part in said if part]
    return "\n\n".join(paragraphs)


def _block(block: Block) -> str:
    if block.kind is _LIST:
        marks = [f"{number}." if block.ordered else "-" for number in range(1, len(block.items) + 1)]
        return "\n".join([f"{mark} {_spans(item)}" for mark, item in zip(marks, block.items, strict=True)])
    text = _spans(block.spans)
    return f"> {text}" if block.kind is _QUOTE else text


def _spans(spans: Iterable[Span]) -> str:
    """The words, a link's address behind them."""
    return line("".join([span.text if span.href is None else f"{span.text} <{span.href}>" for span in spans]))
