"""Highlights: the passages of a found item that say what was asked for, and where in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsflow.domain.dispatch import Dispatch
from newsflow.matching.analyser import Token, words
from newsflow.matching.copy import passages
from newsflow.matching.tree import All, Part, Some, Tree, Words

MARKED_LIMIT = 3
"""Passages of one item, at most."""
BEFORE = 60
"""Letters that are shown before the first mark of a long passage."""
SHOWN = 240
"""Letters of a passage that are shown."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage, or the part of it around its first mark, with what is marked: from and until which letter."""

    text: str
    marks: tuple[tuple[int, int], ...]


def marked(content: Dispatch, tree: Tree) -> tuple[Marked, ...]:
    """The first passages that say the words of the question, in reading order. What is asked not to be there marks nothing."""
    asked = frozenset(way for each in _asked(tree) for way in each.ways)
    found: list[Marked] = []
    if asked:
        for text in passages(content, Part.TEXT):
            places = _places(words(text, content.language), asked)
            if places:
                found.append(_cut(text, places))
            if len(found) == MARKED_LIMIT:
                break
    return tuple(found)


def says_words(tree: Tree) -> bool:
    """Whether the question has words that a passage could say; without them nothing is marked."""
    return next(_asked(tree), None) is not None


def _asked(tree: Tree) -> Iterator[Words]:
    match tree:
        case Words(Part.TEXT):
            yield tree
        case All(parts) | Some(parts):
            for part in parts:
                yield from _asked(part)
        case _:
            return


def _places(tokens: list[Token], asked: frozenset[tuple[str, ...]]) -> list[tuple[int, int]]:
    """From where until where the text says one of the ways; those that touch are one."""
    terms = tuple(token.term for token in tokens)
    lengths = sorted({len(way) for way in asked}, reverse=True)
    found: list[tuple[int, int]] = []
    for place, token in enumerate(tokens):
        for length in lengths:
            if place + length <= len(terms) and terms[place : place + length] in asked:
                start, end = token.start, tokens[place + length - 1].end
                if found and start <= found[-1][1]:
                    found[-1] = (found[-1][0], max(end, found[-1][1]))
                else:
                    found.append((start, end))
                break
    return found


def _cut(text: str, places: list[tuple[int, int]]) -> Marked:
    """The passage, whole if it is short, else from a word's beginning before the first mark on."""
    start, end = 0, len(text)
    if end > SHOWN:
        start = max(0, places[0][0] - BEFORE)
        if start:
            blank = text.find(" ", start, places[0][0])
            start = start if blank < 0 else blank + 1
        end = max(min(len(text), start + SHOWN), places[0][1])
        if end < len(text):
            blank = text.rfind(" ", places[0][1], end)
            end = end if blank < 0 else blank
    inside = tuple((first - start, last - start) for first, last in places if last <= end)
    return Marked(text[start:end], inside)
