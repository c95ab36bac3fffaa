"""A service that speaks as LibreTranslate does: POST /translate with the texts, the answer's `translatedText` in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from newsflow.domain.checks.tokens import base
from newsflow.newsroom.engines.engine import asked, checked
from newsflow.outside import Outside


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """The adapter."""

    outside: Outside
    key: str | None = None

    @property
    def name(self) -> str:
        """As the record names it."""
        return "libretranslate"

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The texts in the target language, one for one. Raises EngineError."""
        body: dict[str, object] = {
            "q": list(texts),
            "source": base(source),
            "target": base(target),
            "format": "text",
        }
        if self.key:
            body["api_key"] = self.key
        answer = await asked(self.outside, "/translate", body, {})
        found = cast("dict[str, object]", answer) if isinstance(answer, dict) else {}
        return checked(texts, found.get("translatedText"), self.name)
