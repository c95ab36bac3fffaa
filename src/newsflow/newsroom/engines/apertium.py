"""Apertium on this machine: a program that translates by rules, a line of text for a line."""

import asyncio
import shutil
from collections.abc import Sequence
from dataclasses import dataclass

from newsflow.domain.checks.tokens import base
from newsflow.domain.worded import worded
from newsflow.newsroom.engines.engine import EngineError, checked
from newsflow.outside import TIMEOUT_S

_PROGRAM = "apertium"
_LONG = {
    "fr": "fra",
    "es": "spa",
    "en": "eng",
    "ca": "cat",
    "it": "ita",
    "pt": "por",
    "ru": "rus",
    "tr": "tur",
}
"""Newer pairs bear the long codes, fra-spa, older ones the short, fr-es."""


@dataclass(frozen=True, slots=True)
class Apertium:
    """The adapter."""

    timeout_s: float = TIMEOUT_S

    @property
    def name(self) -> str:
        """As the record names it."""
        return _PROGRAM

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The texts in the target language, one for one. Raises EngineError."""
        pair = await self._pair(base(source), base(target))
        lines = "\n".join(" ".join(text.split()) for text in texts)
        out = await self._run("-u", "-f", "line", pair, given=f"{lines}\n")
        return checked(texts, out.rstrip("\n").split("\n"), self.name)

    async def pairs(self) -> list[str]:
        """The pairs that are installed; none where the program is not."""
        if shutil.which(_PROGRAM) is None:
            return []
        return (await self._run("-l")).split()

    async def _pair(self, source: str, target: str) -> str:
        known = await self.pairs()
        long = f"{_LONG.get(source, source)}-{_LONG.get(target, target)}"
        for pair in (long, f"{source}-{target}"):
            if pair in known:
                return pair
        raise EngineError(
            "Apertium does not translate between these.",
            worded(
                "%(source)s to %(target)s; installed: %(list)s.",
                source=source,
                target=target,
                list=", ".join(known) or "none",
            ),
            "Install the pair, or translate it yourself.",
        )

    async def _run(self, *arguments: str, given: str = "") -> str:
        process = await asyncio.create_subprocess_exec(
            _PROGRAM,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            out, _ = await asyncio.wait_for(process.communicate(given.encode()), self.timeout_s)
        except TimeoutError:
            process.kill()
            await process.wait()
            raise EngineError(
                "Apertium takes too long.",
                worded("%(timeout_s)s s.", timeout_s=f"{self.timeout_s:.0f}"),
                "Try once more.",
            ) from None
        if process.returncode:
            raise EngineError(
                "Apertium ended with an error.",
                worded("Code %(returncode)s.", returncode=process.returncode),
                "Try once more.",
            )
        return out.decode("utf-8", "replace")
