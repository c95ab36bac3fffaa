"""IPTC's own file of media topics (JSON, SKOS) as our topics."""

import re

import msgspec

from newsflow.domain.errors import BadInputError
from newsflow.domain.topics import Topic, Topics

_LANGUAGES = {"dk": "da", "se": "sv"}
"""The file's tags of languages that are none: countries' codes."""
_CODE = re.compile(r"medtop:[0-9]{8}")
_ADDRESS = re.compile(r"(?:https?://cv\.iptc\.org/newscodes/mediatopic/|medtop:)([0-9]{8})")
_SUBJECT = re.compile(r"(?:https?://cv\.iptc\.org/newscodes/subjectcode/|subj:)([0-9]{8})")


class _Concept(msgspec.Struct, rename="camel"):
    qcode: str
    pref_label: dict[str, str] = {}
    broader: list[str] = []
    exact_match: list[str] = []
    close_match: list[str] = []
    broad_match: list[str] = []
    change_note: dict[str, str] = {}
    retired: str | None = None


class _File(msgspec.Struct, rename="camel"):
    concept_set: list[_Concept]


def read_topics(name: str, body: bytes) -> Topics:
    """The topics of the file. Raises BadInputError when it is no file of media topics.

    The languages `dk` and `se` are Danish and Swedish, `en-GB` serves all English. A retired topic's successor is
    the one that its note of change recommends.
    """
    try:
        concepts = msgspec.json.decode(body, type=_File).concept_set
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _no_topics(name, str(error)) from error
    topics = {each.qcode: _topic(each) for each in concepts if _CODE.fullmatch(each.qcode)}
    if not topics:
        raise _no_topics(name, "no concept of it has a code such as medtop:15000000")
    return Topics(topics)


def _topic(concept: _Concept) -> Topic:
    labels = {_LANGUAGES.get(tag, tag): label for tag, label in concept.pref_label.items() if label}
    if "en-GB" in labels:
        labels.setdefault("en", labels["en-GB"])
    subjects = (*concept.exact_match, *concept.close_match, *concept.broad_match)
    broader = [found[1] for each in concept.broader if (found := _ADDRESS.search(each))]
    return Topic(
        code=concept.qcode,
        labels=labels,
        subject=next((found[1] for each in subjects if (found := _SUBJECT.search(each))), None),
        broader=f"medtop:{broader[0]}" if broader else None,
        retired=concept.retired is not None,
        use_instead=_successor(concept) if concept.retired is not None else None,
    )


def _successor(concept: _Concept) -> str | None:
    """The last other topic that the note of change names: it says what to use after what was retired."""
    said = " ".join(concept.change_note.values())
    named = [code for code in _CODE.findall(said) if code != concept.qcode]
    return named[-1] if named else None


def _no_topics(name: str, why: str) -> BadInputError:
    return BadInputError(
        "This is no file of media topics.",
        f"{name}: {why}.",
        "Give IPTC's mediatopic file in its JSON form.",
    )
