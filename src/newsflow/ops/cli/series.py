"""The command that releases pictures, videos, graphics and files from assets (docs/formats/series.md)."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import click

from newsflow.accounts.people import by_email
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Form
from newsflow.domain.content import from_json
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import Header
from newsflow.domain.errors import BadInputError
from newsflow.domain.media import Media
from newsflow.newsroom.from_assets import Words, members_from, stripped, text_of_story
from newsflow.newsroom.release import Names
from newsflow.newsroom.series import Series, extend_series, release_series
from newsflow.ops.cli.acting import Acting, act, as_option, header_row, json_option, show
from newsflow.ops.cli.given_file import read_json
from newsflow.ops.cli.start import data_option


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
@click.option("--adds-to", metavar="GUID", help="A series that is out: the members join it.")
@as_option
@click.option(
    "--second", metavar="EMAIL", help="The second person who looked at it, where its urgency asks for one."
)
@json_option
@data_option
def series_release(  # noqa: PLR0917 — click hands a series' words over one by one
    assets: tuple[str, ...], file: BinaryIO | None, slug: str | None, headline: str | None,
    captions: tuple[str, ...], alts: tuple[str, ...], credit: str | None, notice: str | None,
    photographer: str | None, language: str | None, section: str | None, packages: str | None,
    adds_to: str | None, as_email: str, second: str | None, as_json: bool, data: Path | None,
) -> None:  # fmt: skip
    """Put the pictures, videos, graphics or files made from ASSET… on the wire as one series.

    Example: newsflow series-release 6f1c… 90ab… --slug ferry --caption "It is back." --alt "A ferry." --credit "A. Sample" --as chief@fil.example
    """
    if (file is None) == (not assets):
        raise click.UsageError("Name assets, or give a --file.")

    async def work(acting: Acting) -> list[Header]:
        if file is not None:
            given = _from_file(file)
        else:
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
        return await _release(acting, given, adds_to, (as_email, second))

    show([header_row(header) for header in act(data, work)], as_json=as_json, empty="Nothing was done.")


async def _release(
    acting: Acting, given: Given, adds_to: str | None, emails: tuple[str, str | None]
) -> list[Header]:
    email, second = emails
    names = Names(
        released_by=await by_email(acting.db, email),
        approved_by=None if second is None else await by_email(acting.db, second),
    )
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
    members = await members_from(acting.db, given.members, replace(about, media=None))
    if adds_to is not None:
        return await extend_series(acting.db, acting.clock, acting.agency, adds_to, members, names=names)
    about = replace(about, media=about.media or Media(caption=given.caption))
    return await release_series(
        acting.db, acting.clock, acting.agency, Series(about=about, members=members), names
    )


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


def _from_file(file: BinaryIO) -> Given:
    read = read_json(file, SeriesFile, "series", "See docs/formats/series.md.")
    about = from_json(read.about)
    return Given(members=read.members, about=about, slug=about.slug, headline=about.headline, caption="")
