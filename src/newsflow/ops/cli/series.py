"""The command that releases pictures, videos, graphics and files from assets (docs/formats/series.md)."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import click

from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Form, ItemType
from newsflow.domain.content import from_json
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError
from newsflow.domain.media import Media
from newsflow.media import AssetId, chosen
from newsflow.newsroom.approvals import ask
from newsflow.newsroom.checking import Passed
from newsflow.newsroom.duty import lent_to
from newsflow.newsroom.from_assets import Words, stripped, text_of_story
from newsflow.newsroom.series_drafts import begin, begin_more
from newsflow.ops.cli.acting import Acting, act, as_option, header_row, json_option, show
from newsflow.ops.cli.desk import hand_of, pass_option, passed_words, request_row
from newsflow.ops.cli.given_file import read_json
from newsflow.ops.cli.start import data_option
from newsflow.ops.cli.words_in_files import WAIT_S, say_words, wait_for_files


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFile:
    """A series as JSON: what it says of itself, by a dispatch's fields, and its members."""

    about: dict[str, object]
    members: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command was given, whichever way."""

    members: tuple[Words, ...]
    about: Dispatch | None
    """None: of the story's own text."""
    slug: str
    headline: str | None
    caption: str


@click.command("series-release")
@click.argument("assets", nargs=-1, metavar="[ASSET]…")
@click.option(
    "--file", type=click.File("rb"), help="The whole series as JSON, in place of the options below."
)
@click.option("--slug", help="The story that it belongs to; its text gives language, section and packages.")
@click.option("--headline", help="The title of the series and of each member that has none of its own.")
@click.option("--caption", "captions", multiple=True, help="Once for all members, or once for each.")
@click.option("--alt", "alts", multiple=True, help="What is seen; once for all members, or once for each.")
@click.option("--credit", help="The credit line.")
@click.option("--copyright", "notice", help="The copyright's words.")
@click.option("--photographer", help="Who took them.")
@click.option("--language", help="The language, where the story has no text yet.")
@click.option("--section", help="The section, where the story has no text yet.")
@click.option("--packages", help="The packages, separated by commas, where the story has no text yet.")
@click.option(
    "--wait", "wait_s", type=click.IntRange(0), default=WAIT_S, show_default=True, metavar="SECONDS",
    help="How long to wait for the worker, which puts the words given here into the files.",
)  # fmt: skip
@click.option("--adds-to", metavar="GUID", help="A series that is out: the members join it.")
@as_option
@pass_option
@json_option
@data_option
def series_release(  # noqa: PLR0917 — click hands a series' words over one by one
    assets: tuple[str, ...], file: BinaryIO | None, slug: str | None, headline: str | None,
    captions: tuple[str, ...], alts: tuple[str, ...], credit: str | None, notice: str | None,
    photographer: str | None, language: str | None, section: str | None, packages: str | None,
    wait_s: int, adds_to: str | None, as_email: str, passed: tuple[str, ...], as_json: bool, data: Path | None,
) -> None:  # fmt: skip
    """Put the pictures, videos, graphics or files made from ASSET… on the wire as one series.

    Where it takes a second look, ask for one and print where it is given.

    Example: newsflow series-release 6f1c… 90ab… --slug ferry --caption "It is back." --alt "A ferry." --credit "A. Sample" --as chief@fil.example
    """
    if (file is None) == (not assets):
        raise click.UsageError("Name assets, or give a --file.")

    words_passed = passed_words(passed)

    async def prepare(acting: Acting) -> tuple[Given, list[AssetId]]:
        given = _given_file(file) if file is not None else None
        if given is None:
            words = [
                Words(asset=asset, caption=caption, alt_text=alt, credit_line=credit, copyright=notice,
                      photographer=photographer)
                for asset, caption, alt in zip(
                    assets, _each(captions, len(assets), "--caption"), _each(alts, len(assets), "--alt"), strict=True
                )
            ]  # fmt: skip
            about = _codes(acting.agency, slug, headline, language, section, packages)
            caption = captions[0] if captions else ""
            given = Given(
                members=tuple(words), about=about, slug=slug or "", headline=headline, caption=caption
            )
        await _may_go_out(acting, given, adds_to, as_email)
        return given, await say_words(acting, given.members)

    given, again = act(data, prepare)
    wait_for_files(data, again, wait_s)

    async def work(acting: Acting) -> list[dict[str, object]]:
        hand = await hand_of(acting, as_email)
        return [
            line
            for draft in await _drafts(acting, given, adds_to, hand)
            for line in await _asked(acting, draft, hand, words_passed)
        ]

    show(act(data, work), as_json=as_json, empty="Nothing was done.")


