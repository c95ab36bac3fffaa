"""PDFium behind typed functions: the one file that imports pypdfium2, which has no types.

It runs in the press alone (press.py). The wheel's PDFium has no JavaScript and fetches nothing.
"""

from pathlib import Path
from typing import Protocol, cast

import pypdfium2

from newsflow.media import vips
from newsflow.media.limits import MAX_RASTER_SIDE_PIXELS, RASTER_PIXELS_AN_INCH
from newsflow.media.refusal import RefusedFileError

_POINTS_AN_INCH = 72
_RGB = 3


class _Bitmap(Protocol):
    buffer: bytes
    width: int
    height: int
    stride: int


class _Page(Protocol):
    def get_size(self) -> tuple[float, float]: ...
    def render(self, **options: object) -> _Bitmap: ...


class _Document(Protocol):
    def get_page(self, index: int) -> _Page: ...


class _Library(Protocol):
    PdfiumError: type[Exception]

    def PdfDocument(self, path: Path) -> _Document: ...  # noqa: N802 — the library's own name


_pdfium = cast("_Library", pypdfium2)
PdfiumError: type[Exception] = _pdfium.PdfiumError


def first_page(path: Path, name: str) -> vips.Picture:
    """A document's first page on white, 300 pixels an inch and no longer than a raster may be.

    Without notes and form fields: what editors remarked to each other is not drawn. Raises RefusedFileError.
    """
    try:
        document = _pdfium.PdfDocument(path)
        page = document.get_page(0)
        bitmap = page.render(
            scale=_scale(*page.get_size()), rev_byteorder=True, draw_annots=False, may_draw_forms=False
        )
    except PdfiumError as error:
        raise RefusedFileError(
            "This PDF cannot be read: it is broken, locked with a password, or has no page.",
            f"{name}: {error}",
            "Export it again, or send its raster with it.",
        ) from error
    return vips.from_rgb(_packed(bitmap), bitmap.width, bitmap.height, 0)


def page_size(path: Path) -> tuple[float, float] | None:
    """The first page's size in points; None where it cannot be read."""
    try:
        return _pdfium.PdfDocument(path).get_page(0).get_size()
    except PdfiumError:
        return None


def _scale(width: float, height: float) -> float:
    """Pixels a point. PDFium takes a page that claims no size, or a mad one, for a letter."""
    # Rounded up by the library, hence a pixel less.
    return min(RASTER_PIXELS_AN_INCH / _POINTS_AN_INCH, (MAX_RASTER_SIDE_PIXELS - 1) / max(width, height))


def _packed(bitmap: _Bitmap) -> bytes:
    """The pixels without what lies between the lines."""
    content, line = bytes(bitmap.buffer), bitmap.width * _RGB
    if bitmap.stride == line:
        return content
    return b"".join(content[at * bitmap.stride :][:line] for at in range(bitmap.height))
