"""The editor's form and a dispatch: each field as the form shows it, and back. Whatever a form lacks stays as it was."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest
from typing import TypeVar

from newsflow.domain.agency import Agency, Code, Section
from newsflow.domain.codes import CreditRole, PlaceRole, Priority
from newsflow.domain.codes import Form as Kind
from newsflow.domain.dispatch import (
    SPEED_OF_FORM,
    Credit,
    Dateline,
    Dispatch,
    Place,
    Source,
)
from newsflow.domain.errors import BadInputError
from newsflow.domain.markup import read_markup, write_markup
from newsflow.web.forms import Form
from newsflow.web.hours import read_hour, shown_hour
from newsflow.web.say import Tongue
from newsflow.web.within.telling import told

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a list of the form: a credit, a place or a source."""

    name: str = ""
    role: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What the form's fields hold, as text."""

    language: str
    form: str
    section: str
    provider: str
    packages: tuple[str, ...]
    slug: str
    headline: str
    deck: str
    place: str
    country: str
    day: str
    marks: str
    body: str
    keywords: str
    topics: str
    credits: tuple[Row, ...]
    places: tuple[Row, ...]
    sources: tuple[Row, ...]
    note: str
    whats_new: str
    correction: str
    planned: str
    embargo: str
    priority: str
    urgency: str
    replaces: str


@dataclass(frozen=True, slots=True)
class ReadForm:
    """What a form says: the content, the hour it is planned for, and for each field that could not be taken why.

    Such a field stays as it was.
    """

    content: Dispatch
    planned: datetime | None
    problems: dict[str, str]


def shown(content: Dispatch, planned: datetime | None, agency: Agency) -> Fields:
    """The fields of a dispatch that is planned for that hour."""
    line = content.dateline or Dateline(place="")
    return Fields(
        language=content.language,
        form=content.form.value,
        section=content.section,
        provider=content.provider,
        packages=content.packages,
        slug=content.slug,
        headline=content.headline,
        deck=content.deck or "",
        place=line.place,
        country=line.country or "",
        day=line.date or "",
        marks=", ".join(line.marks),
        body=write_markup(content.body),
        keywords=", ".join(content.keywords),
        topics=", ".join(content.topics),
        credits=tuple(
            Row(name=one.name, role=one.role.value, more="" if one.printed else "hidden")
            for one in content.credits
        ),
        places=tuple(Row(name=one.name, role=one.role.value, more=one.code or "") for one in content.places),
        sources=tuple(Row(name=one.name, more=one.words) for one in content.sources),
        note=content.note or "",
        whats_new=content.whats_new or "",
        correction=content.correction or "",
        planned=shown_hour(planned, agency.zoneinfo),
        embargo=shown_hour(content.embargo, agency.zoneinfo),
        priority=content.priority.value,
        urgency=str(content.urgency),
        replaces="\n".join(content.replaces),
    )


def read_fields(
    form: Form, before: Dispatch, agency: Agency, speaks: Tongue, *, planned: datetime | None = None
) -> ReadForm:
    """The dispatch as the form has it; what is wrong with it, said in that tongue.

    What was typed is never refused as a whole: a field that cannot be taken stays as it was, and is named, so that a
    save keeps all the rest.
    """
    taking = _Taking(form, speaks)
    take = taking.take
    kind = take("form", _kind, before.form)
    section = take("section", _known(agency.sections), before.section)
    priority, urgency = _speed(taking, before, kind)
    content = replace(
        before,
        language=take("language", _known(agency.languages), before.language),
        form=kind,
        section=section,
        provider=take("provider", _known(agency.providers), before.provider),
        packages=_packages(form, before, section, agency),
        slug=take("slug", _line, before.slug),
        headline=take("headline", _line, before.headline),
        deck=take("deck", _or_none, before.deck),
        dateline=_dateline(form) if form.has("place") else before.dateline,
        body=take("body", read_markup, before.body),
        keywords=take("keywords", _listed, before.keywords),
        topics=take("topics", _listed, before.topics),
        credits=_credits(form, before),
        places=_places(form, before),
        sources=_sources(form, before),
        note=take("note", lambda text: text or None, before.note),
        whats_new=take("whats_new", _or_none, before.whats_new),
        correction=take("correction", _or_none, before.correction),
        embargo=take("embargo", lambda text: _hour(text, before.embargo, agency), before.embargo),
        replaces=take("replaces", lambda text: tuple(text.split()), before.replaces),
        priority=priority,
        urgency=urgency,
    )
    hour = take("planned", lambda text: _hour(text, planned, agency), planned)
    return ReadForm(content, hour, taking.problems)


