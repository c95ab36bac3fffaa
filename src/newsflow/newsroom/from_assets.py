"""Members of a series, made from assets that are ready and from the desk's words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsflow.db.query import Connection, row
from newsflow.domain.characters import tidied
from newsflow.domain.codes import CreditRole, Form, ItemType, PlaceRole
from newsflow.domain.dispatch import SPEED_OF_FORM, Credit, Dispatch, Place
from newsflow.domain.media import AiUse, Media
from newsflow.domain.release import needs_second_look
from newsflow.media import Asset, AssetId, Facts, ready
from newsflow.newsroom.rows import LIVE_STORY
from newsflow.wire.read import latest, story

_ONE_LINE = ("headline", "alt_text", "credit_line", "copyright", "city", "country", "taken_at")
_LINES = ("caption", "extended_description")
"""What a file says of itself that a version takes over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the desk says of one asset. None: as the file itself says, where it says anything."""

    asset: str
    headline: str | None = None
    caption: str | None = None
    alt_text: str | None = None
    extended_description: str | None = None
    credit_line: str | None = None
    copyright: str | None = None
    photographer: str | None = None
    """Who took it, or filmed it."""
    taken_at: str | None = None
    ai_use: AiUse | None = None
    keywords: tuple[str, ...] = ()


def said(words: Words) -> Facts:
    """The same words as the asset keeps them."""
    return Facts(
        headline=words.headline,
        caption=words.caption,
        alt_text=words.alt_text,
        extended_description=words.extended_description,
        credit_line=words.credit_line,
        copyright=words.copyright,
        creator=(words.photographer,) if words.photographer else (),
        taken_at=words.taken_at,
        ai_use=words.ai_use,
        keywords=words.keywords,
    )


async def members_from(db: Connection, words: Sequence[Words], like: Dispatch) -> tuple[Dispatch, ...]:
    """A version for each asset, in order, with the codes and places of `like`.

    Raises ConflictError for an asset that is not ready, with how far it is or why it was refused.
    """
    assets = await ready(db, [AssetId(one.asset) for one in words])
    return tuple(member(asset, one, like) for asset, one in zip(assets, words, strict=True))


def member(asset: Asset, words: Words, like: Dispatch) -> Dispatch:
    """One asset as a version: the desk's words first, then the file's own, without what may not go out."""
    facts = _tidied(asset.facts)
    takers = [words.photographer] if words.photographer else list(facts.creator)
    caption = words.caption or facts.caption or ""
    return replace(
        like,
        type=asset.kind,
        headline=words.headline or facts.headline or like.headline,
        credits=tuple(Credit(name=name, role=CreditRole.PHOTOGRAPHER) for name in takers),
        keywords=words.keywords or facts.keywords or like.keywords,
        places=_places(facts) or like.places,
        body=(),
        media=Media(
            caption=caption,
            alt_text=words.alt_text or facts.alt_text,
            extended_description=words.extended_description or facts.extended_description,
            credit_line=words.credit_line or facts.credit_line,
            copyright=words.copyright or facts.copyright,
            taken_at=words.taken_at or facts.taken_at,
            ai_use=words.ai_use or facts.ai_use or AiUse.UNSPECIFIED,
            file_name=tidied(asset.file_name),
            renditions=asset.renditions,
        ),
    )


def _tidied(facts: Facts) -> Facts:
    """What the file says of itself, on one line each but for what may have several."""
    plain = {name: tidied(text) for name in _ONE_LINE if (text := getattr(facts, name))}
    long = {name: tidied(text, lines=True) for name in _LINES if (text := getattr(facts, name))}
    several = {name: tuple(map(tidied, getattr(facts, name))) for name in ("creator", "keywords")}
    return replace(facts, **plain, **long, **several)


def _places(facts: Facts) -> tuple[Place, ...]:
    """Where the file says it was taken."""
    if not facts.city:
        return ()
    code = facts.country_code if facts.country_code and len(facts.country_code) == 2 else None
    return (Place(name=facts.city, role=PlaceRole.HAPPENED_AT, country=facts.country, code=code),)


async def text_of_story(db: Connection, slug: str) -> Dispatch | None:
    """The text of a live story that changed last, or None: media of that story take codes and places from it."""
    found = await row(db, LIVE_STORY, {"slug": slug})
    if found is None:
        return None
    for item in await story(db, found.id):
        if item.type == ItemType.TEXT and item.form not in {Form.NOTICE, Form.ADVISORY}:
            return (await latest(db, item.guid)).content
    return None


def stripped(text: Dispatch, slug: str, headline: str) -> Dispatch:
    """The codes, language, dateline and places of a text, and none of its words.

    What comes with a flash is urgent: the flash rang already, and took two names.
    """
    flash = needs_second_look(text)
    speed = SPEED_OF_FORM[Form.URGENT] if flash else (text.priority, text.urgency)
    return Dispatch(
        language=text.language,
        form=Form.STORY,
        section=text.section,
        packages=text.packages,
        provider=text.provider,
        slug=slug,
        headline=headline,
        topics=text.topics,
        dateline=text.dateline,
        places=text.places,
        keywords=text.keywords,
        priority=speed[0],
        urgency=speed[1],
        embargo=text.embargo,
        restrictions=text.restrictions,
    )
