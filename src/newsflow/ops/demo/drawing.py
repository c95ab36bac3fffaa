"""Scenes for the demo, drawn here so that they are nobody's: a tram on a bay under a sun, as PNG. PURE."""

import struct
import zlib
from dataclasses import dataclass, replace
from math import isqrt

WIDTH, HEIGHT = 1800, 1200
HORIZON = 640
QUAY = 980

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What differs from picture to picture: colours of sky and sea, where sun and tram stand."""

    high: Colour
    low: Colour
    sea: Colour
    sun: tuple[int, int, int]
    """Place from left and top, and radius."""
    tram: tuple[int, int]
    """Place from left, and how many cars."""

    def moved_to(self, left: int) -> "Scene":
        """The same with its tram elsewhere."""
        return replace(self, tram=(left, self.tram[1]))


def drawn(scene: Scene) -> bytes:
    """The scene as a PNG of 1,800 by 1,200 pixels."""
    rows = bytearray()
    for y in range(HEIGHT):
        rows.append(0)  # no filter
        rows += row_of(scene, y)
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def row_of(scene: Scene, y: int) -> bytes:
    """One row of the scene, three bytes a pixel."""
    if y < HORIZON:
        ground = _between(scene.high, scene.low, y, HORIZON)
    elif y < QUAY:
        shimmer = 14 if (y // 9) % 3 == 0 else 0
        ground = (scene.sea[0] + shimmer, scene.sea[1] + shimmer, scene.sea[2] + shimmer)
    else:
        ground = (92, 88, 84)
    row = bytearray(bytes(ground) * WIDTH)
    left, top, radius = scene.sun
    if abs(y - top) < radius and y < HORIZON:
        half = isqrt(radius**2 - (y - top) ** 2)
        _fill(row, left - half, left + half, (255, 232, 170))
    _tram(row, scene, y)
    return bytes(row)


def _tram(row: bytearray, scene: Scene, y: int) -> None:
    """Cars of 320 by 190 pixels with windows and wheels."""
    top = QUAY - 150
    left, cars = scene.tram
    for car in range(cars):
        at = left + car * 340
        if top <= y < top + 160:
            _fill(row, at, at + 320, (196, 52, 44) if y < top + 120 else (240, 236, 226))
        if top + 25 <= y < top + 85:
            for window in range(4):
                _fill(row, at + 22 + window * 74, at + 76 + window * 74, (206, 228, 240))
        if top + 160 <= y < top + 186:
            for wheel in (60, 230):
                _fill(row, at + wheel, at + wheel + 34, (38, 38, 42))


def _fill(row: bytearray, start: int, end: int, colour: Colour) -> None:
    first, last = max(start, 0), min(end, WIDTH)
    if first < last:
        row[first * 3 : last * 3] = bytes(colour) * (last - first)


def _between(first: Colour, last: Colour, place: int, of: int) -> Colour:
    mixed = [a + (b - a) * place // of for a, b in zip(first, last, strict=True)]
    return mixed[0], mixed[1], mixed[2]
