"""The desks and languages that a person can be given, as boxes to tick: a language whole, its sections, a section in all languages."""

from collections.abc import Collection
from dataclasses import dataclass

from newsflow.desk.visit import Visit
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.codes import desk_in_words, language_in_words
from newsflow.web.within.views import section_name

Option = tuple[str, str, bool]
"""(code, words, whether it is ticked)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskGroup:
    """The desks of one language, or those of all languages."""

    text: str
    told: str
    """What is ticked of it, in words; "" for nothing."""
    options: tuple[Option, ...]


def desk_groups(visit: Visit, held: Collection[str]) -> tuple[DeskGroup, ...]:
    """All that can be ticked. What a person has and the agency has no more stands last, to be seen and taken away."""
    agency, speaks = visit.desk.agency, tongue(visit.language)
    sections = [
        (one.code, section_name(one.code, agency, visit.language))
        for one in agency.sections
        if not one.retired
    ]
    groups = [
        _group(
            language_in_words(one.code, agency, visit.language),
            [
                (one.code, speaks.say(_("All its sections"))),
                *((f"{one.code}/{code}", text) for code, text in sections),
            ],
            held,
        )
        for one in agency.languages
        if not one.retired
    ]
    groups.append(
        _group(speaks.say(_("In all languages")), [(f"*/{code}", text) for code, text in sections], held)
    )
    known = {code for group in groups for code, _text, _on in group.options}
    if gone := [desk for desk in held if desk not in known]:
        named = [(desk, desk_in_words(desk, agency, visit.language)) for desk in gone]
        groups.append(_group(speaks.say(_("Not in use any more")), named, held))
    return tuple(groups)


def language_options(visit: Visit, held: Collection[str]) -> tuple[Option, ...]:
    """The agency's languages, and those that the person has beside them."""
    agency = visit.desk.agency
    codes = dict.fromkeys((*(one.code for one in agency.languages if not one.retired), *held))
    return tuple((code, language_in_words(code, agency, visit.language), code in held) for code in codes)


def _group(text: str, choices: list[tuple[str, str]], held: Collection[str]) -> DeskGroup:
    options = tuple((code, words, code in held) for code, words in choices)
    return DeskGroup(text=text, told=", ".join(words for _code, words, on in options if on), options=options)
