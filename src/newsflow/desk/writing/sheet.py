"""What the editor shows of a draft: its fields, what may be chosen, what stands beside the text, what the bar offers."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

import msgspec

from newsflow.accounts.people import Act, may
from newsflow.desk.visit import Visit
from newsflow.desk.writing.fields import Fields, Row, shown
from newsflow.desk.writing.words import CREDIT_ROLES, PLACE_ROLES, STATES, form_name, title_of
from newsflow.domain.agency import Agency, Code
from newsflow.domain.checks.rules import CheckRules
from newsflow.domain.codes import Form
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.text import words as words_in
from newsflow.newsroom.drafts import DONE_STATES
from newsflow.newsroom.rows import Draft
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.views import (
    Sheet,
    dateline_as_printed,
    for_subscribers,
    for_the_public,
    is_for_editors,
    section_name,
)

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """Which draft it is, and where its parts are."""

    id: int | None
    title: str
    state: str
    item: str | None
    item_address: str
    address: str
    pair: str
    """Where it stands beside its original; "" where it is no translation."""
    orders: str
    """Where its languages are ordered; "" for a draft that takes no order."""
    autosave: str
    beside: str
    kept_as: str
    save: int
    sitting: str
    saved: str
    saved_at: Moment | None
    stands: bool
    """Whether its text is another's, a reply or a court's, and stands as it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What may be chosen, as (code, words)."""

    forms: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    priorities: tuple[Choice, ...]
    urgencies: tuple[Choice, ...]
    providers: tuple[Choice, ...]
    packages: tuple[Choice, ...]
    credit_roles: tuple[Choice, ...]
    place_roles: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    slugs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A slip that was found, in words, and where it is."""

    field: str
    start: int
    end: int
    label: str
    text: str
    refuses: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something that the text names and its fields do not."""

    field: str
    value: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What follows from the text as it was saved last."""

    goes_out: str
    """When it goes out, where that is not simply when it is released."""
    checks: tuple[Check, ...]
    suggestions: tuple[Suggestion, ...]
    subscribers: Sheet
    public: Sheet | None
    not_public: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarAct:
    """A button of the release bar."""

    code: str
    text: str
    key: str = ""


def facts_of(
    visit: Visit, draft: Draft | None, content: Dispatch, *, sitting: str, saved_at: Moment | None
) -> DraftFacts:
    """The draft's own facts; None is a draft that nobody has saved yet."""
    speaks = tongue(visit.language)
    address = "/desk/drafts/new" if draft is None else f"/desk/drafts/{draft.id}"
    guid = None if draft is None else draft.guid
    return DraftFacts(
        id=None if draft is None else draft.id,
        title=title_of(content.headline, visit.language),
        state=speaks.say(STATES["new" if draft is None else draft.state]),
        item=guid,
        item_address="" if guid is None else f"/desk/items/{quote(guid, safe=':')}",
        address=address,
        pair=f"{address}/translate" if draft is not None and content.translated_from else "",
        orders=_orders_address(address, draft),
        autosave=f"{address}/autosave",
        beside="" if draft is None else f"{address}/beside",
        kept_as="new" if draft is None else str(draft.id),
        save=0 if draft is None else draft.save,
        sitting=sitting,
        saved="" if draft is None else speaks.say(_("Saved")),
        saved_at=saved_at,
        stands=content.answers is not None,
    )


def _orders_address(address: str, draft: Draft | None) -> str:
    """A new item's draft opens its languages before it is out; an item's next version has its item's page for it."""
    if draft is None or draft.state in DONE_STATES:
        return ""
    return (
        f"{address}/order" if draft.guid is None else f"/desk/items/{quote(draft.guid, safe=':')}/translate"
    )


def choices_of(visit: Visit, content: Dispatch) -> Choices:
    """The agency's lists in the person's language; what is retired stays where the draft has it."""
    agency, language = visit.desk.agency, visit.language
    return Choices(
        forms=tuple((form.value, form_name(form, language)) for form in Form if form is not Form.NOTICE),
        languages=_codes(agency.languages, language, agency, content.language),
        sections=tuple(
            (one.code, section_name(one.code, agency, language))
            for one in agency.sections
            if not one.retired or one.code == content.section
        ),
        priorities=_codes(agency.priorities, language, agency, content.priority.value),
        urgencies=tuple((str(number), str(number)) for number in range(1, 10)),
        providers=_codes(agency.providers, language, agency, content.provider),
        packages=_codes(agency.packages, language, agency, *content.packages),
        credit_roles=tuple((role.value, tongue(language).say(text)) for role, text in CREDIT_ROLES.items()),
        place_roles=tuple((role.value, tongue(language).say(text)) for role, text in PLACE_ROLES.items()),
        topics=tuple(
            (one.topic, section_name(one.code, agency, language)) for one in agency.sections if one.topic
        ),
    )


