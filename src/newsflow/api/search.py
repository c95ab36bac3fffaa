"""`GET /v1/search`: the archive, as the query language asks it. A title in a list is no taking."""

from newsflow.api.addresses import WireAddresses
from newsflow.api.asked import Asked
from newsflow.api.known import Visit
from newsflow.api.lists import headed
from newsflow.api.reply import Reply, json_reply
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Verdict
from newsflow.domain.content import Json
from newsflow.domain.errors import BadInputError
from newsflow.matching.query import parse
from newsflow.matching.reading import word_of
from newsflow.search.find import PAGE_LIMIT, Found, Hit, Search, Sort, find
from newsflow.search.reader import Archive, there
from newsflow.search.standing import Asker

PARAMETERS = ("q", "sort", "offset", "limit", "counts", "marks", "like")
HITS = 20
OFFSET_AT_MOST = 10_000


async def search(visit: Visit, asked: Asked, archive: Archive | None) -> Reply:
    """A page of what the archive has for the caller. Raises QuestionError, SearchBehindError."""
    account = visit.account
    found = await find(visit.db, there(archive), Search(
        tree=parse(asked.text("q"), visit.agency, visit.now),
        asker=Asker(subscriber=account.subscriber, contracts=account.contracts),
        now=visit.now,
        zone=visit.agency.zoneinfo,
        sort=order_of(asked),
        offset=asked.number("offset", 0, 0, OFFSET_AT_MOST),
        limit=asked.number("limit", HITS, 1, PAGE_LIMIT),
        counted=bool(asked.number("counts", 0, 0, 1)),
        marked=bool(asked.number("marks", 0, 0, 1)),
        like=asked.fields.get("like"),
    ))  # fmt: skip
    return json_reply(_said(visit, found))


def order_of(asked: Asked) -> Sort:
    """In which order hits are wanted. Raises BadInputError."""
    sort = asked.text("sort", Sort.NEWEST)
    if sort not in set(Sort):
        raise BadInputError("There is no such order.", f"“{sort[:40]}”.", f"There are {', '.join(Sort)}.")
    return Sort(sort)


def _said(visit: Visit, found: Found) -> dict[str, Json]:
    counts = found.counts
    return {
        "total": found.total,
        "items": [hit_line(visit.agency, visit.addresses, hit) for hit in found.hits],
        "counts": None if counts is None else {
            facet.value: [{"value": value, "number": number} for value, number in values]
            for facet, values in counts.by.items()
        },
    }  # fmt: skip


def hit_line(agency: Agency, addresses: WireAddresses, hit: Hit) -> dict[str, Json]:
    """A found item by its headline; of what was stopped, mark and slug; of what may not be had, no headline."""
    whole = hit.ruling.verdict is Verdict.WHOLE
    marks: list[Json] = [
        {"text": one.text, "marks": [list[Json](place) for place in one.marks]} for one in hit.marks
    ]
    said = headed(agency, addresses, hit.item)
    if not whole and not said["stopped"]:
        said["headline"] = None
    return {
        **said,
        "ruling": {
            "verdict": hit.ruling.verdict.value,
            "reason": word_of(hit.ruling, hit.item.facts(took=hit.took)).value,
            "because": list[Json](hit.ruling.because),
        },
        "marks": marks if whole else [],
    }
