"""What a label table holds. Labels are written as printed; they are compared folded (see `folding`)."""

from dataclasses import dataclass
from enum import StrEnum

from newsflow.domain.codes import CreditRole


class Weight(StrEnum):
    """What must be seen of a name before an attribution makes it a source."""

    REPORTS = "reports"
    """A verb of reporting: a name with an article will do."""
    ACCORDING = "according"
    """“According to …”: a medium, or an organisation's initials."""
    TOLD = "told"
    """“Told …”: a medium only; people are told things everywhere."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that credit a name with reporting; the name comes after them, or before them if `name_first`."""

    words: tuple[str, ...]
    weight: Weight
    name_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWords:
    """Stems that a public-site notice is made of, feature by feature: no sentence is looked for whole."""

    subscribers: tuple[str, ...]
    part: tuple[str, ...]
    copy: tuple[str, ...]
    site: tuple[str, ...]
    contact: tuple[str, ...]
    system: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What one language prints around its copy. A label that ends in a colon is read only with one."""

    language: str
    updated: tuple[str, ...]
    first: tuple[str, ...]
    filed: tuple[str, ...]
    credits: dict[CreditRole, tuple[str, ...]]
    joiners: tuple[str, ...]
    """What stands between two names: et, ve, and …"""
    translations: tuple[str, ...]
    """The translator's credit, with {language} and {translator}."""
    languages: dict[str, str]
    """What stands for {language} in the credit, to BCP 47."""
    months: tuple[tuple[str, ...], ...]
    date_fillers: tuple[str, ...]
    """Small words in and around dates: le, à, saat …"""
    flash: tuple[str, ...]
    urgent: tuple[str, ...]
    keywords: tuple[str, ...]
    embargo: tuple[str, ...]
    note: tuple[str, ...]
    slug: tuple[str, ...]
    section: tuple[str, ...]
    headline: tuple[str, ...]
    deck: tuple[str, ...]
    place: tuple[str, ...]
    page: tuple[str, ...]
    """Lines of a saved page that are no copy, whole: share bars and the like."""
    notice: NoticeWords
    attributions: tuple[Attribution, ...]
    articles: tuple[str, ...]
    media_nouns: tuple[str, ...]
    """Stems of what media are called: agence, chaîne, газет …"""
    solar_months: tuple[str, ...] = ()
    """The months of the Iranian calendar, whose years are the 1300s and 1400s."""
    nouns_have_capitals: bool = False
    """Whether “Zeitung” is written like a name, so that it is not the beginning of one."""
    stops: tuple[str, ...] = ()
    """Where a name ends in a script without capitals."""
