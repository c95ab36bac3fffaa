"""IPTC media topics: the top level ships; the full tree is loaded by the operator."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A media topic: its code, its labels by BCP 47 language, and where it stands."""

    code: str
    """`medtop:NNNNNNNN`."""
    labels: Mapping[str, str]
    subject: str | None = None
    """The old subject code for the same thing, eight digits, as `subj:` formats write it."""
    broader: str | None = None
    retired: bool = False
    use_instead: str | None = None
    """What a retired topic's users should take."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics that are known here."""

    by_code: Mapping[str, Topic] = field(default_factory=dict[str, Topic])

    def get(self, code: str) -> Topic | None:
        """The topic of that code, or None where it is not known here."""
        return self.by_code.get(code)

    def label(self, code: str, language: str) -> str | None:
        """Its label in that language, in the language's parent, or in English; None where it is not known."""
        topic = self.by_code.get(code)
        if topic is None:
            return None
        wanted = (language, language.split("-", maxsplit=1)[0], "en")
        return next((topic.labels[tag] for tag in wanted if tag in topic.labels), None)

    def subject(self, code: str) -> str | None:
        """The old subject code, eight digits: the topic's own, else that of the nearest broader one that has any."""
        seen: set[str] = set()
        topic = self.by_code.get(code)
        while topic is not None and topic.code not in seen:
            if topic.subject is not None:
                return topic.subject
            seen.add(topic.code)
            topic = self.by_code.get(topic.broader) if topic.broader else None
        return None


_TOP = {
    "01000000": "arts, culture, entertainment and media",
    "02000000": "crime, law and justice",
    "03000000": "disaster, accident and emergency incident",
    "04000000": "economy, business and finance",
    "05000000": "education",
    "06000000": "environment",
    "07000000": "health",
    "08000000": "human interest",
    "09000000": "labour",
    "10000000": "lifestyle and leisure",
    "11000000": "politics",
    "12000000": "religion and belief",
    "13000000": "science and technology",
    "14000000": "society",
    "15000000": "sport",
    "16000000": "conflict, war and peace",
    "17000000": "weather",
}
SHIPPED = Topics(
    {f"medtop:{n}": Topic(code=f"medtop:{n}", labels={"en": text}, subject=n) for n, text in _TOP.items()}
)
"""The seventeen topics of the top level, whose old subject codes have the same digits."""
