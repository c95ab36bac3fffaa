"""Which sentences of a text are still as a machine gave them. A sentence that a person touched is another sentence."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.text import nfc, sentences

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a version with its place. `part` is the block's number."""

    field: str
    part: int
    start: int
    end: int
    text: str

    @property
    def digest(self) -> bytes:
        """What it is known by."""
        return digest_of(self.text)


def digest_of(sentence: str) -> bytes:
    """The digest of a sentence's words; blanks around and between them do not matter."""
    return hashlib.sha256(" ".join(nfc(sentence).split()).encode()).digest()


def sentences_of(version: Dispatch) -> Iterator[Sentence]:
    """Every sentence of headline, deck and body; a list's items are sentences too."""
    texts = [("headline", 0, version.headline), ("deck", 0, version.deck or "")]
    texts += [("body", part, text) for part, text in enumerate(version.words())]
    for field, part, text in texts:
        at = 0
        for line in text.split("\n"):
            for one in sentences(line, version.language):
                start = text.find(one, at)
                if start < 0:
                    continue
                at = start + len(one)
                yield Sentence(field=field, part=part, start=start, end=at, text=one)


def machine_sentences(version: Dispatch, digests: Collection[bytes]) -> tuple[Sentence, ...]:
    """The sentences of a version that are of these digests."""
    return tuple(one for one in sentences_of(version) if one.digest in digests)


def machine_share(version: Dispatch, digests: Collection[bytes]) -> int:
    """Per cent of a version's characters that stand in sentences of these digests, rounded up: 0 means none at all."""
    every = list(sentences_of(version))
    all_characters = sum(len(one.text) for one in every)
    machine = sum(len(one.text) for one in every if one.digest in digests)
    return -(-100 * machine // all_characters) if all_characters else 0


def unaccepted(version: Dispatch, digests: Collection[bytes]) -> Iterator[Finding]:
    """A finding for each sentence that nobody has touched or accepted."""
    for one in machine_sentences(version, digests):
        yield Finding(
            code=CheckCode.PAIR_MACHINE,
            field=one.field,
            part=one.part,
            start=one.start,
            end=one.end,
            facts=(("words", one.text[:_SHOWN]),),
        )
