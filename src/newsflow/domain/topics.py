"""IPTC media topics: the top level ships; the full tree is loaded by the operator."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from newsflow.domain.topic_labels import LABELS


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

    def __hash__(self) -> int:
        """By how many there are: what is worked out of topics can be kept under them."""
        return hash(len(self.by_code))

    def get(self, code: str) -> Topic | None:
        """The topic of that code, or None where it is not known here."""
        return self.by_code.get(code)

    def over(self, others: "Topics") -> "Topics":
        """These topics with the others' in their places; labels that the others lack stay."""
        joined = dict(self.by_code)
        for code, topic in others.by_code.items():
            before = joined.get(code)
            joined[code] = (
                topic if before is None else replace(topic, labels={**before.labels, **topic.labels})
            )
        return Topics(joined)

    def within(self, code: str) -> tuple[str, ...]:
        """The topic and all beneath it, the broadest first."""
        beneath: dict[str, list[str]] = {}
        for topic in self.by_code.values():
            if topic.broader:
                beneath.setdefault(topic.broader, []).append(topic.code)
        found = dict.fromkeys([code])
        waiting = [code]
        while waiting:
            fresh = [one for above in waiting for one in beneath.get(above, ()) if one not in found]
            found.update(dict.fromkeys(fresh))
            waiting = fresh
        return tuple(found)

    def above(self, code: str) -> tuple[str, ...]:
        """The topic and all above it, the nearest first."""
        found = dict.fromkeys([code])
        topic = self.by_code.get(code)
        while topic is not None and topic.broader and topic.broader not in found:
            found[topic.broader] = None
            topic = self.by_code.get(topic.broader)
        return tuple(found)

    def current(self, code: str) -> str:
        """The code to use: of a retired topic its successor, else the nearest broader one that is alive."""
        seen: set[str] = set()
        topic = self.by_code.get(code)
        while topic is not None and topic.retired and topic.code not in seen:
            seen.add(topic.code)
            topic = self.by_code.get(topic.use_instead or topic.broader or "")
        return code if topic is None or topic.retired else topic.code

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


SHIPPED = Topics(
    {
        f"medtop:{number}": Topic(code=f"medtop:{number}", labels=labels, subject=number)
        for number, labels in LABELS.items()
    }
)
"""The seventeen topics of the top level, whose old subject codes have the same digits."""
