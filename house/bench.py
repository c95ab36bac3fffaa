"""Runs every bench quickly and prints its figures beside their limits: `make bench`.

A bench is a file bench/NAME.py that `python -m bench.NAME --quick --json` runs; it prints one JSON object, or a
list of them, with `figure`, `limit` and `ratio`, and may add `name` and `unit`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from house.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEADINGS = ("bench", "figure", "limit", "ratio")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured, beside what it is measured against in the same run."""

    name: str
    figure: float
    limit: float
    ratio: float
    unit: str

    def cells(self) -> tuple[str, ...]:
        """The row of the table: numbers with their unit, the ratio with two decimals."""
        return (
            self.name,
            f"{self.figure:,.4g} {self.unit}",
            f"{self.limit:,.4g} {self.unit}",
            f"{self.ratio:.2f}",
        )


def figures(bench: str, printed: str) -> Iterator[Figure]:
    """The figures that a bench printed. Raises ValueError or KeyError where it is not as agreed."""
    told: Any = json.loads(printed)
    for each in cast("list[dict[str, Any]]", told if isinstance(told, list) else [told]):
        yield Figure(
            name=f"{bench}: {each['name']}" if "name" in each else bench,
            figure=float(each["figure"]),
            limit=float(each["limit"]),
            ratio=float(each["ratio"]),
            unit=str(each.get("unit", "")),
        )


def table(rows: Sequence[Figure]) -> str:
    """The figures as columns that line up."""
    cells = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in cells
    )


def main() -> int:
    """0 when every bench ran and printed its figures, else 1."""
    rows: list[Figure] = []
    failed: list[str] = []
    for path in sorted((ROOT / "bench").glob("[!_]*.py")):
        print(f"bench.{path.stem} …", file=sys.stderr)
        command = [sys.executable, "-m", f"bench.{path.stem}", "--quick", "--json"]
        ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        try:
            ran.check_returncode()
            rows += figures(path.stem, ran.stdout)
        except (subprocess.CalledProcessError, ValueError, KeyError) as error:
            failed.append(f"bench.{path.stem} failed: {error!r}")
    print(table(rows))
    print("\n".join(failed), file=sys.stderr)
    if not rows:
        print("no bench printed a figure", file=sys.stderr)
    return 1 if failed or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
