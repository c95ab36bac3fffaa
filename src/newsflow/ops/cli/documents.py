"""Commands of documents: render an item, say which formats a subscriber takes, load schemas and codes."""

from dataclasses import dataclass, replace
from pathlib import Path

import click

from newsflow.accounts.people import Act, authorise
from newsflow.documents import Asking, Document, document, parked, story_document
from newsflow.documents.choosing import Accepted, accept, accepted_by, read_accepted
from newsflow.documents.loads import FILE_BYTES, FILES_LIMIT, Kind, Shelf, last_load, load
from newsflow.documents.schemas import ENDINGS
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.media import Rendition
from newsflow.formats.names import ABOUT, Format
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.desk import hand_of
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.api_users import account

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_folder = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class HasAddresses:
    """Files as HAS hands them over; other items by their ids alone, which is what HAS asks with."""

    public_url: str

    def document(self, guid: str, form: Format) -> str | None:
        """None: a link has the item's id."""
        assert guid
        assert form

    def file(self, guid: str, rendition: Rendition) -> str:
        """Where HAS gives the file."""
        return f"{self.public_url}/abone/document/{guid}/{rendition.name.value}"


@click.command()
@click.argument("guid")
@click.option(
    "--format",
    "wanted",
    metavar="FORMAT",
    multiple=True,
    help="A format, with its choices; several: the first that is not parked.",
)
@click.option(
    "--for", "username", metavar="USERNAME", help="As this API user sees it; without it, as the desk does."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output."
)
@click.option("--story", "whole_story", is_flag=True, help="The package of its story instead, as NewsML-G2.")
@data_option
def render(
    *,
    guid: str,
    wanted: tuple[str, ...],
    username: str | None,
    out: Path | None,
    whole_story: bool,
    data: Path | None,
) -> None:
    """Print the document of item GUID in a format.

    Without --format: in what USERNAME's subscriber takes, else as newsml-g2. Nothing is written to the ledger.

    Example: newsflow render nf:text:20261124:42 --format newsml-g2:g2_body=xhtml --for 7000001
    """
    if whole_story and wanted:
        raise BadInputError(
            "A story comes in one format.", "It is a package of NewsML-G2.", "Leave --format or --story out."
        )
    given = tuple(read_accepted(text) for text in wanted)

    async def work(acting: Acting) -> Document | bytes:
        asking = await _asking(acting, username)
        if whole_story:
            return await story_document(acting.db, guid, asking)
        accepted = given
        if asking.subscriber is not None:
            accepted = given or await accepted_by(acting.db, asking.subscriber)
        return await document(acting.db, guid, asking, accepted or (Accepted(Format.NEWSML_G2),))

    found = act(data, work)
    if isinstance(found, bytes):
        _give(found, Format.NEWSML_G2, out)
        return
    for form in found.parked:
        click.echo(
            f"{form.value} is parked: it did not stand up to its schema. See `newsflow parked`.", err=True
        )
    _give(found.body, found.format, out)


async def _asking(acting: Acting, username: str | None) -> Asking:
    """The API user of that name, or the desk."""
    desk = Asking(
        agency=acting.agency,
        now=acting.clock(),
        addresses=HasAddresses(acting.settings.public_url),
        shelf=Shelf(),
    )
    if username is None:
        return desk
    asker = await account(acting.db, username)
    return replace(desk, subscriber=asker.subscriber, contracts=asker.contracts)


def _give(body: bytes, form: Format, out: Path | None) -> None:
    if out is None:
        click.echo(body, nl=False)
        return
    out.write_bytes(body)
    click.echo(f"{out}: {ABOUT[form].standard}, {len(body)} bytes.", err=True)


@click.command("formats")
@click.argument("subscriber", required=False)
@json_option
@data_option
def list_formats(*, subscriber: str | None, as_json: bool, data: Path | None) -> None:
    """List the formats that we write; of SUBSCRIBER those that it takes, the best first."""
    if subscriber is None:
        every: list[dict[str, object]] = [
            {"format": form.value, "standard": about.standard, "media_type": about.media_type}
            for form, about in ABOUT.items()
        ]
        show(every, as_json=as_json, empty="None.")
        return

    async def work(acting: Acting) -> tuple[Accepted, ...]:
        return await accepted_by(acting.db, SubscriberId(subscriber))

    taken: list[dict[str, object]] = [
        {"format": each.format.value, "choices": each.choices.key() or "defaults"} for each in act(data, work)
    ]
    show(taken, as_json=as_json, empty=f"{subscriber} said nothing: it gets what it asks for.")


