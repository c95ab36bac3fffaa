"""How `make bench` reads and shows what the benches print."""

from __future__ import annotations

from datetime import date

import pytest

from house.bench import Figure, figures, page, table


def test_a_bench_prints_one_figure_or_several():
    one = '{"figure": 900, "limit": 1000, "ratio": 0.9, "unit": "releases/s"}'
    assert list(figures("release", one)) == [Figure("release", 900.0, 1000.0, 0.9, "releases/s")]
    several = f'[{one}, {{"name": "p99", "figure": 3, "limit": 2, "ratio": 1.5}}]'
    assert [figure.name for figure in figures("release", several)] == ["release", "release: p99"]


@pytest.mark.parametrize(
    "printed", ["", "900 a second", '{"figure": 900}', '{"figure": "x", "limit": 1, "ratio": 1}']
)
def test_a_bench_that_prints_something_else_is_refused(printed: str):
    with pytest.raises((ValueError, KeyError)):
        list(figures("release", printed))


def test_the_table_lines_up():
    shown = table(
        [Figure("release", 912.3, 1000, 0.9123, "/s"), Figure("readable", 4, 50, 0.08, "ms")]
    ).splitlines()
    assert shown[0].split() == ["bench", "figure", "limit", "ratio"]
    assert shown[1].split() == ["release", "912.3", "/s", "1,000", "/s", "0.91"]
    assert len({len(line) for line in shown}) == 1


def test_the_page_says_what_was_measured_and_on_which_machine():
    row = Figure(
        "releases", 774.3, 2294.4, 0.337, "releases/s", what="releases beside pgbench", machine="2 cores"
    )
    written = page([row], date(2026, 11, 24), 0.25, 2.04)
    assert "| releases | 774.3 releases/s | 2,294 releases/s | 0.34 |" in written
    assert (
        "Run on 2026-11-24: 2 cores; load 0.2 before. It ran 2.0 times slower than the reference" in written
    )
    assert "- *releases*: releases beside pgbench." in written
