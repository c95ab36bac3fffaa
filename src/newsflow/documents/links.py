"""What one asker may see beside a core: the items that belong to it, and the addresses of its files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from newsflow.db.query import Connection, rows
from newsflow.documents.asking import Asking
from newsflow.documents.rows import RELATED, Related
from newsflow.domain.codes import Action, ItemType, Verdict
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.guid import Seq
from newsflow.domain.media import MEMBER_OF, SERIES_OF, Rendition
from newsflow.domain.notice import notice_headline
from newsflow.domain.topics import Topics
from newsflow.formats.names import Format
from newsflow.formats.sheet import File, Link, Links, Relation, Sheet, sheet_of
from newsflow.formats.xml import line
from newsflow.wire.read import READ_LIMIT, numbered
from newsflow.wire.rows import Item

LINKS_LIMIT = 300
"""Items that a document may link to, at most; those that changed last stay. A series has 200 members."""
_EMBEDDED = frozenset(SERIES_OF) | {ItemType.FILE}
_RANK = {relation: rank for rank, relation in enumerate((
    Relation.NOTICE_OF, Relation.REPLACES, Relation.ORIGINAL, Relation.TRANSLATION, Relation.ANSWERS, Relation.SERIES,
    Relation.MEMBER, Relation.STORY,
))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linking:
    """A version of an item, and who asks for its links."""

    item: Item
    sheet: Sheet
    asking: Asking


async def links_of(db: Connection, item: Item, sheet: Sheet, asking: Asking) -> Links:
    """The links of a version. Each linked item was asked of the ruling; of stopped ones mark and slug stay."""
    return (await links_of_all(db, [Linking(item, sheet, asking)]))[0]


async def links_of_all(db: Connection, wanted: Sequence[Linking]) -> list[Links]:
    """The links of several versions that one subscriber asks for, each as `links_of`: four queries, however many."""
    if not wanted:
        return []
    found = await _related(db, wanted)
    hanging = [each.asking.hanging([each.item, *others]) for each, others in zip(wanted, found, strict=True)]
    took = await wanted[0].asking.took(db, frozenset[str]().union(*hanging))
    had = [took & hangs for hangs in hanging]
    known = [
        [other for other in others if each.asking.knows(other, mine)]
        for each, others, mine in zip(wanted, found, had, strict=True)
    ]
    entries = await _embedded(db, known)
    return [_links(*each, entries) for each in zip(wanted, known, had, strict=True)]


async def _related(db: Connection, wanted: Sequence[Linking]) -> list[list[Related]]:
    """What each may link to."""
    found: list[list[Related]] = [[] for _ in wanted]
    for other in await rows(db, RELATED, {
        "guids": [each.item.guid for each in wanted], "stories": [each.item.story for each in wanted],
        "series": [each.item.series for each in wanted],
        "named": [" ".join(_named(each.sheet.content)) for each in wanted], "limit": LINKS_LIMIT,
    }):  # fmt: skip
        found[other.beside - 1].append(other)
    return found


async def _embedded(db: Connection, known: Iterable[Iterable[Related]]) -> dict[Seq, Entry]:
    """The entries of the items that are embedded, by number."""
    seqs = sorted({other.seq for others in known for other in others if _embeds(other)})
    entries: dict[Seq, Entry] = {}
    for start in range(0, len(seqs), READ_LIMIT):
        for entry in await numbered(db, seqs[start : start + READ_LIMIT]):
            entries[entry.header.seq] = entry
    return entries


def _links(
    each: Linking, known: Sequence[Related], had: frozenset[str], entries: Mapping[Seq, Entry]
) -> Links:
    item, content = each.item, each.sheet.content
    seen = _Seen(each.asking, had, entries, each.sheet.topics)
    linked: list[Link] = []
    for other in known:
        relation = _relation(item, content, other)
        linked.append(_link(other, relation, _version(relation, content, other), seen))
    place = {str(other.guid): (other.first_seq, other.guid) for other in known}
    linked.sort(key=lambda link: (_RANK[link.relation], place[link.guid]))
    files = each.asking.files(item, content, had)
    return Links(items=tuple(linked), files=_files(item.guid, files, each.asking))


async def story_links(
    db: Connection, items: Sequence[Item], asking: Asking, topics: Topics
) -> tuple[Link, ...]:
    """Those of a story's items that the asker may know of, in the order in which they first went out."""
    had = await asking.had(db, items)
    known = sorted((each for each in items if asking.knows(each, had)), key=lambda each: each.first_seq)
    held = await numbered(db, [each.seq for each in known if _embeds(each)])
    seen = _Seen(asking, had, {entry.header.seq: entry for entry in held}, topics)
    return tuple(_link(each, Relation.STORY, each.version, seen) for each in known)


