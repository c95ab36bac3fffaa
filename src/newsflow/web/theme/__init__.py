"""The agency's own face: a folder with its mark, colours, fonts and legal pages, read and checked at the start."""

from newsflow.web.theme.reading import read_theme
from newsflow.web.theme.rows import NO_THEME, LegalPage, Theme

__all__ = ["NO_THEME", "LegalPage", "Theme", "read_theme"]
