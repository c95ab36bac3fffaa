"""What is kept of a person of the desk, why and how long."""

from newsflow.web.say import noop as _
from newsflow.web.within.retained import FOR_EVER, WHILE_THERE, Row

TABLE: tuple[Row, ...] = (
    (
        _("Your name, address, role, desks and languages"),
        _("To let you in, and to write to you."),
        WHILE_THERE,
    ),
    (_("Your password’s hash, your passkeys’ public halves"), _("To let nobody else in."), WHILE_THERE),
    (
        _("Where you signed in: network address, browser, hour"),
        _("To show you who is signed in as you, and to stop who tries passwords."),
        lambda kept: kept.sign_ins,
    ),
    (
        _("Which letters went to you; not their text"),
        _("To know whether a letter arrived."),
        lambda kept: kept.letters,
    ),
    (
        _("Your name under what you released, approved and stopped, after your account is erased"),
        _("A release names a person: who answers for it can be asked while it can be contested."),
        lambda kept: kept.desk_names,
    ),
    (
        _("What you did: what you saved, released, approved and stopped, your shifts"),
        _(
            "So that nobody denies it. It holds a number in place of your name; once you are erased and your name is gone, the number is nobody’s."
        ),
        FOR_EVER,
    ),
    (
        _("Texts that you wrote, and your byline where it was printed"),
        _("They are the agency’s, and subscribers have them."),
        FOR_EVER,
    ),
)
