"""What a version must have before it may go out, and who must have looked at it."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from newsflow.domain.agency import Agency, Code
from newsflow.domain.characters import character_faults
from newsflow.domain.codes import Action, Form, ItemType, Priority
from newsflow.domain.dispatch import SPEED_OF_FORM, Dispatch
from newsflow.domain.fault import Fault
from newsflow.domain.media_release import media_faults
from newsflow.domain.worded import Coded, Kind, worded

HEADLINE_CHARACTERS = 300
BODY_CHARACTERS = 200_000
DECK_CHARACTERS = 1_000
LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_TOPIC = re.compile(r"medtop:[0-9]{8}", re.ASCII)


def faults(version: Dispatch, action: Action, agency: Agency, now: datetime) -> tuple[Fault, ...]:
    """Everything that keeps a version from release, in the order of the form; empty when it may go."""
    found: list[Fault] = []
    if not version.headline.strip():
        found.append(Fault("headline", "Write a headline."))
    if len(version.headline) > HEADLINE_CHARACTERS:
        found.append(
            Fault(
                "headline", worded("Shorten the headline to %(most)s characters.", most=HEADLINE_CHARACTERS)
            )
        )
    if version.deck is not None and len(version.deck) > DECK_CHARACTERS:
        found.append(Fault("deck", worded("Shorten the deck to %(most)s characters.", most=DECK_CHARACTERS)))
    if not version.slug.strip():
        found.append(Fault("slug", "Give the story a slug."))
    found += _codes(version, agency)
    if any(_TOPIC.fullmatch(topic) is None for topic in version.topics):
        found.append(Fault("topics", "Give each topic as a media topic, such as medtop:15000000."))
    found += _body(version)
    found += character_faults(version)
    found += media_faults(version)
    if action is Action.CORRECT and not (version.correction or "").strip():
        found.append(Fault("correction", "Say in a sentence what was wrong."))
    if version.embargo is not None and version.embargo <= now:
        found.append(Fault("embargo", "The embargo is over already: set a later time or none."))
    if not 1 <= version.urgency <= 9:
        found.append(Fault("urgency", "Urgency goes from 1 to 9."))
    return tuple(found)


def _codes(version: Dispatch, agency: Agency) -> list[Fault]:
    found: list[Fault] = []
    if version.section not in {s.code for s in agency.sections if not s.retired}:
        found.append(
            Fault(
                "section", worded("“%(section)s” is none of the agency's sections.", section=version.section)
            )
        )
    live = _live(agency.packages)
    unknown = [code for code in version.packages if code not in live]
    if unknown or not version.packages:
        found.append(
            Fault(
                "packages",
                worded("Choose from the agency's packages: %(list)s.", list=", ".join(sorted(live))),
            )
        )
    if version.provider not in _live(agency.providers):
        found.append(
            Fault(
                "provider",
                worded("“%(provider)s” is none of the agency's providers.", provider=version.provider),
            )
        )
    if version.language not in _live(agency.languages):
        found.append(
            Fault(
                "language",
                worded(
                    "The agency does not send in “%(language)s”.",
                    language=Coded(Kind.LANGUAGE, version.language),
                ),
            )
        )
    return found


def _live(codes: tuple[Code, ...]) -> frozenset[str]:
    return frozenset(code.code for code in codes if not code.retired)


def _body(version: Dispatch) -> list[Fault]:
    found: list[Fault] = []
    size = sum(len(text) for text in version.words())
    if size > BODY_CHARACTERS:
        found.append(Fault("body", worded("Shorten the body to %(most)s characters.", most=BODY_CHARACTERS)))
    if size == 0 and version.form is not Form.FLASH and version.type is ItemType.TEXT:
        found.append(Fault("body", "Write the text; only a flash may go without."))
    found += [
        Fault("body", worded("A link goes to http, https or mailto, not to “%(href)s”.", href=span.href[:60]))
        for block in version.body
        for span in (*block.spans, *(span for item in block.items for span in item))
        if span.href is not None and not _may_link(span.href)
    ]
    return found


def needs_second_look(version: Dispatch) -> bool:
    """Whether a release takes two names: a flash does (invariant 9).

    A flash is whatever rings as one with subscribers, who sort by priority and urgency and not by our form.
    """
    rings = version.priority is Priority.FLASH or version.urgency == SPEED_OF_FORM[Form.FLASH][1]
    return version.form is Form.FLASH or rings


def _may_link(href: str) -> bool:
    try:
        return urlsplit(href).scheme in LINK_SCHEMES
    except ValueError:
        return False


_ORDINALS = {1: "first", 2: "second", 3: "third"}


def lead_label(count: int, patterns: dict[str, str]) -> str | None:
    """The label of a story's lead number `count` in the house's style, such as "2nd lead"; None where it has none."""
    pattern = patterns.get(_ORDINALS.get(count, "n")) or patterns.get("n")
    return None if pattern is None else pattern.format(n=count)
