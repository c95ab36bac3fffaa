"""The agency's tables as HAS numbers and labels."""

from collections.abc import Iterable, Sequence

from newsflow.domain.agency import Agency, Category, Code
from newsflow.domain.errors import BadInputError


def number_of(table: Sequence[Code], code: str) -> int | None:
    """The HAS number of a code, or None when the agency has no such code."""
    return next((row.number for row in table if row.code == code), None)


def label(table: Sequence[Code], code: str, language: str, agency: Agency) -> str | None:
    """The label of a code in a language, else in the agency's; None when there is no such code."""
    return next((in_language(row.labels, language, agency) for row in table if row.code == code), None)


def in_language(labels: dict[str, str], language: str, agency: Agency) -> str:
    """A label in that language, else in its parent (`pt` for `pt-BR`), else in the agency's, else any."""
    wanted = (language, language.split("-", maxsplit=1)[0], agency.default_language)
    return next((labels[tag] for tag in wanted if tag in labels), next(iter(labels.values()), ""))


def category_labels(agency: Agency, section: str) -> tuple[str, dict[str, str]]:
    """Code and labels of the category that a section belongs to; the first one's when it is not known."""
    number = agency.category_of(section)
    found: Category = next((row for row in agency.categories if row.number == number), agency.categories[0])
    return found.code, found.labels


def sections_of(agency: Agency, numbers: Iterable[int]) -> frozenset[str]:
    """The sections under those category numbers, retired ones included."""
    wanted = frozenset(numbers)
    return frozenset(section.code for section in agency.sections if section.category in wanted)


def language_of(agency: Agency, locale: str) -> str:
    """The language of a HAS locale. `tr_TR`, `en_US` and `ar_AR` are always known (§1.4)."""
    known = {"tr_TR": "tr", "en_US": "en", "ar_AR": "ar"}
    known |= {words.locale: words.language for words in agency.words.values()}
    if locale not in known:
        raise BadInputError(
            "discover knows no such locale.", f"Got “{locale[:40]}”.", f"Ask for {', '.join(sorted(known))}."
        )
    return known[locale]
