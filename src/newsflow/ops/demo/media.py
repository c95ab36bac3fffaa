"""The demo's media: drawn, taken in as assets, made by the press, released with a written story.

A series of pictures, a film with subtitles and transcript, a graphic as PDF, EPS and raster, and a file.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsflow.accounts.people import by_email
from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import ItemType
from newsflow.domain.entry import Header
from newsflow.domain.media import Media, RenditionName
from newsflow.media import Companion, Facts, NewAsset, add
from newsflow.media.work import FILMS, STILLS, Bench, make_next
from newsflow.newsroom.from_assets import Words, members_from, stripped, text_of_story
from newsflow.newsroom.release import Names
from newsflow.newsroom.series import Series, release_series
from newsflow.objects import ObjectStore
from newsflow.ops.demo.charting import BARS, TITLE, as_eps, as_pdf
from newsflow.ops.demo.drawing import Scene, drawn
from newsflow.ops.demo.filming import SUBTITLES, TRANSCRIPT, filmed
from newsflow.ops.jobs import house_words

STORY = "izmir-tram"
EDITOR = "nalan.ozgurel@fil.example"
PHOTOGRAPHER = "Dilşad Aksungur"
CREDIT = "Dilşad Aksungur / Fil"

MORNING = Scene(
    high=(120, 170, 220), low=(250, 214, 170), sea=(70, 120, 150), sun=(1300, 430, 110), tram=(180, 3)
)
NOON = Scene(high=(70, 140, 210), low=(180, 215, 235), sea=(40, 110, 160), sun=(900, 180, 80), tram=(620, 2))
EVENING = Scene(high=(60, 50, 100), low=(240, 130, 80), sea=(60, 60, 100), sun=(420, 590, 150), tram=(980, 2))

DRAWN = (
    ("tramvay-sabah", MORNING, "İlk sefer",
     "Körfez hattının ilk tramvayı sabah güneşi altında rıhtımdan ayrılıyor. (Çizim)",
     "Üç vagonlu kırmızı bir tramvay, alçak güneşin altında deniz kıyısında duruyor."),
    ("tramvay-ogle", NOON, "Öğle seferi",
     "Tramvay öğle seferinde körfez kıyısından geçiyor. (Çizim)",
     "İki vagonlu kırmızı bir tramvay, açık gökyüzünün altında deniz kıyısında."),
    ("tramvay-aksam", EVENING, "Günün son seferi",
     "Günün son tramvayı gün batarken durağa giriyor. (Çizim)",
     "İki vagonlu kırmızı bir tramvay; büyük bir güneş denizin ufkunda batıyor."),
)  # fmt: skip
"""File, scene, title, caption and alt text of each."""

TIMETABLE = "gün;ilk sefer;son sefer;her\nhafta içi;06.00;24.00;26 dakika\nhafta sonu;06.00;05.00;60 dakika\n".encode()


@dataclass(frozen=True, slots=True)
class Together:
    """Files that go out together, under one title."""

    title: str
    caption: str
    files: tuple[NewAsset, ...]


async def load_media(pool: Pool, clock: Clock, agency: Agency, store: ObjectStore) -> list[Header]:
    """Put pictures, a film, a graphic and a file on the wire; gives their headers. The words are inside the files too."""
    wanted = _all_of_it(agency)
    async with transaction(pool) as db:
        assets = [[await add(db, store, new, clock()) for new in each.files] for each in wanted]
    bench = Bench(pool=pool, store=store, clock=clock, holder="demo", house=house_words(agency))
    await asyncio.gather(_made(bench, FILMS), _made(bench, STILLS))
    headers: list[Header] = []
    for each, made in zip(wanted, assets, strict=True):
        async with transaction(pool) as db:
            text = await text_of_story(db, STORY)
            assert text is not None, "the demo's own story is on the wire"
            about = stripped(text, STORY, each.title)
            members = await members_from(db, [Words(asset=asset.id) for asset in made], about)
            series = Series(about=replace(about, media=Media(caption=each.caption)), members=members)
            names = Names(released_by=await by_email(db, EDITOR), key="demo")
            headers += await release_series(db, clock, agency, series, names)
    return headers


async def _made(bench: Bench, kinds: Sequence[ItemType]) -> None:
    while await make_next(bench, kinds):
        pass


def _all_of_it(agency: Agency) -> tuple[Together, ...]:
    """What goes out together, in order: the pictures last, so that they stand first in a list."""

    def says(title: str, caption: str, alt: str | None) -> Facts:
        return Facts(
            headline=title, caption=caption, alt_text=alt, creator=(PHOTOGRAPHER,), credit_line=CREDIT,
            copyright=f"© {agency.name}", city="İzmir", country="Türkiye", country_code="TR",
        )  # fmt: skip

    timetable = NewAsset(
        file_name="korfez-tramvayi-tarife.csv", content=TIMETABLE, kind=ItemType.FILE,
        given=says("Körfez tramvayının tarifesi", "Körfez tramvayının ilk hafta tarifesi, CSV dosyası.", None),
    )  # fmt: skip
    chart = NewAsset(
        file_name="korfez-tramvayi-sure.pdf", content=as_pdf(TITLE, BARS), kind=ItemType.GRAPH,
        companions=(Companion(name=RenditionName.EPS, content=as_eps(TITLE, BARS)),),
        given=says(f"{TITLE}?", "Bir öğrencinin eski ve yeni yolculuğu, dakika olarak.",
                   "İki çubuk: tramvayla 58, otobüs ve vapurla 100 dakika."),
    )  # fmt: skip
    film = NewAsset(
        file_name="korfez-tramvayi.mp4", content=filmed(NOON),
        companions=(
            Companion(name=RenditionName.SUBTITLES, content=SUBTITLES),
            Companion(name=RenditionName.TRANSCRIPT, content=TRANSCRIPT),
        ),
        given=says("Tramvay kıyıdan geçiyor", "Körfez tramvayı kıyı boyunca soldan sağa geçiyor. (Çizim)",
                   "İki vagonlu kırmızı bir tramvay deniz kıyısından soldan sağa geçiyor."),
    )  # fmt: skip
    pictures = [
        NewAsset(file_name=f"{name}.png", content=drawn(scene), given=says(title, caption, alt))
        for name, scene, title, caption, alt in DRAWN
    ]
    return (
        Together("Körfez tramvayının tarifesi", "", (timetable,)),
        Together(f"{TITLE}?", "Körfez tramvayının kazandırdığı süre.", (chart,)),
        Together("Tramvay kıyıdan geçiyor", "Körfez tramvayı ilk gününde.", (film,)),
        Together("Körfez tramvayının ilk günü", "Körfez tramvayının ilk gününden üç çizim.", tuple(pictures)),
    )
