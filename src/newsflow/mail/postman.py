"""Who carries letters out: an SMTP server, or a folder where each becomes a file."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as LINES_OF_MAIL
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from newsflow.domain.errors import SetupError
from newsflow.mail.outbox import Outgoing
from newsflow.mail.right_to_left import is_right_to_left, page_of

TIMEOUT_S = 20.0
SUBMISSION_PORT = 587
TLS_PORT = 465


class PostmanError(Exception):
    """The letter did not get away; why, in the words of whoever refused it."""


class Postman(Protocol):
    """Carries one letter out, on the thread that calls it. Raises PostmanError when it did not get away."""

    def carry(self, letter: Outgoing) -> None:
        """Nothing; the letter is with whoever brings it further."""
        ...


def message_of(letter: Outgoing, sender: str, *, encoding: str) -> EmailMessage:
    """The letter as a message, with the number and the time that it has for good: sent twice, it is one."""
    message = EmailMessage(policy=LINES_OF_MAIL)
    try:
        message["From"] = sender
        message["To"] = letter.recipient
        message["Subject"] = letter.subject
    except ValueError as error:
        raise PostmanError(f"its head cannot be written: {error}") from error
    message["Date"] = format_datetime(letter.written)
    message["Message-ID"] = f"<outbox-{letter.id}-{letter.written:%Y%m%d%H%M%S%f}@{_domain(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body, cte=encoding)
    if is_right_to_left(letter.body):
        message.add_alternative(page_of(letter.body), subtype="html", cte=encoding)
    return message


@dataclass(frozen=True, slots=True)
class FolderPostman:
    """Writes each letter to `<folder>/<number>.eml`, readable by its owner alone."""

    folder: Path
    sender: str

    def carry(self, letter: Outgoing) -> None:
        """Nothing; the file is there, whole."""
        message = message_of(letter, self.sender, encoding="8bit").as_bytes()  # its link can be copied
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            making = self.folder / f".{letter.id}.making"
            making.touch(mode=0o600)
            making.write_bytes(message)
            making.replace(self.folder / f"{letter.id:06}.eml")
        except OSError as error:
            raise PostmanError(str(error)) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpPostman:
    """Hands each letter to a server by SMTP, over TLS unless the address says that it has none."""

    host: str
    port: int
    sender: str
    tls: str
    """`whole` (smtps), `start` (STARTTLS, or nothing is sent) or `none`."""
    username: str = ""
    password: str = ""

    def carry(self, letter: Outgoing) -> None:
        """Nothing; the server took it."""
        message = message_of(letter, self.sender, encoding="quoted-printable")
        try:
            server = self._connected()
            try:
                if self.username:
                    server.login(self.username, self.password)
                server.send_message(message)
            finally:
                # Not by `with`: a server that took the letter and says goodbye oddly would get it again.
                server.close()
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            raise PostmanError(f"{type(error).__name__}: {error}") from error

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        # By default smtplib asks the name service who we are, at every letter.
        name = _domain(self.sender)
        if self.tls == "whole":
            return smtplib.SMTP_SSL(self.host, self.port, name, timeout=TIMEOUT_S, context=context)
        server = smtplib.SMTP(self.host, self.port, name, timeout=TIMEOUT_S)
        if self.tls == "start":
            try:
                server.starttls(context=context)
            except (OSError, smtplib.SMTPException):
                server.close()
                raise
        return server


def postman_of(url: str, sender: str) -> SmtpPostman:
    """The postman of `smtps://user:password@host:465`, `smtp://host:587` (STARTTLS) or `smtp://host:25?tls=none`.

    Raises SetupError, which never repeats the password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused() from None
    asked = parse_qs(parts.query).get("tls", ["start"])[0]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or asked not in {"start", "none"}:
        raise _refused()
    whole = parts.scheme == "smtps"
    if asked == "none" and parts.username:
        raise SetupError(
            "The mail server's address gives a password away.",
            "It has a user name, and no TLS.",
            "Use smtps://, or leave the user out.",
        )
    return SmtpPostman(
        host=parts.hostname,
        port=port or (TLS_PORT if whole else SUBMISSION_PORT),
        sender=sender,
        tls="whole" if whole else asked,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _domain(sender: str) -> str:
    return sender.rpartition("@")[2].strip("> ") or "localhost"


def _refused() -> SetupError:
    return SetupError(
        "The mail server's address cannot be read.",
        "NEWSFLOW_SMTP_URL.",
        "Set one such as smtps://user:password@mail.example.org.",
    )
