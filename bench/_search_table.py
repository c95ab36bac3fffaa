"""What bench/search.py measured, as figures beside their limits and as the table of docs/search.md."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from bench._stage import machine

if TYPE_CHECKING:
    from collections.abc import Iterator

GOAL_MS = 5.0
GOAL_PER_S = 3000.0
GOAL_VISIBLE_S = 1.0
GOAL_SIZE = 1.2


def percentile(times: list[float], hundredth: int) -> float:
    """The time that so many in a hundred do not pass, in milliseconds."""
    return 1000 * statistics.quantiles(times, n=100, method="inclusive")[hundredth - 1]


def table(told: dict[str, Any], items: int) -> Iterator[str]:
    """The lines of the table that docs/search.md shows."""
    (ours50, ours95), (peer50, peer95), (_, find95) = (
        [f"{percentile(told[of], hundredth):.3g} ms" for hundredth in (50, 95)]
        for of in ("index", "peer", "find")
    )
    size, peer_size = (told[of] / told["text_bytes"] for of in ("index_bytes", "peer_bytes"))
    yield f"| {items:,} dispatches | ours | PostgreSQL | goal, at a million |"
    yield "|---|---:|---:|---:|"
    yield f"| a question, 50 % within | {ours50} | {peer50} | |"
    yield f"| a question, 95 % within | {ours95} | {peer95} | {GOAL_MS:.0f} ms |"
    yield f"| with the page's rows and rulings, 95 % within | {find95} | | |"
    yield f"| indexed from the wire, a second | {told['per_s']:,.0f} | {told['peer_per_s']:,.0f} | {GOAL_PER_S:,.0f} |"
    yield f"| a release until the index has it, the slowest | {max(told['visible']):.2f} s | | {GOAL_VISIBLE_S:.0f} s |"
    yield (
        f"| size, in bytes | {told['index_bytes'] / 1e6:,.0f} MB: {size:.2f} of the text"
        f" | {told['peer_bytes'] / 1e6:,.0f} MB: {peer_size:.2g} | {GOAL_SIZE} of the text |"
    )
    yield ""
    yield machine()


def figures(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The table: each figure beside its limit."""
    for name, hundredth in (("p50", 50), ("p95", 95)):
        for of, what in (("index", "the index alone"), ("find", "find, with the page's rows and rulings")):
            ours, theirs = percentile(told[of], hundredth), percentile(told["peer"], hundredth)
            yield _figure(
                f"{of} {name}", ours, theirs, "ms",
                f"a filtered question, newest first, with its total and a contract of twenty clauses, by {what}, beside"
                " PostgreSQL's full text",
            )  # fmt: skip
    yield _figure("goal p95", percentile(told["index"], 95), GOAL_MS, "ms", "the index alone beside its goal")
    yield _figure(
        "indexed", told["per_s"], GOAL_PER_S, "/s", "dispatches a second read from the wire, beside the goal"
    )
    yield _figure(
        "peer indexed",
        told["per_s"],
        told["peer_per_s"],
        "/s",
        "the same beside PostgreSQL's tsvector and GIN",
    )
    yield _figure(
        "visible", max(told["visible"]), GOAL_VISIBLE_S, "s", "a release until the index has it, the slowest"
    )
    yield _figure(
        "size", told["index_bytes"] / told["text_bytes"], GOAL_SIZE, "of the text", "the index on the disk"
    )
    yield _figure(
        "peer size", told["index_bytes"] / 1e6, told["peer_bytes"] / 1e6, "MB", "the same beside PostgreSQL's"
    )


def _figure(name: str, figure: float, limit: float, unit: str, what: str) -> dict[str, Any]:
    return {
        "name": name, "what": what, "figure": round(figure, 3), "limit": round(limit, 3),
        "ratio": round(figure / limit, 3), "unit": unit, "machine": machine(),
    }  # fmt: skip
