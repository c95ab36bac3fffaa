"""Letters leave the outbox once, or again until they are through; what they held is emptied then."""

from __future__ import annotations

import asyncio
import email
import stat
from datetime import timedelta
from email.policy import default
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import BadInputError, SetupError
from newsflow.mail import FolderPostman, Letter, SmtpPostman, forget_letters, postman_of, run_mail, send
from newsflow.mail.outbox import TRIES, Outgoing
from newsflow.mail.postman import PostmanError, message_of
from newsflow.mail.rounds import carry_next
from tests.harness import MORNING, a_free_port

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.db.pool import Pool
    from tests.harness import SettableClock

LETTER = Letter(
    to="ada@desk.example", subject="Şifre – كلمة", text="Bonjour Zoë,\n\nhttps://fil.example/x?key=1\n"
)


def files_in(folder: Path) -> list[Path]:
    """What lies there."""
    return sorted(folder.iterdir())


class Refusing:
    """A postman whom every server turns away."""

    def carry(self, letter: Outgoing) -> None:
        """Raises."""
        raise PostmanError(f"451 not now, letter {letter.id}")


async def write(pool: Pool, letter: Letter = LETTER) -> None:
    """Nothing; the letter is in the outbox."""
    async with transaction(pool) as db:
        await send(db, letter, MORNING)


async def states(pool: Pool) -> list[tuple[bool, str, int]]:
    """Of each letter: whether it went, its text, its tries."""
    async with transaction(pool) as db:
        cursor = await db.execute("SELECT sent IS NOT NULL, body, tries FROM outbox ORDER BY id")
        return [(bool(sent), str(body), int(tries)) for sent, body, tries in await cursor.fetchall()]


async def test_a_letter_becomes_a_file_for_its_owner_s_eyes_and_its_text_is_emptied(
    pool: Pool, clock: SettableClock, tmp_path: Path
):
    await write(pool)
    postman = FolderPostman(tmp_path / "mail", "Agence Fil <desk@fil.example>")
    assert await carry_next(pool, clock, postman)
    assert not await carry_next(pool, clock, postman)
    [file] = files_in(tmp_path / "mail")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    message = email.message_from_bytes(file.read_bytes(), policy=default)
    assert (message["To"], message["Subject"]) == (LETTER.to, LETTER.subject)
    assert message["Auto-Submitted"] == "auto-generated"
    assert b"https://fil.example/x?key=1" in file.read_bytes(), "the link can be copied from the file"
    assert message.get_content().replace("\r\n", "\n") == LETTER.text
    assert await states(pool) == [(True, "", 1)]


async def test_a_letter_that_is_turned_away_is_tried_again_ever_later_and_given_up(
    pool: Pool, clock: SettableClock, tmp_path: Path
):
    await write(pool)
    assert await carry_next(pool, clock, Refusing())
    assert not await carry_next(pool, clock, Refusing())
    clock.advance(timedelta(minutes=1))
    assert await carry_next(pool, clock, Refusing())
    clock.advance(timedelta(minutes=1))
    assert not await carry_next(pool, clock, Refusing())
    for _ in range(TRIES - 2):
        clock.advance(timedelta(hours=6))
        assert await carry_next(pool, clock, Refusing())
    clock.advance(timedelta(days=30))
    assert not await carry_next(pool, clock, FolderPostman(tmp_path, "a@b.example"))
    assert await states(pool) == [(False, "", TRIES)]


async def test_two_workers_carry_each_letter_once(pool: Pool, clock: SettableClock, tmp_path: Path):
    for _ in range(20):
        await write(pool)
    stop = asyncio.Event()
    postman = FolderPostman(tmp_path, "a@b.example")
    workers = [asyncio.create_task(run_mail(pool, clock, postman, stop)) for _ in range(2)]
    asyncio.get_running_loop().call_later(0.5, stop.set)
    await asyncio.gather(*workers)
    assert await states(pool) == [(True, "", 1)] * 20
    assert len(files_in(tmp_path)) == 20


