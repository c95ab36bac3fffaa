"""The demo's graphic, drawn here so that it is nobody's: two bars, as PDF and as EPS. PURE."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 360
_LEFT, _PIXELS_A_MINUTE = 60, 4.4


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart; its words have no letters beyond Latin-1, since the fonts that every reader has lack them."""

    name: str
    minutes: int
    colour: str
    """Red, green and blue from 0 to 1, as PDF and PostScript both write them."""


TITLE = "Evden okula kaç dakika"
BARS = (
    Bar("Tramvay, uçtan uca", 58, "0.77 0.20 0.17"),
    Bar("Otobüs ve vapur", 100, "0.55 0.58 0.62"),
)


def as_pdf(title: str, bars: Sequence[Bar]) -> bytes:
    """The chart as a PDF of one page."""
    parts = [f"BT /F1 26 Tf 0 g {_LEFT} 300 Td ({title}) Tj ET"]
    for bar, y in _placed(bars):
        parts += [
            f"{bar.colour} rg {_LEFT} {y} {_long(bar)} 46 re f",
            f"BT /F1 15 Tf 0 g {_LEFT} {y + 54} Td ({bar.name}: {bar.minutes}) Tj ET",
        ]
    drawing = "\n".join(parts).encode("latin-1")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>"
    ).encode()
    return _document((
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        font,
    ))  # fmt: skip


def _document(objects: Sequence[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.4\n")
    places: list[int] = []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)


def as_eps(title: str, bars: Sequence[Bar]) -> bytes:
    """The same as EPS."""
    lines = [
        "%!PS-Adobe-3.0 EPSF-3.0",
        f"%%BoundingBox: 0 0 {WIDTH} {HEIGHT}",
        "%%EndComments",
        "/Helvetica findfont dup length dict begin {1 index /FID ne {def} {pop pop} ifelse} forall",
        "/Encoding ISOLatin1Encoding def currentdict end /Latin exch definefont pop",
        f"/Latin findfont 26 scalefont setfont 0 setgray {_LEFT} 300 moveto ({title}) show",
    ]
    for bar, y in _placed(bars):
        lines += [
            f"{bar.colour} setrgbcolor {_LEFT} {y} {_long(bar)} 46 rectfill",
            f"/Latin findfont 15 scalefont setfont 0 setgray {_LEFT} {y + 54} moveto ({bar.name}: {bar.minutes}) show",
        ]
    return "\n".join([*lines, "showpage", "%%EOF", ""]).encode("latin-1")


def _placed(bars: Sequence[Bar]) -> list[tuple[Bar, int]]:
    """Each bar with its height above the foot."""
    return [(bar, 180 - 110 * number) for number, bar in enumerate(bars)]


def _long(bar: Bar) -> float:
    return round(bar.minutes * _PIXELS_A_MINUTE, 1)
