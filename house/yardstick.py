"""How slow this machine is just now: one fixed piece of Python, in processor time.

Machines of one name run at very different speeds, hour by hour: the same commit took 12 minutes on one evening and 26 on
the next, with nothing beside it. A budget in seconds says something of the code only beside a measure of the machine.
Processor time, not time: what waits for a core is not a slow machine, and a test that waits is slow.
"""

from __future__ import annotations

import json
import time

REFERENCE_S = 0.0077
"""Seconds of one measure on the machine that the budgets are for: the one of docs/benchmarks.md of 2026-11-29. Reckoned, since that
evening is gone: `json.dumps` and libxml2, the limits of six formats there, ran at 0.43 of their speed beside measures of 17.8 ms."""
SOURCE = "\n".join(
    f"def f{n}(a, b={n}):\n    c = [a + x * {n} for x in range(b) if x % 3]\n    return {{'k{n}': c, 'z': str(a)}}"
    for n in range(20)
)
DOCUMENT = {f"k{n}": [n, f"ıssız صحافة {n}", {"a": n / 7}] for n in range(400)}
ROUNDS = 10
STRETCHED_MOST = 3.0
"""Times that a budget is stretched at most: a machine slower than that runs no suite that says anything of time."""
MEASURES = 5
"""Measures for one bound, some 10 ms each."""


def measure() -> float:
    """Processor seconds of the piece, once: a compilation, and a document written and read ten times."""
    begun = time.thread_time()
    compile(SOURCE, "yardstick", "exec")
    for _ in range(ROUNDS):
        json.loads(json.dumps(DOCUMENT))
    return time.thread_time() - begun


def slowness(measures_s: list[float], most: float) -> float:
    """How many times slower than the reference, by the middle measure: 1 for a faster machine or none, `most` at most."""
    if not measures_s:
        return 1.0
    middle = sorted(measures_s)[len(measures_s) // 2]
    return min(max(middle / REFERENCE_S, 1.0), most)


def stretched(bound_s: float) -> float:
    """A test's bound on the seconds of one piece of work, longer where this machine is slow just now (ADR-0043)."""
    return bound_s * slowness([measure() for _ in range(MEASURES)], STRETCHED_MOST)


if __name__ == "__main__":
    taken = [measure() for _ in range(200)]
    print(f"{sorted(taken)[100] * 1000:.2f} ms; {slowness(taken, 100):.2f} times slower than the reference")