def fields_of(content: Dispatch, planned: datetime | None, agency: Agency) -> Fields:
    """The fields, each list with an empty row at its end for the next."""
    found = shown(content, planned, agency)
    empty = (Row(),)
    return replace(
        found,
        credits=found.credits + empty,
        places=found.places + empty,
        sources=found.sources + empty,
    )


def beside_of(
    visit: Visit,
    content: Dispatch,
    checks: tuple[Check, ...],
    suggestions: tuple[Suggestion, ...],
    goes_out: str,
) -> Beside:
    """The two views and what was found."""
    agency, speaks = visit.desk.agency, tongue(visit.language)
    for_editors = _("This form, or a restriction on it, is for subscribers’ desks only.")
    no_rule = _("None of the agency’s rules makes this public. An editor of the site can still show it.")
    return Beside(
        goes_out=goes_out,
        checks=checks,
        suggestions=suggestions,
        subscribers=for_subscribers(content, agency),
        public=for_the_public(content, agency),
        not_public=speaks.say(for_editors if is_for_editors(content) else no_rule),
    )


def acts_of(visit: Visit, draft: Draft | None) -> tuple[BarAct, ...]:
    """What the bar offers besides saving; the last one is the main one."""
    speaks = tongue(visit.language)
    releases = may(visit.person, Act.RELEASE, lent=visit.lent)
    hand_on = BarAct(code="hand_on", text=speaks.say(_("Hand to an editor")), key="h")
    release = BarAct(code="release", text=speaks.say(_("Release…")), key="r")
    state = "writing" if draft is None else draft.state
    if not releases:
        return (hand_on,) if state == "writing" else ()
    return (hand_on, release) if state == "writing" else (release,)


def moves_of(visit: Visit, draft: Draft | None) -> tuple[BarAct, ...]:
    """What else may be done with a draft; a note goes with it."""
    if draft is None:
        return ()
    speaks = tongue(visit.language)
    releases = may(visit.person, Act.RELEASE, lent=visit.lent)
    offered = (
        (
            "take",
            "t",
            _("Take it"),
            draft.holder != visit.person.id and draft.state in {"writing", "with_editor"},
        ),
        ("send_back", "v", _("Send back"), releases and draft.state in {"with_editor", "for_approval"}),
        ("drop", "z", _("Drop the draft"), releases or draft.created_by == visit.person.id),
    )
    return tuple(
        BarAct(code=code, text=speaks.say(text), key=key) for code, key, text, may_be in offered if may_be
    )


def sentence_of(visit: Visit, content: Dispatch) -> str:
    """What a release will do, in a sentence."""
    agency, speaks = visit.desk.agency, tongue(visit.language)
    labels = {one.code: _label(one, visit.language, agency) for one in agency.packages}
    packages = ", ".join(labels.get(code, code) for code in content.packages)
    if not packages:
        return speaks.say(_("It is in no package yet, so no subscriber would have it."))
    if for_the_public(content, agency) is None:
        return speaks.say(
            _("Goes to the subscribers of %(packages)s, not to the public site."), packages=packages
        )
    return speaks.say(
        _("Goes to the subscribers of %(packages)s, and shortened to the public site."), packages=packages
    )


def gauge_of(content: Dispatch, rules: CheckRules) -> int:
    """The most characters of its headline."""
    return rules.headline_gauge(content.form, content.language)


def gauges_of(agency: Agency) -> str:
    """The most characters of every headline, as JSON: by form, then by language; a page follows what is chosen."""
    rules, spoken = agency.desk.checks, [one.code for one in agency.languages]
    gauges = {
        form.value: {language: rules.headline_gauge(form, language) for language in spoken} for form in Form
    }
    return msgspec.json.encode(gauges).decode()


def word_count(content: Dispatch) -> int:
    """How many words the text has."""
    return sum(len(words_in(text)) for text in content.words())


def printed_dateline(content: Dispatch, agency: Agency) -> str:
    """The dateline as the text will open."""
    return dateline_as_printed(content.dateline, agency, content.language)


def _codes(codes: tuple[Code, ...], language: str, agency: Agency, *held: str) -> tuple[Choice, ...]:
    return tuple(
        (one.code, _label(one, language, agency)) for one in codes if not one.retired or one.code in held
    )


def _label(code: Code, language: str, agency: Agency) -> str:
    return code.labels.get(language) or code.labels.get(agency.default_language) or code.code
