"""How many callbacks each task takes, the dial included, counted in the transcripts (interface: bars)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.stories.telling import beats

WITHOUT_A_DRAFT = 12
"""Nothing may need more callbacks in one session unless what was typed is saved on the way."""


@dataclass(frozen=True)
class Task:
    """What a citizen wants, the story in which it is done, and what is seen when it is."""

    name: str
    story: str
    done: str
    bar: int = WITHOUT_A_DRAFT

    def hops(self) -> int:
        """The callbacks of the session in which the task is done; 0 when no session of the story does it."""
        for taken, seen in _sessions(self.story):
            if any(self.done in line for line in seen):
                return taken
        return 0


def _sessions(story: str) -> Iterator[tuple[int, list[str]]]:
    """After each callback of a story: how many its session has had, and what is seen."""
    taken = 0
    for beat in beats(Path(__file__).parent / f"{story}.story"):
        if beat.does.startswith("text ") or beat.does.startswith("dial "):
            taken = 1
        elif beat.does.startswith(">"):
            taken += 1
        yield taken, beat.sees


TASKS = (
    Task("status by SMS", "check_by_sms", "< eCitizen 1020 3040 5060", bar=1),
    Task("status dialled straight", "check_dialled_straight", "Ready for collection", bar=1),
    Task("status by menu", "check_by_menu", "Ready for collection", bar=3),
    Task("find a service, to its details", "find", "Passport - first time, 34 pages", bar=4),
    Task("find a service in Kiswahili", "find_in_kiswahili", "Papo hapo", bar=4),
    Task("find a service on the keys", "find_on_the_keys", "Working days", bar=4),
    Task("find a service by category", "browse_by_category", "2. Cost", bar=5),
    Task("find a service by agency", "browse_by_agency", "2. Cost", bar=5),
    Task("find a service of a county", "browse_by_county", "Unified Business Permit", bar=6),
    Task("find a service by SMS", "find_by_sms", "Text a number for details", bar=1),
    Task("the details of a service by SMS", "find_by_sms", "Police clearance certificate (good conduct)", bar=1),
    Task("the Huduma Centre of a town", "huduma", "Huduma Centre Kiambu", bar=4),
    Task("the answer to a question", "questions", "do not pay again", bar=4),
    Task("register as a citizen", "register_citizen", "Your account is open", bar=9),
    Task("register as a resident", "register_resident", "Your account is open"),
    Task("register as a refugee", "register_refugee", "Your account is open"),
    Task("register as a diplomat", "register_diplomat", "Your account is open"),
    Task("register as a visitor", "register_foreigner", "Your account is open"),
    Task("sign in on the account's own phone", "shortest_ways", "Stay signed in", bar=3),
    Task("My account", "shortest_ways", "My account", bar=4),
    Task("ask for a code for a new password", "reset_in_kiswahili", "(end)"),
    Task("enter the code, choose a password", "reset_in_kiswahili", "< eCitizen: nenosiri"),
    Task("alerts off", "shortest_ways", "SMS alerts on this phone are off", bar=6),
    Task("give an e-mail address", "shortest_ways", "A code is on its way", bar=7),
    Task("change the phone number, to the code", "shortest_ways", "Enter the code we sent", bar=7),
    Task("change the phone number", "shortest_ways", "Your number changes"),
    Task("change the password", "shortest_ways", "Your password is changed", bar=7),
    Task("renew a driving licence", "apply_licence", "Done. Your reference"),
    Task("renew a driving licence and pay", "paying/licence_renewed_and_paid", "We ask M-PESA now."),
    Task("renew a driving licence in Kiswahili", "applying/licence_renewal_in_kiswahili", "Tayari. Nambari"),
    Task("apply for a passport, saved on the way", "applying/passport_new", "Done. Your reference", bar=13),
    Task("apply for a land search", "applying/land_search", "Done. Your reference"),
    Task("apply for good conduct, at a Huduma Centre", "applying/good_conduct", "Done. Your reference"),
    Task("file a nil return", "applying/nil_return", "Done. Your reference"),
    Task("ask for tax compliance", "applying/tax_compliance", "Done. Your reference"),
    Task("close the account", "shortest_ways", "Your account is closed"),
)
