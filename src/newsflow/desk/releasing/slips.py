"""What was found before a release: each slip in words, with the place to mend it, and the word that passes a warning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsflow.desk.visit import Visit
from newsflow.desk.wording import finding_in_words
from newsflow.desk.writing.beside import FIELDS
from newsflow.domain.checks.finding import CheckCode, Finding, Severity
from newsflow.domain.fault import Fault
from newsflow.newsroom.checking import WORD_CHARACTERS
from newsflow.web.forms import Form
from newsflow.web.say import tongue
from newsflow.web.within.telling import say_words

_PASS = "pass_"  # noqa: S105 - the name of a field, not a password

_OF_MEDIA = frozenset({"media", "alt_text", "credit_line"})
_FAULTS_TOO = frozenset({CheckCode.MEDIA_WITHOUT_RIGHTS, CheckCode.MEDIA_WITHOUT_ALT_TEXT})
"""What keeps media themselves back, and is said once; of the media of a text's story it is a warning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip. A warning has a field for the word that passes it; of several of one code the first has it."""

    text: str
    language: str
    address: str
    refuses: bool
    field: str
    word: str
    most: int = WORD_CHARACTERS


def slips_of(
    visit: Visit, draft: int, missing: Sequence[Fault], findings: Iterable[Finding]
) -> tuple[Slip, ...]:
    """Everything that was found, what must be mended first."""
    speaks, seen = tongue(visit.language), set[CheckCode]()
    found: list[Slip] = [
        Slip(
            text=say_words(speaks, fault.words),
            language=visit.language,
            address=_place(draft, fault.field),
            refuses=True,
            field="",
            word="",
        )
        for fault in missing
    ]
    told = any(fault.field in _OF_MEDIA for fault in missing)
    for one in findings:
        if told and one.code in _FAULTS_TOO:
            continue
        refuses = one.severity is Severity.REFUSE
        passes = not refuses and one.code not in seen
        seen.add(one.code)
        name = f"{_PASS}{one.code.value}"
        found.append(
            Slip(
                text=finding_in_words(visit, one),
                language=visit.language,
                address=_place(draft, one.field),
                refuses=refuses,
                field=name if passes else "",
                word=visit.form.line(name) if passes else "",
            )
        )
    return tuple(sorted(found, key=lambda slip: not slip.refuses))


def passed_by(form: Form) -> dict[CheckCode, str]:
    """The words with which the form passes warnings, by code; a field left empty passes nothing."""
    words = {code: form.line(f"{_PASS}{code.value}") for code in CheckCode}
    return {code: word for code, word in words.items() if word}


def _place(draft: int, field: str) -> str:
    """Where in the editor it is mended."""
    return f"/desk/drafts/{draft}#{FIELDS.get(field, field)}"
