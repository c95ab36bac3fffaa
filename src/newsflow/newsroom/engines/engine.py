"""What every engine is: sentences in, as many sentences out."""

from collections.abc import Sequence
from typing import Protocol, cast

from newsflow.domain.errors import NewsflowError
from newsflow.domain.worded import worded

SENTENCES_LIMIT = 500
CHARACTERS_LIMIT = 100_000
"""Of one text; a longer one is translated by people."""
TIMEOUT_S = 60.0
"""One call, whole."""
ANSWER_BYTES = 4 * 1024 * 1024


class EngineError(NewsflowError):
    """The engine cannot be reached, refuses, or gives what is no translation. Nothing of it is in the draft."""

    status = 502
    slug = "engine"


class Engine(Protocol):
    """A machine that translates."""

    @property
    def name(self) -> str:
        """As the record names it: libretranslate, the model's name, apertium."""
        ...

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The texts in the target language, one for one. Raises EngineError."""
        ...


def checked(texts: Sequence[str], given: object, name: str) -> list[str]:
    """What an engine gave, if it is one text for each that was asked; else EngineError."""
    found = cast("list[object]", given) if isinstance(given, list) else []
    if len(found) != len(texts) or not all(isinstance(one, str) and one.strip() for one in found):
        raise EngineError(
            "The engine did not give one sentence for each.",
            worded("%(name)s: %(count)s were asked.", name=name, count=len(texts)),
            "Try once more, or translate it yourself.",
        )
    return [" ".join(str(one).split()) for one in found]
