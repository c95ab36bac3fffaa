"""What an item says of itself besides its copy, in no standard's words yet: who, about what, on which terms."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec

from newsflow.domain.codes import CreditRole, DateKind, PlaceRole
from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.media import Media
from newsflow.formats import newscodes
from newsflow.formats.glossary import Glossary, Term, glossary
from newsflow.formats.prose import embargo_line, notes, translator
from newsflow.formats.sheet import Sheet, seconds
from newsflow.formats.xml import is_line, line, lines

T = TypeVar("T")

TERMS = "urn:x-newsflow:terms:1"
"""The language of `encoded_terms`: a JSON object with `terms` and `ai_use`."""


_TRANSLATOR = CreditRole.TRANSLATOR
_CREDITED = {role: role.value.replace("_", "-") for role in CreditRole}
_FILED_FROM = PlaceRole.FILED_FROM
_PLACED = {role: role.value.replace("_", "-") for role in PlaceRole}


class Party(msgspec.Struct, frozen=True, gc=False):
    """A person or organisation, and what they are to the item."""

    name: str
    role: str
    """`writer`, `translator`, `web-editor` …; `source` (credited in the text), `original-agency`, `provider`."""


def parties(sheet: Sheet) -> tuple[Party, ...]:
    """The credits that are printed, with roles, then the organisations; each once."""
    return tuple([Party(name, role) for name, role in named(sheet)])


def named(sheet: Sheet) -> Iterable[tuple[str, str]]:
    """The same as pairs of name and role."""
    content, origin = sheet.content, sheet.content.translated_from
    printed = [credit for credit in content.credits if credit.printed and credit.role is not _TRANSLATOR]
    names = [credit.name for credit in printed]
    roles = [_CREDITED[credit.role] for credit in printed]
    name = translator(content)
    if name is not None:
        names.append(name)
        roles.append("translator")
    for source in content.sources:
        names.append(source.name)
        roles.append("source")
    if origin is not None and origin.agency:
        names.append(origin.agency)
        roles.append("original-agency")
    return _once(list(zip(lines(names), roles, strict=True)))


def called(sheet: Sheet) -> Glossary:
    """What the agency's codes are called in the language of the item."""
    return glossary(sheet.agency, sheet.topics, sheet.content.language)


def terms(sheet: Sheet) -> list[Term]:
    """What it is filed under: media topics, the old subject codes beside them, section, packages, story, keywords."""
    content, known = sheet.content, called(sheet)
    filed = [known.filed(topic) for topic in content.topics]
    found = [each.topic for each in filed]
    found += _once([each.subject for each in filed if each.subject is not None])
    found.append(known.section(content.section))
    found += [known.package(package) for package in content.packages]
    if content.story is not None:
        found.append(known.story(content.story, line(content.slug)))
    if content.keywords:
        keywords = lines(list(content.keywords))
        found += [Term(rel="keyword", name=keyword) for keyword in keywords if keyword]
    return found


def subjects(sheet: Sheet) -> str:
    """The old subject codes in a row, for formats that have a line for them."""
    if not sheet.content.topics:
        return ""
    known = called(sheet)
    filed = [known.filed(topic).subject for topic in sheet.content.topics]
    return ", ".join(_once([each.code for each in filed if each is not None and each.code]))


def _once(found: list[T]) -> Iterable[T]:
    """Each but once, in order."""
    return dict.fromkeys(found) if len(found) > 1 else found


def ai_use(media: Media | None) -> str | None:
    """What machines that learn may do with it, as an address of PLUS's."""
    return None if media is None else newscodes.data_mining(media.ai_use)


def use_terms(sheet: Sheet) -> str | None:
    """The use terms in words, each on a line, and what machines may do with it."""
    restrictions, learned = sheet.content.restrictions, ai_use(sheet.media)
    if not restrictions:
        return learned
    said = [text for text in lines([term.words for term in restrictions]) if text]
    return "\n".join(said if learned is None else [*said, learned]) or None


def encoded_terms(sheet: Sheet, *, worded: bool = True) -> str | None:
    """The use terms for machines, as JSON: territories, media, from, until, no archive, mandatory credit, AI use.

    Which subscribers a term names stays with us: each asker was ruled on. Without its words, which then stand beside,
    it is ASCII.
    """
    if not sheet.content.restrictions:
        return None
    terms = [_term(each, worded=worded) for each in sheet.content.restrictions]
    if terms.count(_NO_TERM) == len(terms):
        return None
    return msgspec.json.encode(_Terms(terms, ai_use(sheet.media))).decode()


