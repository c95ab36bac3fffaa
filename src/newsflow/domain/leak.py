"""Finds a body's words where they may not stand: no run of eight of them is public but by headline, deck or summary."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsflow.domain.text import words

RUN = 8
"""This many consecutive words, folded and without punctuation, are a leak (issue 2)."""

Secret = frozenset[tuple[str, ...]]
"""Runs of words that may not be public."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Words of a body in a public text: the longest run at that place, and which text holds it."""

    text: int
    """The number of the text in the order given, from 0."""
    words: tuple[str, ...]


def secret_runs(bodies: Iterable[str], allowed: Iterable[str] = ()) -> Secret:
    """Every run of `RUN` consecutive words of each body that stands in no `allowed` text."""
    public = {run for text in allowed for run in _runs(words(text))}
    return frozenset({run for body in bodies for run in _runs(words(body))} - public)


def find_leaks(texts: Iterable[str], secret: Secret) -> list[Leak]:
    """Every place in `texts` where a run stands that is secret."""
    return [Leak(number, found) for number, text in enumerate(texts) for found in _found(words(text), secret)]


def leaks(texts: Iterable[str], body: str, allowed: Iterable[str] = ()) -> list[Leak]:
    """Every run of `RUN` or more consecutive words of `body` in `texts` that stands in no `allowed` text."""
    return find_leaks(texts, secret_runs((body,), allowed))


def is_clean(text: str, body: str, allowed: Iterable[str] = ()) -> bool:
    """Whether `text` may be public beside `allowed` without giving the body away."""
    return not leaks((text,), body, allowed)


def _runs(text: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(text[start : start + RUN]) for start in range(len(text) - RUN + 1))


def _found(text: list[str], secret: Secret) -> Iterator[tuple[str, ...]]:
    """The runs, overlapping ones joined into the longest."""
    start: int | None = None
    end = 0
    for place, run in enumerate(_runs(text)):
        if run not in secret:
            continue
        if start is not None and place > end:
            yield tuple(text[start:end])
            start = None
        start = place if start is None else start
        end = place + RUN
    if start is not None:
        yield tuple(text[start:end])
