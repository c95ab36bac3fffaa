"""What an item says of itself besides its copy, in no standard's words yet: who, about what, on which terms."""

from datetime import datetime

import msgspec

from newsflow.domain.codes import CreditRole, DateKind, PlaceRole
from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.media import Media
from newsflow.formats import newscodes
from newsflow.formats.glossary import Glossary, Term, glossary
from newsflow.formats.prose import embargo_line, notes, translator
from newsflow.formats.sheet import Sheet, seconds
from newsflow.formats.xml import line

TERMS = "urn:x-newsflow:terms:1"
"""The language of `encoded_terms`: a JSON object with `terms` and `ai_use`."""


_CREDITED = {role: role.value.replace("_", "-") for role in CreditRole}
_PLACED = {role: role.value.replace("_", "-") for role in PlaceRole}


class Party(msgspec.Struct, frozen=True, gc=False):
    """A person or organisation, and what they are to the item."""

    name: str
    role: str
    """`writer`, `translator`, `web-editor` …; `source` (credited in the text), `original-agency`, `provider`."""


def parties(sheet: Sheet) -> tuple[Party, ...]:
    """The credits that are printed, with roles, then the organisations; each once."""
    content, origin = sheet.content, sheet.content.translated_from
    found = [
        Party(line(credit.name), _CREDITED[credit.role])
        for credit in content.credits
        if credit.printed and credit.role is not CreditRole.TRANSLATOR
    ]
    name = translator(content)
    if name is not None:
        found.append(Party(line(name), "translator"))
    found += [Party(line(source.name), "source") for source in content.sources]
    if origin is not None and origin.agency:
        found.append(Party(line(origin.agency), "original-agency"))
    return tuple(dict.fromkeys(found))


def called(sheet: Sheet) -> Glossary:
    """What the agency's codes are called in the language of the item."""
    return glossary(sheet.agency, sheet.topics, sheet.content.language)


def terms(sheet: Sheet) -> list[Term]:
    """What it is filed under: media topics, the old subject codes beside them, section, packages, story, keywords."""
    content, known = sheet.content, called(sheet)
    filed = [known.filed(topic) for topic in content.topics]
    found = [each.topic for each in filed]
    found += dict.fromkeys([each.subject for each in filed if each.subject is not None])
    found.append(known.section(content.section))
    found += [known.package(package) for package in content.packages]
    if content.story is not None:
        found.append(known.story(content.story, line(content.slug)))
    keywords = [line(keyword) for keyword in content.keywords]
    return found + [Term(rel="keyword", name=keyword) for keyword in keywords if keyword]


def subjects(sheet: Sheet) -> str:
    """The old subject codes in a row, for formats that have a line for them."""
    known = called(sheet)
    filed = [known.filed(topic).subject for topic in sheet.content.topics]
    return ", ".join(dict.fromkeys([each.code for each in filed if each is not None and each.code]))


def ai_use(media: Media | None) -> str | None:
    """What machines that learn may do with it, as an address of PLUS's."""
    return None if media is None else newscodes.data_mining(media.ai_use)


def use_terms(sheet: Sheet) -> str | None:
    """The use terms in words, each on a line, and what machines may do with it."""
    said = [line(term.words) for term in sheet.content.restrictions]
    learned = ai_use(sheet.media)
    if learned is not None:
        said.append(learned)
    return "\n".join(part for part in said if part) or None


def encoded_terms(sheet: Sheet, *, worded: bool = True) -> str | None:
    """The use terms for machines, as JSON: territories, media, from, until, no archive, mandatory credit, AI use.

    Which subscribers a term names stays with us: each asker was ruled on. Without its words, which then stand beside,
    it is ASCII.
    """
    if not sheet.content.restrictions:
        return None
    terms = [_term(each, worded=worded) for each in sheet.content.restrictions]
    if all(term == _NO_TERM for term in terms):
        return None
    said: dict[str, object] = {"terms": terms}
    learned = ai_use(sheet.media)
    if learned is not None:
        said["ai_use"] = learned
    return msgspec.json.encode(said).decode()


class _Term(msgspec.Struct, frozen=True, omit_defaults=True):
    """A use term as its JSON object; what it does not say is left out."""

    words: str | None = None
    territories: tuple[str, ...] | None = None
    media: tuple[str, ...] | None = None
    starts: str | None = None
    ends: str | None = None
    no_archive: bool = False
    mandatory_credit: bool = False


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
    said = ([line(embargo)] if embargo else []) + list(notes(sheet.content))
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
    dates = (date for date in sheet.content.source_dates if date.kind is DateKind.FIRST)
    return next((moment for date in dates if (moment := _moment(date.value)) is not None), None)


def _moment(stated: str | None) -> str | None:
    try:
        read = datetime.fromisoformat(stated or "")
    except ValueError:
        return None
    return None if read.tzinfo is None else seconds(read)


def places(content: Dispatch) -> list[tuple[str, str, str | None]]:
    """Each place by name, relation (`filed-from`, `happened-at`, `about`, `country`) and, of countries, ISO code."""
    found: dict[tuple[str, str, str | None], None] = {}
    for place in content.places:
        found[line(place.name), _PLACED[place.role], None] = None
        if place.country or place.code:
            found[line(place.country or place.code or ""), "country", place.code] = None
    filed = any(place.role is PlaceRole.FILED_FROM for place in content.places)
    if content.dateline is not None and not filed:
        found[line(content.dateline.place), _PLACED[PlaceRole.FILED_FROM], None] = None
    return [row for row in found if row[0]]


def extras(sheet: Sheet) -> list[tuple[str, str]]:
    """Further facts, for standards that let a provider add named texts of its own: name and text."""
    content = sheet.content
    said: list[tuple[str, str | None]] = [
        ("action", sheet.action.value),
        ("priority", content.priority.value),
        ("form", content.form.value),
        ("deck", content.deck),
        ("label", content.label),
        ("correction", content.correction),
        ("whats_new", content.whats_new),
    ]
    origin, told = content.translated_from, content.notice_of
    if origin is not None:
        said += [
            ("translated_from", origin.language),
            ("machine_aided", "true" if origin.machine_aided else None),
            ("original_address", origin.address),
            ("original_credit", origin.words),
        ]
    if told is not None:
        said += [
            ("notice_action", told.action.value),
            ("notice_reason", None if told.reason is None else told.reason.value),
            ("notice_first_issued", seconds(told.at)),
        ]
    if content.answers is not None:
        said.append(("answers_as", content.answers.kind.value))
    if content.dateline is not None:
        said.append(("dateline_date", content.dateline.date))
    said += [(f"source_{date.kind.value}", date.value) for date in content.source_dates]
    if content.media is not None:
        said += _of_media(content.media)
    return [(name, line(text)) for name, text in said if text]


def _of_media(media: Media) -> list[tuple[str, str | None]]:
    return [
        ("number_in_series", None if media.series is None else str(media.number)),
        ("alt_text", media.alt_text),
        ("extended", media.extended_description),
        ("credit_line", media.credit_line),
        ("taken_at", media.taken_at),
        ("ai_use", ai_use(media)),
    ]
