"""Why a subscriber may have an item or not is told in the reader's language, whatever the ruling's reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Restriction
from newsflow.matching.ruling import rule, rule_any
from newsflow.web.say import tongue
from newsflow.web.within.codes import field_naming
from newsflow.web.within.reasons import told_reason
from tests.builders import a_contract, the_agency
from tests.harness import MORNING
from tests.matching.test_ruling import an_entry
from tests.matching.trees import contracts

if TYPE_CHECKING:
    from datetime import datetime

    from newsflow.matching.contract import Contract

DAY = timedelta(days=1)
TURKISH = tongue("tr")
TERMS = (
    Restriction(words="w", subscribers_in=("others",)),
    Restriction(words="w", subscribers_out=("gazette",)),
    Restriction(words="w", territories=("TR",)),
    Restriction(words="w", media=("print",)),
    Restriction(words="w", starts=MORNING + 3 * DAY),
    Restriction(words="w", ends=MORNING + DAY),
    Restriction(words="w", no_archive=True),
)
"""One for each reason for which a restriction keeps an item back."""


def hour(at: datetime) -> str:
    return f"{at:%d.%m.%Y %H:%M}"


def told(reasons: tuple[str, ...]) -> list[str]:
    """The reasons in Turkish; none stays as it was."""
    said = [told_reason(TURKISH, reason, hour) for reason in reasons]
    assert all(one != reason for one, reason in zip(said, reasons, strict=True)), said
    assert not any(
        word in one for one in said for word in ("covered", "contract ", "it is", "T09:", "kill")
    ), said
    return said


@settings(max_examples=50)
@given(
    contract=contracts,
    action=st.sampled_from(Action),
    took=st.booleans(),
    embargoed=st.booleans(),
    days=st.sampled_from([-1, 2, 400]),
)
def test_every_reason_of_a_ruling_is_told(
    contract: Contract, action: Action, took: bool, embargoed: bool, days: int
):
    entry = an_entry(action=action, embargoed=embargoed, restrictions=TERMS)
    assert told(rule(entry, contract, took, MORNING + days * DAY).because)
    told(rule(an_entry(notice_of="nf:text:20260303:1"), contract, took, MORNING + days * DAY).because)


def test_a_reason_names_codes_and_hours_as_the_page_writes_them():
    held = a_contract(languages=("tr",), territories=("FR",), media=("broadcast",))
    ruling = rule(an_entry(restrictions=TERMS), held, took=False, now=MORNING + 2 * DAY)
    said = told(ruling.because)
    assert f"{held.id} sözleşmesi: dil: fr; kapsamda olan: tr" in said
    assert f"{held.id} sözleşmesi: 05.03.2026 09:00 itibarıyla kullanılabilir" in said
    assert told(rule_any(an_entry(), (), took=False, now=MORNING).because) == ["sözleşme yok"]
    named = field_naming(the_agency(), "tr")
    shown = [told_reason(TURKISH, reason, hour, named) for reason in ruling.because]
    assert f"{held.id} sözleşmesi: dil: Fransızca; kapsamda olan: Türkçe" in shown
    assert told_reason(TURKISH, "nobody knows this shape", hour) == "nobody knows this shape"
