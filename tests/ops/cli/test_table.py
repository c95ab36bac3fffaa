"""Tables of the command line: a person reads them in a terminal, and nothing that they have to know is cut."""

from __future__ import annotations

import json

from newsflow.ops.cli.acting import json_text, table

ADVICE = (
    "A flash takes a second look. The one on duty may send it alone after 120 s, with a passkey and a reason: "
    "sign in at the address below and show the key there."
)
LINK = "https://wire.a-long-name-of-an-agency.example/desk/approvals/ar_5b0c21f7a9de43b0a8c1d2e3f4a5b6c7"


def test_a_long_text_stands_whole_under_its_row():
    rows = [
        {"request": "ar_1", "because": ADVICE, "link": LINK},
        {"request": "ar_2", "because": "", "link": ""},
    ]
    lines = table(rows)
    assert [line.split() for line in (lines[0], lines[1], lines[-1])] == [
        ["REQUEST", "BECAUSE", "LINK"],
        ["ar_1", "↓", "↓"],
        ["ar_2"],
    ]
    assert max(map(len, lines)) <= len(LINK) + 20
    under = " ".join(" ".join(lines[2:-1]).split())
    assert under == f"BECAUSE: {ADVICE} LINK: {LINK}"
    assert lines[2].startswith("    BECAUSE: A flash")
    assert lines[3].startswith("        ")


def test_an_address_and_an_id_are_never_broken():
    assert any(LINK in line for line in table([{"link": LINK}]))


def test_short_texts_stay_in_their_columns():
    assert table([{"id": 7, "slug": "ferry"}, {"id": 12, "slug": None}]) == ["ID  SLUG", "7   ferry", "12"]


def test_a_text_of_several_lines_keeps_them():
    assert table([{"id": 1, "words": "First.\nSecond."}, {"id": 2, "words": "-"}]) == [
        "ID  WORDS", "1   ↓", "    WORDS: First.", "        Second.", "2   -",
    ]  # fmt: skip


def test_no_rows_make_no_table():
    assert table([]) == []


def test_a_headline_neither_turns_a_terminals_lines_around_nor_gives_it_orders():
    evil = "Harbour \u202egnihton\x1b[2J \u2066open\x9b31m"
    (line,) = table([{"headline": evil}])[1:]
    assert line == "Harbour gnihton[2J open31m"
    printed = json_text({"headline": evil})
    assert not set(printed) & set("\u202e\u2066\x1b\x9b")
    assert json.loads(printed) == {"headline": evil}
