"""The checks that need the names list or an original: asked before a release, and beside a translation that is being written."""

from dataclasses import dataclass, replace

from newsflow.db.query import Connection
from newsflow.domain.checks.facts import Heard
from newsflow.domain.checks.finding import CheckCode, Finding, Severity
from newsflow.domain.checks.rules import CheckRules
from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.house_names import HouseName
from newsflow.domain.pair.facts import PairFacts
from newsflow.domain.pair.machine import unaccepted
from newsflow.domain.pair.names import spellings
from newsflow.domain.pair.run import check_pair
from newsflow.newsroom.drafts import get
from newsflow.newsroom.names_list import names_for
from newsflow.newsroom.translation.machine_marks import open_digests
from newsflow.newsroom.translation.orders import order_of_draft
from newsflow.wire.read import versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a translation stands beside: the version that was translated, and the latest where that is another."""

    original: Dispatch
    version: int | None
    """None: a draft, which has none yet."""
    latest: Dispatch | None = None
    """The latest copy, where its words differ from those that were translated."""
    latest_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the newsroom knows of a version besides itself; the findings are pure from here on."""

    names: tuple[HouseName, ...]
    beside: Beside | None
    machine: frozenset[bytes]

    def findings(self, version: Dispatch, heard: tuple[Heard, ...], rules: CheckRules) -> tuple[Finding, ...]:
        """Names of the list, the pair, a moved original, and what a machine wrote."""
        found = [*spellings(version, self.names), *unaccepted(version, self.machine)]
        beside = self.beside
        if beside is not None and beside.latest is not None:
            facts = (("was", str(beside.version)), ("now", str(beside.latest_version)))
            found.append(Finding(code=CheckCode.PAIR_ORIGINAL_MOVED, field="translated_from", facts=facts))
        told = tuple(
            replace(finding, severity=severity)
            for finding in found
            if (severity := rules.severity(finding.code, version.form)) is not Severity.OFF
        )
        if beside is None:
            return told
        pair = PairFacts(
            original=beside.original, translation=version, names=self.names, heard=heard, rules=rules
        )
        return (*told, *check_pair(pair))


async def told_of(db: Connection, version: Dispatch, draft: int | None) -> Told:
    """What the checks of a version need: names, original, and what a machine wrote into its draft."""
    beside = await beside_of(db, version, draft)
    texts = [(version.language, _words(version))]
    if beside is not None:
        texts.append((beside.original.language, _words(beside.original)))
    marks = frozenset[bytes]() if draft is None else await open_digests(db, draft)
    return Told(names=await names_for(db, *texts), beside=beside, machine=marks)


async def beside_of(db: Connection, version: Dispatch, draft: int | None = None) -> Beside | None:
    """The original of a translation, where it is held here: on the wire, or a draft that was opened for translators."""
    source = version.translated_from
    if source is None or version.type is not ItemType.TEXT:
        return None
    if source.item is None:
        return await _beside_draft(db, draft)
    copies = [entry for entry in await versions(db, source.item) if _is_copy(entry)]
    if not copies:
        return None
    latest = copies[0]
    made_from = next((entry for entry in copies if entry.header.version == source.version), latest)
    assert latest.content is not None
    assert made_from.content is not None
    moved = _words(latest.content) != _words(made_from.content)
    return Beside(
        original=made_from.content,
        version=made_from.header.version,
        latest=latest.content if moved else None,
        latest_version=latest.header.version if moved else None,
    )


async def _beside_draft(db: Connection, draft: int | None) -> Beside | None:
    order = None if draft is None else await order_of_draft(db, draft)
    if order is None or order.original_draft is None:
        return None
    found = await get(db, order.original_draft)
    return Beside(original=found.dispatch(), version=None) if found.content else None


def _is_copy(entry: Entry) -> bool:
    return entry.content is not None and entry.header.action not in STOPS


def _words(content: Dispatch) -> tuple[str, ...]:
    return (content.headline, content.deck or "", *content.words())
