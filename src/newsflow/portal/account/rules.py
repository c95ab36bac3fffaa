"""What a master decides for the organisation's people: passkeys for all, and whether masters see who takes how much."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.members import members
from newsflow.accounts.organisation.rules import OrganisationRules, set_rules
from newsflow.accounts.people import Person
from newsflow.db.pool import transaction
from newsflow.mail import Letter, send
from newsflow.portal.account.masters import for_masters
from newsflow.portal.face import PREFIX
from newsflow.portal.visit import Portal, Visit
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.frame import done
from newsflow.web.within.proof import ProofField, proof_field, proved

DEED = Deed.of("set the organisation's rules")
COUNTED = _("%(agency)s: your organisation sees how much each person takes")
COUNTED_TEXT = _(
    "Hello %(name)s,\n\nYour organisation decided to see how many items each of its people takes from %(agency)s, by day."
    " What you read, and when, is shown to nobody. Your page says what is kept of you, and for how long:\n\n%(link)s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesForm:
    """The two decisions as they stand, and what a change is proved by."""

    rules: OrganisationRules
    proof: ProofField


async def rules_form(visit: Visit, rules: OrganisationRules) -> RulesForm:
    """The form."""
    return RulesForm(rules=rules, proof=await proof_field(visit, DEED))


async def change(visit: Visit) -> Response:
    """Back to the people's page; who is counted from now on has a letter that says so."""
    hand = await proved(visit, DEED)
    given = OrganisationRules(
        needs_passkey=visit.form.has("needs_passkey"), use_by_person=visit.form.has("use_by_person")
    )
    async with transaction(visit.portal.pool) as db:
        if await set_rules(db, hand, visit.subscriber, given, now=visit.now):
            for person in await members(db, visit.subscriber):
                if person.active:
                    await send(db, counted_letter(visit.portal, person), visit.now)
    return done(f"{PREFIX}/account/people", "saved")


def counted_letter(portal: Portal, person: Person) -> Letter:
    """What a person is told who is counted from now on."""
    says = tongue(person.interface_language or portal.agency.default_language)
    facts = {"agency": portal.agency.name, "name": person.name, "link": f"{portal.origin}{PREFIX}/privacy"}
    return Letter(
        to=person.email, subject=says.say(COUNTED, **facts), text=says.say(COUNTED_TEXT, **facts) + "\n"
    )


def routes(portal: Portal) -> list[Route]:
    """Where the form goes; a master's alone."""
    return for_masters(portal, gets={}, posts={"/account/rules": change})
