"""What the agency's codes are called in a reader's language: a language, a section, a desk such as `fr/sport`."""

from collections.abc import Callable

from newsflow.domain.agency import Agency, Code, Section
from newsflow.domain.worded import Coded, Kind
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.covered import label_of
from newsflow.web.within.telling import Namer
from newsflow.web.within.views import section_name


def language_in_words(code: str, agency: Agency, language: str) -> str:
    """A language's name by the agency's labels, else its code."""
    labels = next((one.labels for one in agency.languages if one.code == code), dict[str, str]())
    return labels.get(language) or labels.get(agency.default_language) or code


def desk_in_words(desk: str, agency: Agency, language: str) -> str:
    """A desk: “All desks”, “French”, “French · Sport”, “Sport in all languages”."""
    if not desk:
        return tongue(language).say(_("All desks"))
    spoken, _bar, section = desk.partition("/")
    if not section:
        return language_in_words(spoken, agency, language)
    named = section_name(section, agency, language)
    if spoken == "*":
        return tongue(language).say(_("%(section)s in all languages"), section=named)
    return f"{language_in_words(spoken, agency, language)} · {named}"


def field_naming(agency: Agency, language: str) -> Callable[[str, str], str]:
    """Names the codes of a contract's fields: languages, sections, packages, kinds, providers, priorities; others stay codes."""
    rows: dict[str, tuple[Code, ...] | tuple[Section, ...]] = {
        "language": agency.languages,
        "section": agency.sections,
        "packages": agency.packages,
        "type": agency.types,
        "provider": agency.providers,
        "priority": agency.priorities,
    }
    known = {
        field: {row.code: label_of(row, agency, language) for row in table} for field, table in rows.items()
    }
    return lambda field, code: known.get(field, {}).get(code, code)


def naming(agency: Agency, language: str) -> Namer:
    """Names the codes that stand in a sentence, for a reader of that language."""

    def named(code: Coded) -> str:
        match code.kind:
            case Kind.LANGUAGE:
                return language_in_words(code, agency, language)
            case Kind.DESK:
                return desk_in_words(code, agency, language)

    return named
