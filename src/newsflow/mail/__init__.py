"""The mail room: letters are written into the outbox with what they are about, and go out from there, once or again."""

from newsflow.mail.outbox import Letter, forget_letters, forget_letters_to, send
from newsflow.mail.postman import FolderPostman, Postman, SmtpPostman, postman_of
from newsflow.mail.rounds import run_mail

__all__ = [
    "FolderPostman",
    "Letter",
    "Postman",
    "SmtpPostman",
    "forget_letters",
    "forget_letters_to",
    "postman_of",
    "run_mail",
    "send",
]
