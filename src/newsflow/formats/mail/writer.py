"""The text of an e-mail, whoever sends it: header fields up to the first empty line, the copy, the facts, a signature.

Fields are raw UTF-8 (RFC 6532); whoever puts them into a message encodes them as it must.
"""

from collections.abc import Iterable

from newsflow.domain.codes import Action, BlockKind, Form, Priority
from newsflow.domain.dispatch import Block, Span
from newsflow.formats.beside import RELATED, told
from newsflow.formats.body import copy
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.facts import ai_use, called, desk_note, extras, parties, subjects
from newsflow.formats.lines import labelled, wrapped
from newsflow.formats.newscodes import pub_status
from newsflow.formats.prose import byline
from newsflow.formats.sheet import Links, Sheet, seconds
from newsflow.formats.xml import line

WIDTH = 72
"""Characters in a line before it is broken softly."""
_FIELD = "X-Newsflow-"
_TOLD = {
    name: name.replace("_", "-").title()
    for name in ("action", "form", "priority", "translated_from", "machine_aided")
}
"""Further facts that have a field of their own."""


def core(sheet: Sheet, choices: Choices) -> Core:
    """The text; files and other items come before the signature."""
    content, media = sheet.content, sheet.media
    head = "\n".join(labelled(_fields(sheet)))
    title = [_flowed(line(part)) for part in (sheet.headline, content.deck, byline(content)) if part]
    paragraphs = [_block(block) for block in copy(sheet, choices)]
    if media is not None:
        said = (media.credit_line, media.copyright, media.alt_text, media.extended_description)
        paragraphs += [_flowed(line(part)) for part in said if part]
    notes = [_flowed(f"Note: {note}") for note in (desk_note(sheet) or "").splitlines()]
    parts = (head, "\n".join(title), *paragraphs, "\n".join(notes))
    text = "\n\n".join(part for part in parts if part)
    signature = f"\n-- \n{line(sheet.agency.name)}\n{line(sheet.agency.contact)}\n"
    return Core((f"{text}\n".encode(), b"", signature.encode()), (Slot.FILES, Slot.LINKS))


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files with addresses and digests, and the other items."""
    assert sheet is not None
    assert choices is not None
    files = [
        f"File: {file.rendition.name.value} {file.rendition.type} {file.rendition.bytes} bytes\n"
        f"sha256:{file.rendition.sha256}\n<{file.address}>"
        for file in links.files
    ]
    items = [
        _flowed(
            f"{RELATED[link.relation]}: {line(link.title)} ({link.language}) {link.guid} version {link.version}"
        )
        + (f"\n<{link.address}>" if link.address else "")
        for link in links.items
    ]
    return {Slot.FILES: _part(files), Slot.LINKS: _part(items)}


def subject(sheet: Sheet) -> str:
    """The subject: what it is, where that matters, and the headline."""
    content = sheet.content
    marks = [content.priority.name] if content.priority in {Priority.FLASH, Priority.URGENT} else []
    marks += ["EMBARGO"] if sheet.embargo is not None else []
    marks += [content.form.name] if content.form is Form.ADVISORY else []
    marks += [sheet.action.name] if sheet.action in {Action.CORRECT, Action.REINSTATE, Action.REDACT} else []
    return " ".join((*(f"[{mark}]" for mark in marks), sheet.headline))


def _fields(sheet: Sheet) -> list[tuple[str, str | None]]:
    content, header, known = sheet.content, sheet.header, called(sheet)
    own: list[tuple[str, str | None]] = [
        ("Id", header.guid),
        ("Version", str(header.version)),
        ("Sent", seconds(header.at)),
        ("First", seconds(sheet.first_at)),
        ("Status", pub_status(sheet).value),
        ("Embargo", None if sheet.embargo is None else seconds(sheet.embargo)),
        ("Urgency", str(content.urgency)),
        ("Section", known.section_name(content.section)),
        ("Slug", content.slug),
        ("Topics", ", ".join(content.topics)),
        ("Subjects", subjects(sheet)),
        ("Keywords", ", ".join(content.keywords)),
        ("Provider", known.provider(content.provider)),
        ("Credits", ", ".join([f"{party.name} ({party.role})" for party in parties(sheet)])),
        ("Machine-Learning", ai_use(sheet.media)),
    ]
    own += [(_TOLD[name], text) for name, text in extras(sheet) if name in _TOLD]
    own += [(name.title(), text) for name, text in told(sheet)]
    fields = [(f"{_FIELD}{name}", text) for name, text in own if text]
    return [("Subject", subject(sheet)), ("Content-Language", content.language), *fields]


def _part(texts: Iterable[str]) -> bytes:
    written = "\n".join(texts)
    return f"\n{written}\n".encode() if written else b""


def _block(block: Block) -> str:
    if block.kind is BlockKind.LIST:
        marks = (f"{number}." if block.ordered else "-" for number in range(1, len(block.items) + 1))
        return "\n".join(
            _flowed(f"{mark} {_spans(item)}") for mark, item in zip(marks, block.items, strict=True)
        )
    return _flowed(f"“{_spans(block.spans)}”" if block.kind is BlockKind.QUOTE else _spans(block.spans))


def _spans(spans: Iterable[Span]) -> str:
    """The words, a link's address behind them."""
    return line("".join(span.text if span.href is None else f"{span.text} <{span.href}>" for span in spans))


def _flowed(text: str) -> str:
    """The text in lines that end in a blank where they go on; what begins as a quote gets one before it."""
    stuffed = (f" {one}" if one.startswith((">", "From ")) else one for one in wrapped(text, WIDTH))
    return " \n".join(stuffed)
