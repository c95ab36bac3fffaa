"""One file: its picture, and the words that go into every rendition of it."""

from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.media.lines import AssetLine, line_of
from newsflow.desk.media.words import AI_USES, COMPANIONS
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, ConflictError, NewsflowError
from newsflow.domain.media import AiUse
from newsflow.media import COMPANIONS as COMING_WITH
from newsflow.media import Asset, AssetId, AssetState, Facts, asset, remake
from newsflow.web.pages import page
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.rendition_words import NAMES

LINES = ("headline", "credit_line", "copyright", "taken_at", "city", "country", "country_code")
TEXTS = ("caption", "alt_text", "extended_description", "usage_terms", "instructions")
LISTS = ("creator", "keywords")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """The page of one file."""

    frame: DeskFrame
    address: str
    line: AssetLine
    words: dict[str, str]
    ai_use: str
    ai_uses: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    companions: tuple[tuple[str, str], ...]
    """What may come with it; empty for a kind that comes alone."""
    mark: str
    fresh: str
    refused: Refused | None


WORDS = page("desk/media/one.html", WordsPage)


def routes(desk: Desk) -> list[Route]:
    """The page's address, and a line that changes when the file does."""
    return [
        Route("/media/assets/{asset}", signed_in(desk, one, Act.WRITE), methods=["GET", "POST"]),
        Route("/media/assets/{asset}/state", signed_in(desk, state, Act.WRITE)),
    ]


async def one(visit: Visit) -> Response:
    """The page; posted, the words are kept and the worker writes them into the files."""
    found = await found_asset(visit)
    if visit.request.method != "POST":
        return await shown(visit, found)
    try:
        if found.state is AssetState.REFUSED:
            raise ConflictError("This file was refused.", found.because or "", "Send another one.")
        given = read_words(visit, found)
    except REFUSALS as error:
        return await shown(visit, found, error)
    if given != found.given:
        async with transaction(visit.desk.pool) as db:
            await remake(db, found.id, given, visit.now)
    return done(f"/desk/media/assets/{found.id}", "words_kept")


async def state(visit: Visit) -> Response:
    """A word that is another when the page should be loaded again."""
    return Response(_mark(await found_asset(visit)), media_type="text/plain")


async def found_asset(visit: Visit) -> Asset:
    """The file that the address names. Raises NotFoundError."""
    async with reading(visit.desk.pool) as db:
        return await asset(db, AssetId(visit.request.path_params["asset"]))


def _mark(found: Asset) -> str:
    return f"{found.state.value} {found.progress}"


def read_words(visit: Visit, found: Asset) -> Facts:
    """The desk's words as the form has them; a field that still shows what the file says stays the file's."""
    form, shown = visit.form, found.facts
    said: dict[str, str | None] = {}
    for name in (*LINES, *TEXTS):
        text = (form.line(name) if name in LINES else form.text(name).strip()) or None
        said[name] = getattr(found.given, name) if text == getattr(shown, name) else text
    lists: dict[str, tuple[str, ...]] = {}
    for name in LISTS:
        parts = tuple(part.strip() for part in form.line(name).replace("،", ",").split(",") if part.strip())
        lists[name] = getattr(found.given, name) if parts == getattr(shown, name) else parts
    use = form.line("ai_use")
    if use not in set(AiUse):
        raise BadInputError("There is no such use.", f"“{use[:40]}”.", "Choose from the list.")
    kept = found.given.ai_use if use == (shown.ai_use or AiUse.UNSPECIFIED) else AiUse(use)
    return replace(found.given, **said, **lists, ai_use=kept).plain()


async def shown(visit: Visit, found: Asset, error: NewsflowError | None = None) -> Response:
    """The page, with what was refused."""
    facts = found.facts
    words = {name: getattr(facts, name) or "" for name in (*LINES, *TEXTS)}
    words |= {name: ", ".join(getattr(facts, name)) for name in LISTS}
    if error is not None and visit.form.has(TEXTS[0]):
        words |= {name: visit.form.text(name) for name in words}
    context = WordsPage(
        frame=await desk_frame(visit, found.file_name),
        address=f"/desk/media/assets/{found.id}",
        line=line_of(visit, found),
        words=words,
        ai_use=facts.ai_use or AiUse.UNSPECIFIED,
        ai_uses=tuple((use.value, tongue(visit.language).say(text)) for use, text in AI_USES.items()),
        files=tuple(
            (
                tongue(visit.language).say(NAMES[each.name]),
                f"{each.type}, {each.bytes / 1000:,.0f} kB".replace(",", " ", 0),
            )
            for each in found.renditions
        ),
        companions=tuple(
            (name.value, tongue(visit.language).say(COMPANIONS[name]))
            for name in COMING_WITH.get(found.kind, ())
        ),
        mark=_mark(found),
        fresh=f"/desk/media/assets/{found.id}/state",
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, WORDS, context, status=200 if error is None else error.status)
