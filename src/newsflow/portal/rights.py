"""What may be done with an item, and where its text comes from, in words."""

from dataclasses import dataclass

from newsflow.domain.dispatch import Dispatch, Restriction
from newsflow.domain.text import direction
from newsflow.formats.prose import translators_line
from newsflow.portal.visit import Visit
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import times


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One use term: its own words, and what a machine would read."""

    words: str
    language: str
    direction: str
    terms: tuple[str, ...]
    ends: Moment | None


def rights(visit: Visit, content: Dispatch) -> tuple[Right, ...]:
    """The use terms of a version."""
    return tuple(
        Right(
            words=term.words,
            language=content.language,
            direction=direction(content.language),
            terms=_terms(visit, term),
            ends=None if term.ends is None else times(visit).full(term.ends),
        )
        for term in content.restrictions
    )


def _terms(visit: Visit, term: Restriction) -> tuple[str, ...]:
    say = tongue(visit.language).say
    told: list[str] = []
    if term.territories:
        told.append(say(_("In %(places)s only"), places=say(_(", ")).join(term.territories)))
    if term.media:
        told.append(say(_("For %(media)s only"), media=say(_(", ")).join(term.media)))
    if term.no_archive:
        told.append(say(_("Not to be kept in archives")))
    if term.mandatory_credit:
        told.append(say(_("With the credit, always")))
    return tuple(told)


def provenance(visit: Visit, content: Dispatch) -> tuple[str, ...]:
    """Where a translation comes from: its credit in its own language, then what is known of the original."""
    origin, say = content.translated_from, tongue(visit.language).say
    if origin is None:
        return ()
    told = [origin.words or translators_line(content, visit.portal.agency) or ""]
    if origin.agency:
        told.append(say(_("The original is by %(agency)s."), agency=origin.agency))
    if origin.version:
        told.append(say(_("Translated from version %(version)s."), version=origin.version))
    if origin.machine_aided:
        told.append(say(_("A machine helped; a person answers for it.")))
    return tuple(part for part in told if part)