@click.command("formats-take")
@click.argument("subscriber")
@click.argument("formats", nargs=-1, metavar="[FORMAT…]")
@as_option
@data_option
def take_formats(*, subscriber: str, formats: tuple[str, ...], as_email: str, data: Path | None) -> None:
    """Keep which FORMATs SUBSCRIBER takes, the best first; none takes it back.

    Example: newsflow formats-take harbour-post newsml-g2:g2_body=inline-data nitf:plain_paragraphs=true --as chief@desk.example
    """
    accepted = tuple(read_accepted(text) for text in formats)

    async def work(acting: Acting) -> None:
        authorise((await hand_of(acting, as_email)).person, Act.SET_WIRE)
        await accept(acting.db, SubscriberId(subscriber), accepted)

    act(data, work)
    click.echo(f"{subscriber} takes {', '.join(formats) or 'what it asks for'}.")


@click.command("parked")
@json_option
@data_option
def list_parked(*, as_json: bool, data: Path | None) -> None:
    """List the formats of versions that did not stand up to their schema, and why; the next accepted format is served."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        return [
            {
                "guid": each.guid, "slug": each.slug, "version": each.version, "format": each.format,
                "choices": each.choices or "defaults", "at": each.at, "fault": each.fault,
            }
            for each in await parked(acting.db)
        ]  # fmt: skip

    show(act(data, work), as_json=as_json, empty="No format of any version is parked.")


@click.group()
def schemas() -> None:
    """The official schemas that documents are held against before they are served."""


@schemas.command("load")
@click.argument("folder", type=_folder)
@as_option
@data_option
def load_schemas(*, folder: Path, as_email: str, data: Path | None) -> None:
    """Put the schemas in FOLDER (NewsML-G2, NITF, ninjs, NewsML 1.2, and what they include) in force.

    Example: newsflow schemas load ./standards --as admin@desk.example
    """
    files = {path.relative_to(folder).as_posix(): _read(path) for path in _schemas_in(folder)}
    if not files:
        raise BadInputError(
            "No schema is in this folder.", str(folder), f"Schemas end in {', '.join(ENDINGS)}."
        )
    click.echo(f"Load {_load(Kind.SCHEMAS, files, as_email, data)}: {len(files)} files are in force.")


@schemas.command("drop")
@as_option
@data_option
def drop_schemas(*, as_email: str, data: Path | None) -> None:
    """Hold documents against no schema any more."""
    click.echo(f"Load {_load(Kind.SCHEMAS, {}, as_email, data)}: no schema is in force.")


@schemas.command("show")
@data_option
def show_schemas(*, data: Path | None) -> None:
    """Say which formats are held against a schema."""

    async def work(acting: Acting) -> list[str]:
        return sorted(form.value for form in (await Shelf().checks(acting.db)).by_format)

    click.echo(", ".join(act(data, work)) or "No schema is in force.")


@click.group()
def codes() -> None:
    """The tree of IPTC media topics; its top level ships with the program."""


@codes.command("load")
@click.argument("file", type=_file)
@as_option
@data_option
def load_codes(*, file: Path, as_email: str, data: Path | None) -> None:
    """Put the media topics of FILE (IPTC's JSON) in force: labels, old subject codes, what retired topics became.

    Example: newsflow codes load mediatopic.json --as admin@desk.example
    """
    number = _load(Kind.TOPICS, {file.name: _read(file)}, as_email, data)
    click.echo(f"Load {number}: the topics of {file.name} are in force.")


@codes.command("show")
@click.argument("code", required=False)
@data_option
def show_codes(*, code: str | None, data: Path | None) -> None:
    """Say how many topics are known; of CODE (medtop:15000000) its labels and what it maps to."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        topics = await Shelf().topics(acting.db)
        if code is None:
            when = await last_load(acting.db, Kind.TOPICS)
            retired = sum(topic.retired for topic in topics.by_code.values())
            return [
                {"topics": len(topics.by_code), "retired": retired, "loaded": "" if when is None else when.at}
            ]
        topic = topics.get(code)
        if topic is None:
            raise BadInputError("No such topic.", f"“{code[:40]}”.", "Codes look like medtop:15000000.")
        labels = "\n".join(f"{language}: {label}" for language, label in sorted(topic.labels.items()))
        use = topics.current(code)
        return [{"code": code, "subject": topics.subject(code) or "", "use": use, "labels": labels}]

    show(act(data, work), as_json=False, empty="None.")


def _load(kind: Kind, files: dict[str, bytes], as_email: str, data: Path | None) -> int:
    async def work(acting: Acting) -> int:
        return await load(acting.db, await hand_of(acting, as_email), kind, files, acting.clock())

    return act(data, work)


def _schemas_in(folder: Path) -> list[Path]:
    """The schemas in the folder and below it, at most FILES_LIMIT and one more, which the load then refuses."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS and path.is_file())
    return found[: FILES_LIMIT + 1]


def _read(path: Path) -> bytes:
    """The file's bytes, at most FILE_BYTES and one more, which the load then refuses."""
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)
