"""Replies, and texts that a court orders to be printed: items of their own, linked to what they answer, text as given."""

from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.copyreader.lines import cleaned, flat, lines, value
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Form, ReplyKind
from newsflow.domain.dispatch import SPEED_OF_FORM, Answers, Block, Dispatch, paragraph
from newsflow.domain.errors import BadInputError
from newsflow.domain.release import BODY_CHARACTERS
from newsflow.domain.worded import worded
from newsflow.newsroom.drafts import create
from newsflow.wire.read import item


async def begin_reply(
    db: Connection,
    agency: Agency,
    guid: str,
    kind: ReplyKind,
    *,
    headline: str,
    text: str,
    hand: Hand,
    now: datetime,
    request: int | None = None,
) -> int:
    """A draft of a text that answers an item, in its story; gives the draft's id. It goes out by the usual release.

    Each line is a paragraph, but that lines which a mail program wrapped are one again. The text cannot be changed any more, not even before its release: begin another.
    """
    authorise(hand.person, Act.ANSWER_LEGAL)
    about = await item(db, guid)
    blocks = () if len(text) > BODY_CHARACTERS else _as_given(text)
    if not blocks:
        raise BadInputError(
            "A reply is a text.",
            worded("%(count)s characters.", count=len(text)),
            worded("Enter 1 to %(most)s, as it was given.", most=BODY_CHARACTERS),
        )
    if not headline.strip():
        raise BadInputError(
            "A reply needs a headline.", worded("It is empty."), "Write what it is, and of whom."
        )
    priority, urgency = SPEED_OF_FORM[Form.LEAD]
    packages = tuple(code for code in about.packages if code in {each.code for each in agency.packages})
    reply = Dispatch(
        language=about.language,
        form=Form.TEXT,
        section=about.section,
        packages=packages,
        provider=about.provider,
        slug=about.slug,
        priority=priority,
        urgency=urgency,
        headline=" ".join(headline.split()),
        body=blocks,
        answers=Answers(item=about.guid, version=about.version, kind=kind),
    )
    draft = await create(db, reply, now, by=hand.person.id)
    await audit.note(
        db, hand, "reply_begun", f"draft:{draft}", at=now, item=about.guid, kind=kind.value, request=request
    )
    return draft


def _as_given(text: str) -> tuple[Block, ...]:
    """The text word for word and blank for blank, control characters out of the way, by the copy reader's lines."""
    clean = cleaned(text)
    return tuple(paragraph(value(clean, line.start, line.end)) for line in lines(flat(clean)))
