"""The tasks for which people dial and text, each with the story in which it is done and how many hops it may take."""

from dataclasses import dataclass
from typing import Final

from app.dev.storyboard.task_costs import TaskCost, cost_of, find_hops, find_session

WITHOUT_A_DRAFT: Final = 12
"""The most callbacks of a task in one session, unless what was typed is saved on the way (interface: bars)."""


@dataclass(frozen=True)
class CitizenTask:
    """A task of a citizen, the story in which it is done, the line that is seen then, and the most hops (`bar`)."""

    name: str
    story: str
    done: str
    bar: int = WITHOUT_A_DRAFT

    def hops(self) -> int:
        """The callbacks of the session in which the task is done; 0 when no session of the story does it."""
        return len(find_hops(find_session(self.story, self.done)))

    def cost(self) -> TaskCost:
        """What it takes."""
        return cost_of(find_session(self.story, self.done))


TASKS: Final = (
    CitizenTask("status by SMS", "check_by_sms", "< eCitizen 1020 3040 5060", bar=1),
    CitizenTask("status dialled straight", "check_dialled_straight", "Ready for collection", bar=1),
    CitizenTask("status by menu", "check_by_menu", "Ready for collection", bar=3),
    CitizenTask("find a service, to its details", "find", "Passport - first time, 34 pages", bar=4),
    CitizenTask("find a service in Kiswahili", "find_in_kiswahili", "Papo hapo", bar=4),
    CitizenTask("find a service on the keys", "find_on_the_keys", "Working days", bar=4),
    CitizenTask("find a service by category", "browse_by_category", "2. Cost", bar=5),
    CitizenTask("find a service by agency", "browse_by_agency", "2. Cost", bar=5),
    CitizenTask("find a service of a county", "browse_by_county", "Unified Business Permit", bar=6),
    CitizenTask("find a service by SMS", "find_by_sms", "Text a number for details", bar=1),
    CitizenTask("the details of a service by SMS", "find_by_sms", "Police clearance certificate (good conduct)", bar=1),
    CitizenTask("the Huduma Centre of a town", "huduma", "Huduma Centre Kiambu", bar=4),
    CitizenTask("the answer to a question", "questions", "do not pay again", bar=4),
    CitizenTask("register as a citizen", "register_citizen", "Your account is open", bar=9),
    CitizenTask("register as a resident", "register_resident", "Your account is open"),
    CitizenTask("register as a refugee", "register_refugee", "Your account is open"),
    CitizenTask("register as a diplomat", "register_diplomat", "Your account is open"),
    CitizenTask("register as a visitor", "register_foreigner", "Your account is open"),
    CitizenTask("sign in on the account's own phone", "shortest_ways", "Stay signed in", bar=3),
    CitizenTask("My account", "shortest_ways", "1. My details", bar=4),
    CitizenTask("ask for a code for a new password", "reset_in_kiswahili", "(end)"),
    CitizenTask("enter the code, choose a password", "reset_in_kiswahili", "< eCitizen: nenosiri"),
    CitizenTask("alerts off", "shortest_ways", "SMS alerts on this phone are off", bar=6),
    CitizenTask("give an e-mail address", "shortest_ways", "A code is on its way", bar=7),
    CitizenTask("change the phone number, to the code", "shortest_ways", "Enter the code we sent", bar=7),
    CitizenTask("change the phone number", "shortest_ways", "Your number changes"),
    CitizenTask("change the password", "shortest_ways", "Your password is changed", bar=7),
    CitizenTask("renew a driving licence", "apply_licence", "Done. Your reference"),
    CitizenTask("renew a driving licence and pay", "paying/licence_renewed_and_paid", "We ask M-PESA now."),
    CitizenTask("pay from this phone", "paying/prompt", "We ask M-PESA now", bar=2),
    CitizenTask("pay by paybill", "paying/by_paybill", "Business number 600638", bar=1),
    CitizenTask("renew a driving licence in Kiswahili", "applying/licence_renewal_in_kiswahili", "Tayari. Nambari"),
    CitizenTask("apply for a passport, saved on the way", "applying/passport_new", "Done. Your reference", bar=13),
    CitizenTask("apply for a land search", "applying/land_search", "Done. Your reference"),
    CitizenTask("apply for good conduct, at a Huduma Centre", "applying/good_conduct", "Done. Your reference"),
    CitizenTask("file a nil return", "applying/nil_return", "Done. Your reference"),
    CitizenTask("ask for tax compliance", "applying/tax_compliance", "Done. Your reference"),
    CitizenTask("close the account", "shortest_ways", "Your account is closed"),
)
