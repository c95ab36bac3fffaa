"""What an item says of itself besides its copy, in no standard's words yet: who, about what, on which terms."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from newsflow.domain.agency import Agency
from newsflow.domain.codes import CreditRole, DateKind, PlaceRole
from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.labels import label, section_name
from newsflow.domain.media import Media
from newsflow.formats import newscodes
from newsflow.formats.prose import embargo_line, notes, translator
from newsflow.formats.sheet import Sheet, seconds
from newsflow.formats.xml import line

TERMS = "urn:x-newsflow:terms:1"
"""The language of `encoded_terms`: a JSON object with `terms` and `ai_use`."""


class Party(msgspec.Struct, frozen=True, gc=False):
    """A person or organisation, and what they are to the item."""

    name: str
    role: str
    """`writer`, `translator`, `web-editor` …; `source` (credited in the text), `original-agency`, `provider`."""


class Term(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A code or word that an item is filed under."""

    rel: str
    """`topic`, `subject-code`, `section`, `package`, `story` or `keyword`."""
    scheme: str | None = None
    """The address of the list that the code is from; code and scheme come together."""
    code: str | None = None
    name: str | None = None


def parties(sheet: Sheet) -> tuple[Party, ...]:
    """The credits that are printed, with roles, then the organisations; each once."""
    content = sheet.content
    found = [
        Party(line(credit.name), credit.role.value.replace("_", "-"))
        for credit in content.credits
        if credit.printed and credit.role is not CreditRole.TRANSLATOR
    ]
    name = translator(content)
    if name is not None:
        found.append(Party(line(name), "translator"))
    found += [Party(line(source.name), "source") for source in content.sources]
    if content.translated_from is not None and content.translated_from.agency:
        found.append(Party(line(content.translated_from.agency), "original-agency"))
    return tuple(dict.fromkeys(found))


def scheme(agency: Agency, kind: str) -> str:
    """The address of a list of the agency's own."""
    return f"urn:x-newsflow:{agency.code}:{kind}"


def terms(sheet: Sheet) -> Iterator[Term]:
    """What it is filed under: media topics, the old subject codes beside them, section, packages, story, keywords."""
    content, agency, topics = sheet.content, sheet.agency, sheet.topics
    language = content.language
    for topic in content.topics:
        number = topic.removeprefix("medtop:")
        name = _named(topics.label(topic, language))
        yield Term(rel="topic", scheme=newscodes.MEDIA_TOPIC, code=number, name=name)
    for number in dict.fromkeys(filter(None, (topics.subject(topic) for topic in content.topics))):
        name = _named(topics.label(f"medtop:{number}", language))
        yield Term(rel="subject-code", scheme=newscodes.SUBJECT_CODE, code=number, name=name)
    name = line(section_name(agency, content.section, language))
    yield Term(rel="section", scheme=scheme(agency, "section"), code=content.section, name=name)
    for package in content.packages:
        name = _named(label(agency.packages, package, language, agency))
        yield Term(rel="package", scheme=scheme(agency, "package"), code=package, name=name)
    if content.story is not None:
        yield Term(rel="story", scheme=scheme(agency, "story"), code=content.story, name=line(content.slug))
    for keyword in content.keywords:
        if line(keyword):
            yield Term(rel="keyword", name=line(keyword))


def _named(name: str | None) -> str | None:
    return None if name is None else line(name)


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
    terms = [_term(each, worded=worded) for each in sheet.content.restrictions]
    if not any(terms):
        return None
    said: dict[str, object] = {"terms": terms}
    learned = ai_use(sheet.media)
    if learned is not None:
        said["ai_use"] = learned
    return msgspec.json.encode(said).decode()


def _term(term: Restriction, *, worded: bool) -> dict[str, object]:
    facts: dict[str, object] = {
        "words": line(term.words) if worded else "",
        "territories": list(term.territories),
        "media": list(term.media),
        "starts": None if term.starts is None else seconds(term.starts),
        "ends": None if term.ends is None else seconds(term.ends),
        "no_archive": term.no_archive,
        "mandatory_credit": term.mandatory_credit,
    }
    return {name: value for name, value in facts.items() if value}


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


def places(content: Dispatch) -> Iterator[tuple[str, str, str | None]]:
    """Each place by name, relation (`filed-from`, `happened-at`, `about`, `country`) and, of countries, ISO code."""
    seen: set[tuple[str, str, str | None]] = set()
    for place in content.places:
        rows: list[tuple[str, str, str | None]] = [
            (line(place.name), place.role.value.replace("_", "-"), None)
        ]
        if place.country or place.code:
            rows.append((line(place.country or place.code or ""), "country", place.code))
        for row in rows:
            if row[0] and row not in seen:
                seen.add(row)
                yield row
    filed = any(place.role is PlaceRole.FILED_FROM for place in content.places)
    if content.dateline is not None and not filed:
        yield line(content.dateline.place), PlaceRole.FILED_FROM.value.replace("_", "-"), None


def extras(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Further facts, for standards that let a provider add named texts of its own: name and text."""
    content, media, origin = sheet.content, sheet.media, sheet.content.translated_from
    yield "action", sheet.action.value
    yield "priority", content.priority.value
    yield "form", content.form.value
    for name, text in (
        ("deck", content.deck),
        ("label", content.label),
        ("correction", content.correction),
        ("whats_new", content.whats_new),
    ):
        if text:
            yield name, line(text)
    if origin is not None:
        yield "translated_from", origin.language
        if origin.machine_aided:
            yield "machine_aided", "true"
        if origin.address:
            yield "original_address", line(origin.address)
        if origin.words and line(origin.words):
            yield "original_credit", line(origin.words)
    if content.notice_of is not None:
        yield "notice_action", content.notice_of.action.value
        if content.notice_of.reason is not None:
            yield "notice_reason", content.notice_of.reason.value
        yield "notice_first_issued", seconds(content.notice_of.at)
    if content.answers is not None:
        yield "answers_as", content.answers.kind.value
    if content.dateline is not None and content.dateline.date:
        yield "dateline_date", content.dateline.date
    for date in content.source_dates:
        yield f"source_{date.kind.value}", date.value
    if media is not None:
        if media.series is not None:
            yield "number_in_series", str(media.number)
        for name, text in (
            ("alt_text", media.alt_text),
            ("extended", media.extended_description),
            ("credit_line", media.credit_line),
            ("taken_at", media.taken_at),
            ("ai_use", ai_use(media)),
        ):
            if text:
                yield name, line(text)
