"""What the public site tells machines of its terms: what may be done with its pages, and whom to write to."""

from dataclasses import dataclass, field

from newsflow.domain.media import AiUse

TRUST_NAMES = (
    "belongto",
    "contact",
    "control",
    "controlledby",
    "customer",
    "datatrainingallowed",
    "disclosure",
    "member",
    "social",
    "vendor",
)
"""What a line of trust.txt may begin with (JournalList, trust.txt specification)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOffer:
    """What the agency sells as one thing, as the public site says it. Empty tuples mean all."""

    code: str
    packages: tuple[str, ...]
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict[str, str])
    """Its name, by language; one in each that the agency speaks."""
    texts: dict[str, str] = field(default_factory=dict[str, str])
    """A sentence or two on it, by language."""
    prices: dict[str, str] = field(default_factory=dict[str, str])
    """What it costs, in words, by language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTerms:
    """The `[site]` table of an agency's description."""

    ai_use: AiUse | None = None
    """What machines that learn may do with the pages; None says nothing."""
    refused_agents: tuple[str, ...] = ()
    """Crawlers that may fetch no page, by the names that they give themselves."""
    security_contact: str | None = None
    """Where faults of the site are told: an address or an https link; None: the agency's contact."""
    trust: tuple[str, ...] = ()
    """Lines of trust.txt, such as `member=https://…`."""

    trial_days: int = 14
    """How long a trial is."""
    trial_limit_day: int = 100
    """How many items a day it gives."""
    trial_terms: dict[str, str] = field(default_factory=dict[str, str])
    """What is accepted with a trial, by language; ours where there is none."""
    contract_terms: dict[str, str] = field(default_factory=dict[str, str])
    """And with a contract."""

    offers: tuple[SiteOffer, ...] = ()
    """What the page for subscribers offers, in its order."""

    def offer(self, code: str) -> SiteOffer | None:
        """The offer of that code; None where there is none."""
        return next((offer for offer in self.offers if offer.code == code), None)

    @property
    def reserves(self) -> bool:
        """Whether mining of the pages is reserved: it takes our consent."""
        return self.ai_use in {AiUse.NO_GENERATIVE_TRAINING, AiUse.NO_TRAINING, AiUse.PROHIBITED}
