"""Every act that is written into the audit trail has a word: whoever reads the trail reads no code."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from house.source import PACKAGE, sources
from newsflow.web.say import tongue
from newsflow.web.within.act_words import ACTS, FACTS, SUBJECTS, act_in_words, key_in_words, subject_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = {
    "desk/editions/deeds.py": r'said = "(edition_\w+)"',
    "desk/enquiries/case.py": r'"(enquiry_(?:answered|offered|closed))"',
    "desk/requests/case.py": r'said = "(request_\w+)"',
    "newsroom/approvals/answering.py": r'state="(refused|withdrawn)"',
    "newsroom/approvals/sending.py": r'^(?:SCHEDULED|RELEASED|ALONE|APPROVED) = "(\w+)"',
    "newsroom/legal/requests.py": r'"(legal_item_\w+)"',
    "newsroom/stop.py": r"",
}
"""Files that choose an act before they write it down, and how theirs are found."""
GATHERED = {"active", "ends", "needs_passkey", "use_by_person"}
"""Facts that come as a mapping put together before."""


def written() -> Iterator[tuple[str, ast.Call]]:
    """Each call that writes into the trail, and its file."""
    for source in sources(".py", under=(f"{PACKAGE}/",)):
        if "audit" not in source.text:
            continue
        for node in ast.walk(ast.parse(source.text)):
            if not isinstance(node, ast.Call) or len(node.args) != 4:
                continue
            named = ast.unparse(node.func)
            if named == "audit.note" or (named == "note" and "accounts.audit import" in source.text):
                yield source.path.removeprefix(f"{PACKAGE}/"), node


def test_every_act_and_subject_of_the_trail_has_a_word_and_no_word_is_left_over():
    acts, subjects = {"hold", "kill", "withdraw", "approved", "sent_alone"}, set[str]()
    texts = {one.path: one.text for one in sources(".py", under=(f"{PACKAGE}/",))}
    for path, call in written():
        act, subject = call.args[2:]
        if isinstance(act, ast.Constant):
            acts.add(str(act.value))
        else:
            acts |= set(re.findall(ELSEWHERE[path] or "(?!)", texts[f"{PACKAGE}/{path}"], re.MULTILINE))
        subjects |= set(re.findall(r"f'(\w+):", ast.unparse(subject)))
    assert acts == set(ACTS)
    assert subjects <= set(SUBJECTS)


def test_every_fact_of_the_trail_has_a_word_and_no_word_is_left_over():
    facts = {word.arg for _, call in written() for word in call.keywords if word.arg and word.arg != "at"}
    assert facts | GATHERED == set(FACTS)


def test_an_act_and_its_subject_are_said_and_what_nobody_knows_is_shown_as_it_is():
    assert act_in_words(tongue("fr"), "begin_shift") == "A pris son service"
    assert subject_in_words(tongue("tr"), "draft:12") == "Taslak 12"
    assert subject_in_words(tongue("en"), "item:nf:text:20260302:1") == "Item nf:text:20260302:1"
    assert (act_in_words(tongue("en"), "of_old"), subject_in_words(tongue("en"), "x:1")) == ("of_old", "x:1")


def test_a_key_and_a_part_of_the_settings_are_said_in_words():
    for key, words in (
        ("password", "mot de passe"),
        ("cli", "ligne de commande"),
        ("passkey:00f1e2d3c4b5a697", "clé d’accès"),
        ("of_old", "of_old"),
    ):
        assert key_in_words(tongue("fr"), key) == words
    for subject, words in (
        ("settings:looks", "Réglages\u00a0: Second regard"),
        ("settings:sections/sport", "Réglages\u00a0: Rubriques · sport"),
        ("settings:checks?form=flash", "Réglages\u00a0: Contrôles · flash"),
    ):
        assert subject_in_words(tongue("fr"), subject) == words