async def test_a_letter_is_there_only_with_what_it_tells_of(pool: Pool):
    async def failing() -> None:
        async with transaction(pool) as db:
            await send(db, LETTER, MORNING)
            raise LookupError

    with pytest.raises(LookupError):
        await failing()
    assert await states(pool) == []


@pytest.mark.parametrize(
    "fault", [{"to": "a@b.example\nBcc: c@d.example"}, {"subject": "a\r\nBcc: c@d.example"}]
)
async def test_nobody_is_copied_in_by_a_line_break(pool: Pool, fault: dict[str, str]):
    with pytest.raises(BadInputError):
        await write(pool, Letter(**{"to": "a@b.example", "subject": "s", "text": "t", **fault}))


async def test_old_letters_are_forgotten(pool: Pool):
    await write(pool)
    async with transaction(pool) as db:
        assert await forget_letters(db, MORNING) == 0
        assert await forget_letters(db, MORNING + timedelta(seconds=1)) == 1


async def test_a_server_by_smtp_takes_the_letter(pool: Pool, clock: SettableClock):
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        in_text = False
        while line := await reader.readline():
            heard.append(line)
            if in_text:
                if line != b".\r\n":
                    continue
                in_text = False
            in_text = line.upper().startswith(b"DATA")
            writer.write(b"354 go on\r\n" if in_text else b"250 fine\r\n")
            await writer.drain()
            if line.upper().startswith(b"QUIT"):
                break
        writer.close()

    with a_free_port() as listener:
        port = listener.getsockname()[1]
        server = await asyncio.start_server(serve, sock=listener)
        async with server:
            await write(pool)
            postman = postman_of(f"smtp://127.0.0.1:{port}?tls=none", "desk@fil.example")
            assert await carry_next(pool, clock, postman)
            await write(pool)
            wants_tls = postman_of(f"smtp://127.0.0.1:{port}", "desk@fil.example")
            assert await carry_next(pool, clock, wants_tls)
    assert b"rcpt TO:<ada@desk.example>\r\n" in heard
    assert await states(pool) == [(True, "", 1), (False, LETTER.text, 1)], (
        "without TLS nothing is sent in the clear"
    )


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtps://u:p%40x@mail.example", "mail.example", 465, "whole"),
        ("smtp://u:p@mail.example", "mail.example", 587, "start"),
        ("smtp://relay.example:25?tls=none", "relay.example", 25, "none"),
    ],
)
def test_a_mail_server_s_address_is_read(url: str, host: str, port: int, tls: str):
    found = postman_of(url, "a@b.example")
    assert isinstance(found, SmtpPostman)
    assert (found.host, found.port, found.tls) == (host, port, tls)
    assert found.password in {"p@x", "p", ""}


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://u:secret@h:25?tls=none",
        "smtp://h:x",
        "smtp://h?tls=no",
    ],
)
def test_an_address_that_is_none_or_would_give_a_password_away_is_refused(url: str):
    with pytest.raises(SetupError) as refused:
        postman_of(url, "a@b.example")
    assert "secret" not in str(refused.value)


def test_an_arabic_letter_is_a_page_too_that_reads_from_right_to_left_and_a_french_one_is_text_alone():
    address = "https://fil.example/ar/enquiry/1-x"
    text = f"مرحبًا،\n\nFil: وصلنا طلبك. أكّده هنا:\n\n{address}\n\nDear Layla,\nit is <b>here</b>.\n"
    arabic = message_of(Outgoing(1, "a@b.example", "طلب", text, MORNING, 0), "c@d.example", encoding="8bit")
    plain, page = arabic.get_body(("plain",)), arabic.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content() == text
    html = page.get_content()
    assert [part.split('"')[0] for part in html.split('<p dir="')[1:]] == ["rtl", "rtl", "rtl", "ltr"]
    assert f'<a href="{address}" dir="ltr">{address}</a>' in html
    assert "&lt;b&gt;here&lt;/b&gt;." in html
    french = message_of(
        Outgoing(2, "a@b.example", "À lire", "Bonjour,\n\nVoici.\n", MORNING, 0),
        "c@d.example",
        encoding="8bit",
    )
    assert french.get_content_type() == "text/plain"
