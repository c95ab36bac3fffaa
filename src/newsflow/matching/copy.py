"""What an item says, as questions look it up: its passages, their terms, and the codes that no contract asks."""

from collections.abc import Callable, Iterable

from newsflow.domain.dispatch import Dispatch
from newsflow.matching.analyser import names, terms
from newsflow.matching.tree import Part

_APART = " \n "
"""Between passages: no phrase goes from one into the next."""


def passages(content: Dispatch, part: Part) -> tuple[str, ...]:
    """The texts of a part, in the order in which they are read. A phrase stands inside one of them."""
    match part:
        case Part.TEXT:
            return tuple(_text(content))
        case Part.PLACE:
            dateline = content.dateline
            filed = () if dateline is None else (dateline.place, dateline.country or "")
            return tuple(dict.fromkeys([*_places(content), *filed]))
        case Part.SOURCE:
            return tuple(source.name for source in content.sources)
        case Part.BY:
            return tuple(credit.name for credit in content.credits if credit.printed)


def analyser_of(content: Dispatch, part: Part) -> Callable[[str], list[str]]:
    """What gives a passage's terms: by the item's language for text, folded alike everywhere for names."""
    return (lambda text: terms(text, content.language)) if part is Part.TEXT else names


def _text(content: Dispatch) -> Iterable[str]:
    yield content.headline
    yield content.deck or ""
    for block in content.body:
        yield block.text()
    if content.media is not None:
        yield content.media.caption
        yield content.media.alt_text or ""
        yield content.media.extended_description or ""
    yield from content.keywords
    yield from dict.fromkeys(_places(content))


def _places(content: Dispatch) -> Iterable[str]:
    for place in content.places:
        yield place.name
        yield place.country or ""


class Copy:
    """An item's content, whose terms are worked out once, when they are first asked for."""

    __slots__ = ("_said", "content")

    def __init__(self, content: Dispatch) -> None:
        """Nothing is analysed yet."""
        self.content = content
        self._said: dict[Part, str] = {}

    def says(self, part: Part, way: tuple[str, ...]) -> bool:
        """Whether a passage of the part has these terms, one after the other."""
        said = self._said.get(part)
        if said is None:
            analyse = analyser_of(self.content, part)
            lines = (" ".join(analyse(text)) for text in passages(self.content, part))
            said = self._said[part] = f" {_APART.join(lines)} "
        return f" {' '.join(way)} " in said