class _Term(msgspec.Struct, frozen=True, omit_defaults=True):
    """A use term as its JSON object; what it does not say is left out."""

    words: str | None = None
    territories: tuple[str, ...] | None = None
    media: tuple[str, ...] | None = None
    starts: str | None = None
    ends: str | None = None
    no_archive: bool = False
    mandatory_credit: bool = False


class _Terms(msgspec.Struct, frozen=True, omit_defaults=True):
    terms: list[_Term]
    ai_use: str | None = None


_NO_TERM = _Term()


def _term(term: Restriction, *, worded: bool) -> _Term:
    return _Term(
        words=(line(term.words) or None) if worded else None,
        territories=term.territories or None,
        media=term.media or None,
        starts=None if term.starts is None else seconds(term.starts),
        ends=None if term.ends is None else seconds(term.ends),
        no_archive=term.no_archive,
        mandatory_credit=term.mandatory_credit,
    )


def desk_note(sheet: Sheet) -> str | None:
    """What subscribers' desks should know, each on a line: the embargo first. Not for readers."""
    embargo = embargo_line(sheet.content, sheet.agency, sheet.embargo)
    said = notes(sheet.content)
    if embargo:
        said = (line(embargo), *said)
    return "\n".join(said) or None


def desk_notes(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """The same one by one, each on a line with its kind: `embargo`, `label`, `correction`, `whats-new`, `note`."""
    content = sheet.content
    said = (
        ("embargo", embargo_line(content, sheet.agency, sheet.embargo)),
        ("label", content.label),
        ("correction", content.correction),
        ("whats-new", content.whats_new),
        ("note", content.note),
    )
    return tuple((kind, line(text)) for kind, text in said if text and line(text))


def created(sheet: Sheet) -> str | None:
    """The moment at which the content was made, where the source states one with its zone; a day alone is none."""
    media = sheet.media
    if media is not None:
        return _moment(media.taken_at)
    for date in sheet.content.source_dates:
        moment = _moment(date.value) if date.kind is DateKind.FIRST else None
        if moment is not None:
            return moment
    return None


def _moment(stated: str | None) -> str | None:
    if not stated:
        return None
    try:
        read = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return None if read.tzinfo is None else seconds(read)


def places(content: Dispatch) -> list[tuple[str, str, str | None]]:
    """Each place by name, relation (`filed-from`, `happened-at`, `about`, `country`) and, of countries, ISO code."""
    found: list[tuple[str, str, str | None]] = []
    filed = False
    for place in content.places:
        filed = filed or place.role is _FILED_FROM
        found.append((place.name, _PLACED[place.role], None))
        if place.country or place.code:
            found.append((place.country or place.code or "", "country", place.code))
    if content.dateline is not None and not filed:
        found.append((content.dateline.place, _PLACED[_FILED_FROM], None))
    if not is_line(" ".join([name for name, _, _ in found])):
        found = [(line(name), rel, code) for name, rel, code in found]
        found = [row for row in found if row[0]]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def extras(sheet: Sheet) -> list[tuple[str, str]]:
    """Further facts, for standards that let a provider add named texts of its own: name and text."""
    content = sheet.content
    origin, told, answers = content.translated_from, content.notice_of, content.answers
    said: list[tuple[str, str | None]] = [
        ("action", str(sheet.header.action)),
        ("priority", str(content.priority)),
        ("form", str(content.form)),
        ("deck", content.deck),
        ("label", content.label),
        ("correction", content.correction),
        ("whats_new", content.whats_new),
    ]
    if origin is not None:
        said += [
            ("translated_from", origin.language),
            ("machine_aided", "true" if origin.machine_aided else None),
            ("original_address", origin.address),
            ("original_credit", origin.words),
        ]
    if told is not None:
        said += [
            ("notice_action", str(told.action)),
            ("notice_reason", None if told.reason is None else str(told.reason)),
            ("notice_first_issued", seconds(told.at)),
        ]
    if answers is not None:
        said.append(("answers_as", str(answers.kind)))
    if content.dateline is not None:
        said.append(("dateline_date", content.dateline.date))
    for date in content.source_dates:
        said.append((f"source_{date.kind.value}", date.value))
    if content.media is not None:
        said += _of_media(content.media)
    found = [(name, text) for name, text in said if text]
    neat = is_line(" ".join([text for _, text in found]))
    return found if neat else [(name, line(text)) for name, text in found]


def _of_media(media: Media) -> list[tuple[str, str | None]]:
    return [
        ("number_in_series", None if media.series is None else str(media.number)),
        ("alt_text", media.alt_text),
        ("extended", media.extended_description),
        ("credit_line", media.credit_line),
        ("taken_at", media.taken_at),
        ("ai_use", ai_use(media)),
    ]
