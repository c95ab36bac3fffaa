"""What the public site may show of an entry: the agency's rules over the wire, and when an editor's word holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from newsflow.domain.agency import Agency, PublicRule
from newsflow.domain.codes import Action, Form, ItemType, PlaceRole
from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.summary import summarise

NEVER_PUBLIC = frozenset({Form.ADVISORY, Form.NOTICE})
"""Forms that are for editors only, whatever a rule or an editor says."""


class Act(StrEnum):
    """What a line of the edition log does."""

    SHOW = "show"
    HIDE = "hide"
    PIN = "pin"
    UNPIN = "unpin"


class Because(StrEnum):
    """Why a line of the edition log stands there."""

    RULE = "rule"
    NO_RULE = "no_rule"
    HELD = "held"
    KILLED = "killed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    EDITOR = "editor"
    AGED = "aged"
    """Its rule shows it for so many days, and they are over."""
    KEPT = "kept"
    """An editor's earlier line, said again after the wire moved on beneath it."""


_BECAUSE = {Action.HOLD: Because.HELD, Action.KILL: Because.KILLED, Action.WITHDRAW: Because.WITHDRAWN}
PUTS_RIGHT = frozenset({Action.CORRECT, Action.REDACT})
"""These undo an editor's own words, which may repeat what was wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The public words of an item."""

    headline: str
    deck: str | None = None
    summary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What the public finds an item under, besides its section: media topics, and places as its own language writes them."""

    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


PLACE_CHARACTERS = 60
"""A longer name is no place that readers look for."""


def about_of(version: Dispatch) -> About:
    """The topics and places of a version, in an order of their own; where it was filed, by its dateline if need be."""
    places = {place.name for place in version.places}
    filed = any(place.role is PlaceRole.FILED_FROM for place in version.places)
    if version.dateline is not None and not filed:
        places.add(version.dateline.place)
    return About(
        topics=tuple(sorted(set(version.topics))),
        places=tuple(sorted(name for name in places if 0 < len(name) <= PLACE_CHARACTERS)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the edition log to be: `editor` is the person whose word it is, None for a rule's."""

    act: Act
    because: Because
    words: Words | None = None
    editor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the log says of an item before an entry comes: its last rule-made line, and its last editor's one."""

    shown: bool = False
    """The last line without an editor shows the item."""
    editors: Line | None = None
    """The last one with an editor; none when a correction or redaction has undone it since."""
    editors_are_ahead: bool = False
    """The editor's line was made for this entry's version or a later one, before the rules came to it."""


def editions(agency: Agency) -> tuple[str, ...]:
    """The languages that have a public edition, the agency's order: those it sends in and has house words for."""
    return tuple(code.code for code in agency.languages if not code.retired and code.code in agency.words)


def edition_of(agency: Agency, language: str) -> str | None:
    """The edition that an item in `language` belongs to, or None where there is none."""
    own = editions(agency)
    base = language.split("-", maxsplit=1)[0].lower()
    return next((edition for edition in (language, base) if edition in own), None)


def public_rule(agency: Agency, version: Dispatch) -> PublicRule | None:
    """The first rule that makes a version public. None for what no rule names, and for editors' forms always."""
    if not may_be_public(version):
        return None
    return next((rule for rule in agency.public_rules if _covers(rule, version)), None)


def _covers(rule: PublicRule, version: Dispatch) -> bool:
    base = version.language.split("-", maxsplit=1)[0]
    return (
        (not rule.packages or not set(version.packages).isdisjoint(rule.packages))
        and (not rule.sections or version.section in rule.sections)
        and (not rule.languages or version.language in rule.languages or base in rule.languages)
        and (not rule.forms or version.form in rule.forms)
        and (not rule.priorities or version.priority in rule.priorities)
    )


def may_be_public(version: Dispatch) -> bool:
    """Whether a version could ever be public: a dispatch, no advisory, no notice, nothing that is for some only."""
    return (
        version.type is ItemType.TEXT
        and version.form not in NEVER_PUBLIC
        and version.notice_of is None
        and not any(map(for_some_only, version.restrictions))
    )


def for_some_only(term: Restriction) -> bool:
    """Whether a use term keeps an item from everybody: a page is read everywhere, by all, and is kept.

    An end alone does not: the item is withdrawn at its hour, and leaves the site with that.
    """
    bounds = (term.subscribers_in, term.subscribers_out, term.territories, term.media)
    return any(bounds) or term.no_archive or term.starts is not None


def words_of(version: Dispatch, rule: PublicRule) -> Words:
    """The words that a rule makes public."""
    return Words(
        headline=version.headline,
        deck=version.deck,
        summary=summarise(version.body, rule, version.language),
    )


def due_of(
    entry: Entry, agency: Agency, *, shown: bool, waits: datetime | None, embargoed: bool
) -> datetime | None:
    """When the public may read an entry: its rule's delay after its release. None: at once.

    What stops an item never waits, nor what puts right what is `shown` already. What puts right a version that still
    waits takes its place, and its hour (`waits`).
    """
    action, content = entry.header.action, entry.content
    if embargoed or content is None or action in STOPS:
        return None
    rule = public_rule(agency, content)
    if rule is None or not rule.delay_s:
        return None
    due = entry.header.at + timedelta(seconds=rule.delay_s)
    if action in PUTS_RIGHT:
        return None if shown else waits or due
    return due


def ends_of(entry: Entry, agency: Agency) -> datetime | None:
    """When an entry has been public for as many days as its rule says. None: never."""
    rule = None if entry.content is None else public_rule(agency, entry.content)
    return None if rule is None or rule.days is None else entry.header.at + timedelta(days=rule.days)


def decide(entry: Entry, before: Before, agency: Agency, *, embargoed: bool) -> tuple[Line, ...]:
    """The lines that an entry adds to the log: the rules' own, then an editor's earlier one where it still holds.

    The rules' lines follow from the wire alone, so that they can be rebuilt from it. `embargoed` is whether the
    item is, with this entry, still for accounts with advance copy only. A redaction of what is not shown shows
    nothing, so that it cannot bring back what was held.
    """
    action, content = entry.header.action, entry.content
    if embargoed or (content is not None and not may_be_public(content)):
        return ()
    if action in STOPS:
        return (Line(act=Act.HIDE, because=_BECAUSE[action]),)
    if content is None:
        return (Line(act=Act.HIDE, because=Because.ERASED),)
    if action is Action.REDACT and not before.shown:
        return ()
    rule = public_rule(agency, content)
    made: tuple[Line, ...] = ()
    if rule is not None:
        made = (Line(act=Act.SHOW, because=Because.RULE, words=words_of(content, rule)),)
    elif before.shown:
        made = (Line(act=Act.HIDE, because=Because.NO_RULE),)
    return (*made, *_kept(before, action, content, shown=rule is not None))


def _kept(before: Before, action: Action, version: Dispatch, *, shown: bool) -> Sequence[Line]:
    """An editor's line again, where the entry leaves it standing.

    Hiding holds until the editor says otherwise. Words of the editor's own fall with a correction or a
    redaction: they may repeat what was wrong. Where no rule shows the item, it then stays with its headline.
    """
    line = before.editors
    if line is None:
        return ()
    if line.act is Act.HIDE or before.editors_are_ahead or action not in PUTS_RIGHT:
        return (replace(line, because=Because.KEPT),)
    return () if shown else (replace(line, because=Because.KEPT, words=Words(headline=version.headline)),)
