"""A dispatch as subscribers will have it, and as the public will: what the editor shows beside the text."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.domain.agency import Agency
from newsflow.domain.codes import CreditRole
from newsflow.domain.dispatch import Block, Credit, Dateline, Dispatch, paragraph
from newsflow.domain.edition import edition_of, may_be_public, public_rule, words_of
from newsflow.domain.notice import isolated
from newsflow.domain.text import direction, upper
from newsflow.domain.typeset import typeset
from newsflow.web.moments import Times
from newsflow.web.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A dispatch to be read. Every part is in the dispatch's own language and house style."""

    language: str
    direction: str
    above: tuple[str, ...]
    embargo: str
    headline: str
    deck: str
    byline: tuple[str, ...]
    body: tuple[Block, ...]
    below: tuple[str, ...]


def for_subscribers(content: Dispatch, agency: Agency) -> Sheet:
    """The whole text with all that comes with it."""
    house = agency.house(content.language)
    between = words(content.language).site.separator
    names = between.join(one.name for one in content.sources)
    return Sheet(
        language=content.language,
        direction=direction(content.language),
        above=tuple(
            part
            for part in (
                section_name(content.section, agency, content.language),
                house.forms.get(content.form, content.form.value),
                content.slug,
            )
            if part
        ),
        embargo=""
        if content.embargo is None
        else house.embargo_line.format(
            time=isolated(_full(content, agency, content.embargo), content.language)
        ),
        headline=content.headline,
        deck=content.deck or "",
        byline=(*_credits(content), *_filed(content, agency)),
        body=content.body,
        below=tuple(part for part in (names, content.note, between.join(content.keywords)) if part),
    )


def for_the_public(content: Dispatch, agency: Agency) -> Sheet | None:
    """Headline, deck and the part of the text that a rule gives the public; None where no rule does."""
    rule = public_rule(agency, content)
    edition = edition_of(agency, content.language)
    if rule is None or edition is None:
        return None
    own = words_of(content, rule)
    return Sheet(
        language=content.language,
        direction=direction(content.language),
        above=(section_name(content.section, agency, content.language),),
        embargo="",
        headline=typeset(own.headline, edition),
        deck=typeset(own.deck or "", edition),
        byline=(*_credits(content), *_filed(content, agency)),
        body=tuple(paragraph(typeset(text, edition)) for text in own.summary),
        below=(agency.house(content.language).public_notice,),
    )


def is_for_editors(content: Dispatch) -> bool:
    """Whether it can never be public: an advisory, a notice, something restricted."""
    return not may_be_public(content)


def section_name(code: str, agency: Agency, language: str) -> str:
    """A section by its label in a language, else in the agency's own, else by its code."""
    labels = next((one.labels for one in agency.sections if one.code == code), dict[str, str]())
    base = language.split("-", maxsplit=1)[0]
    return labels.get(language) or labels.get(base) or labels.get(agency.default_language) or code


def dateline_as_printed(line: Dateline | None, agency: Agency, language: str) -> str:
    """The dateline as the text will open: “ANKARA (FIL) – ”; "" without one."""
    if line is None or not line.place:
        return ""
    marks = "/".join(line.marks) or agency.mark
    country = f", {line.country}" if line.country else ""
    return f"{upper(line.place, language)}{country} ({marks}) —"


def _credits(content: Dispatch) -> tuple[str, ...]:
    own = words(content.language).site
    patterns = {
        CreditRole.WRITER: own.by,
        CreditRole.CONTRIBUTOR: own.contributor,
        CreditRole.EDITOR: own.editor,
        CreditRole.WEB_EDITOR: own.web_editor,
        CreditRole.TRANSLATOR: own.translator,
        CreditRole.PHOTOGRAPHER: own.photographer,
        CreditRole.TAKEN_BY: own.taken_by,
    }
    printed: dict[CreditRole, list[Credit]] = {}
    for credit in content.credits:
        if credit.printed:
            printed.setdefault(credit.role, []).append(credit)
    return tuple(
        patterns[role].format(names=own.separator.join(one.name for one in people))
        for role, people in printed.items()
    )


def _filed(content: Dispatch, agency: Agency) -> tuple[str, ...]:
    """The dateline, where a text follows on it."""
    if not content.body:
        return ()
    line = dateline_as_printed(content.dateline, agency, content.language)
    return (line,) if line else ()


def _full(content: Dispatch, agency: Agency, at: datetime) -> str:
    shown = Times(words(content.language).time, agency.zoneinfo).full(at)
    return f"{shown.text} {shown.zone or ''}".strip()
