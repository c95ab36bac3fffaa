"""Times of several engines as one picture: an SVG of ours, readable on light and on dark ground."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 20, 76, 46
TICKS_MS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 30000)
DASHES = ("", "7 4", "2 3")
"""Lines are told apart by their strokes as well as by colour."""
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #222 } .title { font-weight: 600 }
  .grid { stroke: #ccc } .goal { stroke: #222 } path { fill: none; stroke-width: 2.5 }
  .c0 { stroke: #005a9c } .c1 { stroke: #8a5a00 } .c2 { stroke: #8b2a8b } .ground { fill: #fff }
  @media (prefers-color-scheme: dark) {
    text { fill: #eee } .grid { stroke: #444 } .goal { stroke: #eee } .ground { fill: #16181c }
    .c0 { stroke: #6db7ff } .c1 { stroke: #e0ac4d } .c2 { stroke: #e08be0 }
  }
"""


def plot(title: str, seconds: Mapping[str, Sequence[float]], goal_ms: float) -> str:
    """What share of the times are no longer than so much, a line for each engine, on a scale of powers."""
    curves = {name: sorted(1000 * each for each in times) for name, times in seconds.items()}
    every = [each for times in curves.values() for each in times]
    ticks = _ticks(min(every), max(every))
    low, high = math.log10(ticks[0]), math.log10(ticks[-1])

    def x(ms: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(max(ms, ticks[0])) - low) / (high - low)

    def y(share: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share

    def lines() -> Iterator[str]:
        for tick in ticks:
            yield f'<path class="grid" style="stroke-width:1" d="M{x(tick):.1f} {y(0):.1f}V{y(1):.1f}"/>'
            yield f'<text x="{x(tick):.1f}" y="{y(0) + 18:.1f}" text-anchor="middle">{tick:g}</text>'
        for share in (0, 0.25, 0.5, 0.75, 0.95, 1):
            yield f'<path class="grid" style="stroke-width:1" d="M{x(ticks[0]):.1f} {y(share):.1f}H{x(ticks[-1]):.1f}"/>'
            if share != 1:
                yield f'<text x="{LEFT - 6}" y="{y(share) + 4:.1f}" text-anchor="end">{share:.0%}</text>'
        yield f'<path class="goal" stroke-dasharray="1 4" d="M{x(goal_ms):.1f} {y(0):.1f}V{y(1):.1f}"/>'
        yield f'<text x="{x(goal_ms) + 5:.1f}" y="{y(0) - 6:.1f}">goal: 95 % within {goal_ms:g} ms</text>'
        for number, (name, times) in enumerate(curves.items()):
            points = " ".join(f"{x(ms):.1f} {y(place / len(times)):.1f}" for place, ms in enumerate(times, 1))
            dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
            yield f'<path class="c{number}"{dash} d="M{points}"/>'
            at = LEFT + number * 230
            p95 = times[math.ceil(0.95 * len(times)) - 1]
            yield f'<path class="c{number}"{dash} d="M{at} 50h26"/><text x="{at + 32}" y="54">{escape(name)}: {p95:.1f}</text>'

    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">\n'
        f'<style>{STYLE}</style>\n<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>\n'
        f'<text class="title" x="{LEFT}" y="26">{escape(title)}</text>\n'
        + "\n".join(lines())
        + f'\n<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">'
        "milliseconds; beside each name what 95 % stay within</text>\n</svg>\n"
    )


def _ticks(low: float, high: float) -> list[float]:
    first = max((place for place, tick in enumerate(TICKS_MS) if tick <= low), default=0)
    last = min((place for place, tick in enumerate(TICKS_MS) if tick >= high), default=len(TICKS_MS) - 1)
    return [float(tick) for tick in TICKS_MS[first : last + 1]]
