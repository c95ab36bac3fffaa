"""Which language a text is in (decision 0008). The model is loaded once, at the first question."""

from functools import lru_cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 4000
"""Characters of text that are looked at; more change nothing."""
LEAST_CERTAIN = 0.30
_DIALECTS = {
    "ary": "ar", "arz": "ar", "crh": "tr", "azb": "az", "sdh": "ckb", "pcm": "en", "ext": "es",
    "gcf": "fr", "gcr": "fr", "wuu": "zh", "yue": "zh",
}  # fmt: skip
"""What the model tells apart and no newsroom does. Their scores are added."""


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - it brings numpy

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def warm_up() -> None:
    """Nothing; loads the model, which takes a third of a second: whoever serves people does it before they come."""
    _identifier()


def detect(text: str, expected: frozenset[str]) -> tuple[str, float]:
    """The language of a text as BCP 47 and how certain that is, 0 to 1; `und` when nothing can be said.

    `expected` are the agency's languages: where the whole model can't tell, the best of them wins if it leads.
    """
    scores: dict[str, float] = {}
    ranked = cast("list[tuple[str, float]]", _identifier().rank(text[:SAMPLE]))
    for name, score in ranked:
        if name != "zxx":
            language = _DIALECTS.get(name, name)
            scores[language] = scores.get(language, 0.0) + score
    best = max(scores, key=lambda language: (scores[language], language))
    if scores[best] >= LEAST_CERTAIN:
        return best, scores[best]
    likely = sorted((score, language) for language, score in scores.items() if language in expected)
    if len(likely) > 1 and likely[-1][0] > 3 * likely[-2][0]:
        return likely[-1][1], likely[-1][0]
    return "und", scores[best]
