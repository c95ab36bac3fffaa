"""How long what is kept that names or betrays a person: an installation's setting, which the portal shows to everyone."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Each span counts from the last time that it was used, or ended; what is older is deleted or emptied by the hour."""

    addresses: timedelta = timedelta(days=30)
    """From which network address the ledger's lines were taken."""
    logins: timedelta = timedelta(days=365)
    """By whose login they were; then the organisation alone remains."""
    counters: timedelta = timedelta(days=7)
    """Searches and refusals, counted by the minute."""
    sign_ins: timedelta = timedelta(days=30)
    """Sessions that ended, tries to sign in, and letters' links, with addresses and browsers."""
    desk_names: timedelta = timedelta(days=365)
    """The name of a person of the desk who was erased, under what they released, approved and stopped (ADR-0042)."""
    letters: timedelta = timedelta(days=30)
    """To whom which letter went."""
    legal_askers: timedelta = timedelta(days=1095)
    """Who asked something by law, once that is closed."""
    reading: timedelta = timedelta(days=30)
    """What a person opened in the portal, for "unread"."""
    use_by_person: timedelta = timedelta(days=365)
    """How many items a person took by day, where their organisation counts that."""
    requests: timedelta = timedelta(days=365)
    """The words of a subscriber's request, once it is closed."""
