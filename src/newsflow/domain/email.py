"""Mail addresses, as far as a letter can be sent to one."""

from newsflow.domain.errors import BadInputError


def check_email(email: str) -> None:
    """Pass when a letter can be sent there. Raises BadInputError."""
    name, _, host = email.rpartition("@")
    if (
        not name
        or not host
        or len(email) > 200
        or not email.isprintable()
        or any(c in email for c in ' ,;<>"()')
    ):
        raise BadInputError("This is not an e-mail address.", f"“{email[:80]}”.", "Write name@host.")
