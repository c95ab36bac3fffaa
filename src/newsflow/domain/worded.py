"""Words that name facts: English as a text, and with their facts apart, so that a page can say them in its reader's language."""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Self, cast


class Kind(StrEnum):
    """What a code that stands in a sentence is of."""

    LANGUAGE = "language"
    DESK = "desk"


class Coded(str):  # noqa: SLOT000 - a text with one more thing to it
    """A code within a sentence, such as `fr` or `fr/sport`: pages name it in their reader's language, programs have the code."""

    kind: Kind

    def __new__(cls, kind: Kind, code: str) -> Self:
        """The code, of that kind."""
        made = super().__new__(cls, code)
        made.kind = kind
        return made


class Worded(str):  # noqa: SLOT000 - a text with two more things to it
    """A sentence in English; `words` is its pattern, as catalogues have it, and `facts` what stands in it.

    A fact may be worded itself, or a code of the agency's.
    """

    words: str
    facts: Mapping[str, str]

    def __new__(cls, words: str, facts: Mapping[str, str]) -> Self:
        """The pattern `words` with `%(names)s` filled in."""
        made = super().__new__(cls, words % facts)
        made.words, made.facts = words, facts
        return made

    @property
    def is_list(self) -> bool:
        """Whether it is parts with commas between, made by `listed`."""
        return self.words == _COMMA.join(f"%({_PART}{at})s" for at in range(len(self.facts)))


_PART, _COMMA = "part_", ", "


def worded(words: str, /, **facts: object) -> Worded:
    """The sentence with these facts in it; `words` is a constant, for the catalogues to find."""
    return Worded(
        words,
        {name: fact if isinstance(fact, Worded | Coded) else str(fact) for name, fact in facts.items()},
    )


def listed(parts: Iterable[str], between: str = _COMMA) -> Worded:
    """The parts one after the other, each said by itself."""
    facts = {f"{_PART}{at}": part for at, part in enumerate(parts)}
    return Worded(between.join(f"%({name})s" for name in facts), facts)


def packed(text: str) -> str:
    """One text to be kept, from which `unpacked` gives the same words and facts again."""
    return json.dumps(_apart(text), ensure_ascii=False) if isinstance(text, Worded) else text


def unpacked(text: str) -> str:
    """What was packed; a text that was kept without its facts is as it is."""
    return _together(json.loads(text)) if text.startswith(_OPENS) else text


_OPENS = '{"words": '


def _apart(text: str) -> object:
    if not isinstance(text, Worded):
        return text
    return {"words": text.words, "facts": {name: _apart(fact) for name, fact in text.facts.items()}}


def _together(found: object) -> str:
    if isinstance(found, str):
        return found
    parts = cast("dict[str, object]", found)
    facts = cast("dict[str, object]", parts["facts"])
    return Worded(cast("str", parts["words"]), {name: _together(fact) for name, fact in facts.items()})
