"""What the agency's codes are called in a language."""

from collections.abc import Sequence

from newsflow.domain.agency import Agency, Category, Code


def label(table: Sequence[Code], code: str, language: str, agency: Agency) -> str | None:
    """The label of a code in a language, else in the agency's; None when there is no such code."""
    for row in table:
        if row.code == code:
            return in_language(row.labels, language, agency)
    return None


def in_language(labels: dict[str, str], language: str, agency: Agency) -> str:
    """A label in that language, else in its parent (`pt` for `pt-BR`), else in the agency's, else any."""
    own = labels.get(language)
    if own is not None:
        return own
    wanted = (language.split("-", maxsplit=1)[0], agency.default_language)
    return next((labels[tag] for tag in wanted if tag in labels), next(iter(labels.values()), ""))


def category_labels(agency: Agency, section: str) -> tuple[str, dict[str, str]]:
    """Code and labels of the category that a section belongs to; the first one's when it is not known."""
    number = agency.category_of(section)
    found: Category = next((row for row in agency.categories if row.number == number), agency.categories[0])
    return found.code, found.labels


def section_name(agency: Agency, code: str, language: str) -> str:
    """What a section is called in a language; its code where it is no longer in the list."""
    for each in agency.sections:
        if each.code == code:
            return in_language(each.labels, language, agency)
    return code
