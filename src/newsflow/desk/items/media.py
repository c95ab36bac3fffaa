"""What is said of a picture, a film, a graphic, a file or a series, as label and value."""

from collections.abc import Iterator

from newsflow.desk.visit import Visit
from newsflow.domain.dispatch import Dispatch
from newsflow.web.say import noop as _
from newsflow.web.say import tongue


def media_facts(visit: Visit, content: Dispatch) -> tuple[tuple[str, str], ...]:
    """The facts that a media item has; nothing of a text."""
    say = tongue(visit.language).say
    return tuple((say(label), value) for label, value in _facts(content))


def _facts(content: Dispatch) -> Iterator[tuple[str, str]]:
    media = content.media
    if media is None:
        return
    told = (
        (_("Caption"), media.caption),
        (_("For those who do not see it"), media.alt_text),
        (_("Described at length"), media.extended_description),
        (_("Photographer"), ", ".join(one.name for one in content.credits)),
        (_("Credit line"), media.credit_line),
        (_("Copyright"), media.copyright),
        (_("Taken at"), media.taken_at),
        (_("Places"), ", ".join(place.name for place in content.places)),
        (_("Keywords"), ", ".join(content.keywords)),
        (_("Of the series"), media.series),
    )
    yield from ((label, str(value)) for label, value in told if value)
    for one in media.renditions:
        size = (
            f"{one.width} × {one.height}{' pt' if one.in_points else ''}" if one.width and one.height else ""
        )
        told_size = ", ".join(part for part in (one.type, size, f"{one.bytes:,} B".replace(",", " ")) if part)
        yield _("Rendition"), f"{one.name.value}: {told_size}"
