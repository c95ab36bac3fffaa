"""What every page has around its content: language, direction, addresses for machines, our words."""

from dataclasses import dataclass

from newsflow.domain.text import direction
from newsflow.web.static import Static
from newsflow.web.words import Words, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in another language."""

    language: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The head of a page. `words` may be in another language than the page where it has no catalogue."""

    language: str
    direction: str
    title: str
    style: str
    icon: str
    words: Words
    description: str | None = None
    robots: str | None = None
    canonical: str | None = None
    alternates: tuple[Alternate, ...] = ()


def frame(
    static: Static,
    *,
    language: str,
    title: str,
    face: str,
    description: str | None = None,
    robots: str | None = None,
    canonical: str | None = None,
    alternates: tuple[Alternate, ...] = (),
) -> Frame:
    """A page's frame in a language, in the style of a face."""
    return Frame(
        language=language,
        direction=direction(language),
        title=title,
        style=static.path(f"{face}.css"),
        icon=static.path("mark.svg"),
        words=words(language),
        description=description,
        robots=robots,
        canonical=canonical,
        alternates=alternates,
    )
