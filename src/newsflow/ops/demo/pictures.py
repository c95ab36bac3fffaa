"""The demo's pictures: drawn, taken in as assets, made by the press, released as one series of a written story."""

from dataclasses import replace

from newsflow.accounts.people import by_email
from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.entry import Header
from newsflow.domain.media import Media
from newsflow.media import Asset, Facts, NewAsset, add
from newsflow.media.work import STILLS, Bench, make_next
from newsflow.newsroom.from_assets import Words, members_from, stripped, text_of_story
from newsflow.newsroom.release import Names
from newsflow.newsroom.series import Series, release_series
from newsflow.objects import ObjectStore
from newsflow.ops.demo.drawing import Scene, drawn
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


async def load_pictures(pool: Pool, clock: Clock, agency: Agency, store: ObjectStore) -> list[Header]:
    """Put the series on the wire; gives its headers. The words are inside the files too."""
    assets: list[Asset] = []
    async with transaction(pool) as db:
        for name, scene, title, caption, alt in DRAWN:
            facts = Facts(
                headline=title, caption=caption, alt_text=alt, creator=(PHOTOGRAPHER,), credit_line=CREDIT,
                copyright=f"© {agency.name}", city="İzmir", country="Türkiye", country_code="TR",
            )  # fmt: skip
            new = NewAsset(file_name=f"{name}.png", content=drawn(scene), given=facts)
            assets.append(await add(db, store, new, clock()))
    bench = Bench(pool=pool, store=store, clock=clock, holder="demo", house=house_words(agency))
    while await make_next(bench, STILLS):
        pass
    async with transaction(pool) as db:
        text = await text_of_story(db, STORY)
        assert text is not None, "the demo's own story is on the wire"
        about = stripped(text, STORY, "Körfez tramvayının ilk günü")
        members = await members_from(db, [Words(asset=asset.id) for asset in assets], about)
        series = Series(
            about=replace(about, media=Media(caption="Körfez tramvayının ilk gününden üç çizim.")),
            members=members,
        )
        names = Names(released_by=await by_email(db, EDITOR), key="demo")
        return await release_series(db, clock, agency, series, names)