def addressed(links: Sequence[Link], asking: Asking, form: Format) -> tuple[Link, ...]:
    """The links with the addresses of their items' documents in that format."""
    return tuple(replace(link, address=asking.addresses.document(link.guid, form)) for link in links)


def _named(content: Dispatch) -> list[str]:
    """The items that a version names itself."""
    named = [*content.replaces]
    if content.translated_from is not None and content.translated_from.item is not None:
        named.append(content.translated_from.item)
    if content.answers is not None:
        named.append(content.answers.item)
    if content.notice_of is not None:
        named.append(content.notice_of.item)
    if content.media is not None:
        named += content.media.members
        if content.media.series is not None:
            named.append(content.media.series)
    return named


def _relation(item: Item, content: Dispatch, other: Related) -> Relation:
    translated, answers, notice = content.translated_from, content.answers, content.notice_of
    facts = (
        (Relation.NOTICE_OF, notice is not None and notice.item == other.guid),
        (Relation.REPLACES, other.guid in content.replaces),
        (Relation.ORIGINAL, translated is not None and translated.item == other.guid),
        (Relation.TRANSLATION, other.original == item.guid),
        (Relation.ANSWERS, answers is not None and answers.item == other.guid),
        (Relation.SERIES, item.series == other.guid),
        (Relation.MEMBER, item.type in MEMBER_OF and other.series == item.guid),
    )
    return next((relation for relation, is_so in facts if is_so), Relation.STORY)


def _version(relation: Relation, content: Dispatch, other: Item) -> int:
    """The version that is meant: the one that was translated, answered or told of; else the latest."""
    if relation is Relation.ORIGINAL and content.translated_from is not None:
        return content.translated_from.version or other.version
    if relation is Relation.ANSWERS and content.answers is not None:
        return content.answers.version
    if relation is Relation.NOTICE_OF and content.notice_of is not None:
        return content.notice_of.version
    return other.version


def _embeds(item: Item) -> bool:
    return ItemType(item.type) in _EMBEDDED and item.action not in STOPS


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who looks at linked items, what they had, and the entries of those that are embedded, by number."""

    asking: Asking
    had: frozenset[str]
    entries: Mapping[Seq, Entry]
    topics: Topics


def _link(other: Item, relation: Relation, version: int, seen: _Seen) -> Link:
    asking, entry = seen.asking, seen.entries.get(other.seq)
    held: Sheet | None = None
    files: tuple[File, ...] = ()
    whole = asking.verdict(other, seen.had) is Verdict.WHOLE
    if whole and entry is not None and entry.content is not None:
        held = sheet_of(entry.header, entry.content, asking.agency, other.first_at, seen.topics)
        files = _files(other.guid, asking.files(other, entry.content, seen.had), asking)
    return Link(
        guid=other.guid,
        version=version,
        type=ItemType(other.type),
        relation=relation,
        title=_title(other, asking),
        language=other.language,
        at=other.at,
        action=Action(other.action),
        sheet=held,
        files=files,
    )


def _title(other: Item, asking: Asking) -> str:
    """The headline; of what was stopped, or erased by order, mark and slug (or id)."""
    action = Action(other.action)
    if action not in STOPS and other.headline is not None:
        return line(other.headline)
    house = asking.agency.house(other.language)
    told = action if action in STOPS else Action.WITHDRAW
    return notice_headline(house, told, line(other.slug or other.guid), other.language)


def _files(guid: str, files: Sequence[Rendition], asking: Asking) -> tuple[File, ...]:
    return tuple(File(rendition=file, address=asking.addresses.file(guid, file)) for file in files)