@dataclass(slots=True)
class _Taking:
    """Takes fields one by one; notes those that cannot be taken."""

    form: Form
    speaks: Tongue
    problems: dict[str, str] = field(default_factory=dict[str, str])

    def take(self, name: str, read: Callable[[str], Value], value: Value) -> Value:
        """What the field says; `value` where the form has no such field, or says nothing that can be read."""
        if not self.form.has(name):
            return value
        try:
            return read(self.form.text(name).strip())
        except BadInputError as error:
            self.problems[name] = told(self.speaks, error).text
            return value


def _line(text: str) -> str:
    """One line, whatever was pasted."""
    return " ".join(text.split("\n")).strip()


def _or_none(text: str) -> str | None:
    return _line(text) or None


def _listed(text: str) -> tuple[str, ...]:
    """The parts of a list that commas, Arabic commas or lines keep apart, each once."""
    parts = (part.strip() for part in text.replace("،", ",").replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _known(codes: tuple[Code, ...] | tuple[Section, ...]) -> Callable[[str], str]:
    live = frozenset(code.code for code in codes if not code.retired)

    def read(text: str) -> str:
        if text not in live:
            raise BadInputError("The agency has no such code.", f"“{text[:40]}”.", "Choose from the list.")
        return text

    return read


def _kind(text: str) -> Kind:
    if text not in set(Kind):
        raise BadInputError("There is no such form.", f"“{text[:40]}”.", "Choose from the list.")
    return Kind(text)


def _hour(text: str, before: datetime | None, agency: Agency) -> datetime | None:
    """The hour of the field; as it was, to the second, where the field still shows that minute."""
    return before if text == shown_hour(before, agency.zoneinfo) else read_hour(text, agency.zoneinfo)


def _speed(taking: _Taking, before: Dispatch, kind: Kind) -> tuple[Priority, int]:
    """Priority and urgency: those that a newly chosen form brings with it, else what the fields say."""
    if kind is not before.form:
        return SPEED_OF_FORM.get(kind, (Priority.ROUTINE, 5))
    priority = taking.take("priority", _priority, before.priority)
    return priority, taking.take("urgency", _urgency, before.urgency)


def _priority(text: str) -> Priority:
    if text not in set(Priority):
        raise BadInputError("There is no such priority.", f"“{text[:40]}”.", "Choose from the list.")
    return Priority(text)


def _urgency(text: str) -> int:
    if text not in set("123456789"):
        raise BadInputError("Urgency goes from 1 to 9.", f"“{text[:40]}”.", "Choose from the list.")
    return int(text)


def _packages(form: Form, before: Dispatch, section: str, agency: Agency) -> tuple[str, ...]:
    """What is ticked; of a text that changed its section with the first one's own packages, those of the new one."""
    if not form.has("packages_shown"):
        return before.packages
    shown_of, chosen = form.line("packages_shown"), set(form.texts("packages"))
    if shown_of != section and chosen == set(agency.packages_of(shown_of)):
        return agency.packages_of(section)
    return tuple(one.code for one in agency.packages if not one.retired and one.code in chosen)


def _dateline(form: Form) -> Dateline | None:
    place = _line(form.text("place"))
    if not place:
        return None
    return Dateline(
        place=place,
        country=_or_none(form.text("country")),
        marks=_listed(form.text("marks")),
        date=_or_none(form.text("day")),
    )


def _given_rows(form: Form, name: str) -> list[Row] | None:
    """The rows of a list of the form, without the empty ones; None where the form does not show that list."""
    if not form.has(f"{name}_name"):
        return None
    columns = (form.texts(f"{name}_name"), form.texts(f"{name}_role"), form.texts(f"{name}_more"))
    rows = (Row(name=_line(a), role=b, more=_line(c)) for a, b, c in zip_longest(*columns, fillvalue=""))
    return [row for row in rows if row.name]


def _credits(form: Form, before: Dispatch) -> tuple[Credit, ...]:
    rows = _given_rows(form, "credits")
    if rows is None:
        return before.credits
    roles = set(CreditRole)
    return tuple(
        Credit(
            name=row.name,
            role=CreditRole(row.role) if row.role in roles else CreditRole.WRITER,
            printed=row.more != "hidden",
        )
        for row in rows
    )


def _places(form: Form, before: Dispatch) -> tuple[Place, ...]:
    """The places; what the form does not show of a place (its country's name) stays with its name."""
    rows = _given_rows(form, "places")
    if rows is None:
        return before.places
    known = {place.name: place for place in before.places}
    roles = set(PlaceRole)
    made: list[Place] = []
    for row in rows:
        role = PlaceRole(row.role) if row.role in roles else PlaceRole.HAPPENED_AT
        held = known.get(row.name, Place(name=row.name, role=role))
        made.append(replace(held, role=role, code=row.more.upper() or None))
    return tuple(made)


def _sources(form: Form, before: Dispatch) -> tuple[Source, ...]:
    rows = _given_rows(form, "sources")
    return before.sources if rows is None else tuple(Source(name=row.name, words=row.more) for row in rows)
