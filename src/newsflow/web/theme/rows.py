"""What a theme holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalPage:
    """A page of the agency's own in one language: imprint, privacy, terms. `html` is made by us and safe."""

    name: str
    language: str
    title: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme: rules for the style sheet, files beside it, and pages. Empty where the agency has none."""

    css: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    """By the name under which they are served, `theme/…`; the mark is `mark.svg`."""
    pages: tuple[LegalPage, ...] = ()

    @property
    def has_mark(self) -> bool:
        """Whether the agency has a mark of its own."""
        return any(name == "mark.svg" for name, _ in self.files)

    def in_language(self, language: str) -> tuple[LegalPage, ...]:
        """The pages of a language, by name."""
        return tuple(page for page in self.pages if page.language == language)


NO_THEME = Theme()