async def _asked(acting: Acting, draft: int, hand: Hand, passed: Passed) -> list[dict[str, object]]:
    """What came of a release: the entries, or the request that waits and where it is answered."""
    outcome = await ask(acting.db, acting.clock, acting.agency, draft, hand, passed=passed)
    if outcome.request is None:
        return [header_row(header) for header in outcome.headers]
    return [request_row(outcome.request, acting.settings.public_url)]


async def _drafts(acting: Acting, given: Given, adds_to: str | None, hand: Hand) -> list[int]:
    """The drafts of what was given: one of a series, one of each file. Their words are the assets'."""
    ids = [AssetId(one.asset) for one in given.members]
    if adds_to is not None:
        return [await begin_more(acting.db, adds_to, ids, acting.clock(), by=hand.person.id)]
    about = await _about(acting, given)
    kinds = {one.kind for one in await chosen(acting.db, ids)}
    each = [[one] for one in ids] if kinds == {ItemType.FILE} else [ids]
    return [await begin(acting.db, about, some, acting.clock(), by=hand.person.id) for some in each]


async def _may_go_out(acting: Acting, given: Given, adds_to: str | None, as_email: str) -> None:
    """Pass when a release of these could be asked for, before files are made again for it."""
    person = (await hand_of(acting, as_email)).person
    about = None if adds_to is not None else await _about(acting, given)
    lent = await lent_to(acting.db, person, acting.clock())
    authorise(
        person, Act.RELEASE, lent=lent,
        language=None if about is None else about.language, section=None if about is None else about.section,
    )  # fmt: skip


async def _about(acting: Acting, given: Given) -> Dispatch:
    about = given.about
    if about is None:
        text = await text_of_story(acting.db, given.slug)
        if text is None:
            raise BadInputError(
                "No live story has a text of this slug.",
                f"“{given.slug}”.",
                "Check it, or give --language, --section and --packages.",
            )
        about = stripped(text, given.slug, given.headline or text.headline)
    return replace(about, media=about.media or Media(caption=given.caption))


def _each(given: tuple[str, ...], count: int, option: str) -> list[str | None]:
    """One for each asset: the one that was given for all, or as many as there are."""
    if not given:
        return [None] * count
    if len(given) == 1:
        return [given[0]] * count
    if len(given) != count:
        raise BadInputError(
            f"{option} is given once, or once for each asset.",
            f"{len(given)} for {count} assets.",
            "Give one for all, or the file.",
        )
    return list(given)


def _codes(  # noqa: PLR0917 — the options that belong together
    agency: Agency, slug: str | None, headline: str | None, language: str | None, section: str | None,
    packages: str | None,
) -> Dispatch | None:  # fmt: skip
    """What the series says of itself where the codes are given; None where the story's text is to give them."""
    if not slug:
        raise BadInputError("A series is of a story.", "No --slug.", "Give the story's slug.")
    if section is None and packages is None:
        return None
    if section is None or packages is None or headline is None:
        raise BadInputError(
            "A story without a text says all of it here.",
            f"“{slug}”.",
            "Give --section, --packages and --headline.",
        )
    return Dispatch(
        language=language or agency.default_language,
        form=Form.STORY,
        section=section,
        packages=tuple(part.strip() for part in packages.split(",") if part.strip()),
        provider=next(row.code for row in agency.providers if not row.retired),
        slug=slug,
        headline=headline,
    )


def _given_file(file: BinaryIO) -> Given:
    read = read_json(file, SeriesFile, "series", "See docs/formats/series.md.")
    about = from_json(read.about)
    return Given(members=read.members, about=about, slug=about.slug, headline=about.headline, caption="")
