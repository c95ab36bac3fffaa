"""The agency's tables as HAS numbers and labels."""

from collections.abc import Iterable, Sequence

from newsflow.domain.agency import Agency, Code
from newsflow.domain.errors import BadInputError


def number_of(table: Sequence[Code], code: str) -> int | None:
    """The HAS number of a code, or None when the agency has no such code."""
    return next((row.number for row in table if row.code == code), None)


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
