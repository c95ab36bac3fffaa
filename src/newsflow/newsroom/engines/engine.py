"""What every engine is: sentences in, as many sentences out."""

import json
from collections.abc import Mapping, Sequence
from typing import Protocol, cast

from newsflow.domain.errors import NewsflowError
from newsflow.domain.worded import worded
from newsflow.outside import Outside, UnansweredError

SENTENCES_LIMIT = 500
CHARACTERS_LIMIT = 100_000
"""Of one text; a longer one is translated by people."""


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


async def asked(
    outside: Outside, path: str, body: Mapping[str, object], headers: Mapping[str, str]
) -> object:
    """The JSON that a service gives for a JSON. Raises EngineError."""
    try:
        return json.loads(await outside.post(path, body, headers))
    except UnansweredError as error:
        raise _no_translation(str(error)) from None
    except ValueError:
        raise _no_translation("What it gives is no JSON.") from None


def _no_translation(why: str) -> EngineError:
    return EngineError(
        "The engine gives no translation.", why, "Translate it yourself, or tell an administrator."
    )
