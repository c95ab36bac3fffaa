"""What a contract covers, line by line, in a reader's language."""

from dataclasses import dataclass

from newsflow.domain.agency import Agency, Code, Section
from newsflow.matching.contract import Entitlement
from newsflow.web.say import Tongue, tongue
from newsflow.web.say import noop as _
from newsflow.web.within.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One line of what a contract covers: of what, and which."""

    title: str
    values: str


def covered(visit: Visit, covers: Entitlement) -> tuple[Covered, ...]:
    """The lines, by the agency's own names of its codes."""
    agency, speaks = visit.house.agency, tongue(visit.language)
    say = speaks.say
    made = [
        Covered(title=say(title), values=_named(speaks, agency, rows, codes))
        for title, rows, codes in (
            (_("Package"), agency.packages, covers.packages),
            (_("Section"), agency.sections, covers.sections),
            (_("Language"), agency.languages, covers.languages),
            (_("Kind"), agency.types, covers.types),
        )
    ]
    made += [
        Covered(title=say(title), values=_named(speaks, agency, rows, codes))
        for title, rows, codes in (
            (_("Provider"), agency.providers, covers.providers),
            (_("Priority"), agency.priorities, covers.priorities),
        )
        if codes is not None
    ]
    made.append(Covered(title=say(_("Archive")), values=_days(speaks, covers.archive_days)))
    made.append(
        Covered(title=say(_("Advance copy")), values=say(_("yes") if covers.advance_copy else _("no")))
    )
    if covers.territories is not None:
        made.append(Covered(title=say(_("Territories")), values=say(_(", ")).join(covers.territories)))
    if covers.media is not None:
        made.append(Covered(title=say(_("Media that may use it")), values=say(_(", ")).join(covers.media)))
    for title, limit in (
        (_("Items a month"), covers.download_limit),
        (_("Items a day"), covers.download_limit_day),
    ):
        if limit is not None:
            made.append(Covered(title=say(title), values=str(limit)))
    return tuple(made)


def _days(speaks: Tongue, days: int | None) -> str:
    return (
        speaks.say(_("without end"))
        if days is None
        else speaks.say_n("%(count)s day", "%(count)s days", days)
    )


def _named(
    speaks: Tongue,
    agency: Agency,
    rows: tuple[Code, ...] | tuple[Section, ...],
    codes: tuple[str, ...] | None,
) -> str:
    if codes is None:
        return speaks.say(_("all of it"))
    known = {row.code: label_of(row, agency, speaks.language) for row in rows}
    return speaks.say(_(", ")).join(known.get(code, code) for code in codes) or "—"


def label_of(row: Code | Section, agency: Agency, language: str) -> str:
    """The agency's own word for a code in a language, else in English or its default one, else the code."""
    for spoken in (language, "en", agency.default_language):
        if spoken in row.labels:
            return row.labels[spoken]
    return row.code
