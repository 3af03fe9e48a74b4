"""What the callers do, and what they must read: every answer is checked by its words."""

from collections.abc import Iterator

from app.domain.loading import DATA
from menus.flows import help, home
from tests.benchmarks.line import Exchange, post

KEY = "callback-key-for-benchmarks"
REFERENCE, PLACE = "102030405060", b"Nyayo House"
"""A sample application, and the word of its standing that nothing else on the screen has."""
HOME = home.home.text.splitlines()[-1].encode()
TOPICS = help.topics.text.encode()
PEOPLE = help.people.text.partition("{")[0].encode()
MENU = (
    ("", HOME),
    ("2", TOPICS),
    ("1", PEOPLE),
    ("0", TOPICS),
    ("1", PEOPLE),
    ("0", TOPICS),
    ("0", HOME),
    ("2", TOPICS),
)
"""Navigation and nothing else: dial, help, whom to call, back, and again."""


def floor(name: str) -> Iterator[Exchange]:
    """As many hops as a menu visit has, each told how many there were."""
    for hop in range(1, len(MENU) + 1):
        yield Exchange(post(f"/floor/{name}", _hop(name, "")), b"200 CON %d" % hop)


def menu(name: str) -> Iterator[Exchange]:
    """Through the menus; `text` grows as the provider grows it."""
    for hop, (_, screen) in enumerate(MENU):
        text = "*".join(typed for typed, _ in MENU[1 : hop + 1])
        yield Exchange(post(f"/at/{KEY}/ussd", _hop(name, text)), b"200 CON " + screen)


def straight(name: str) -> Iterator[Exchange]:
    """A reference dialled straight: *222*1*REFERENCE#."""
    yield Exchange(post(f"/at/{KEY}/ussd", _hop(name, f"1*{REFERENCE}")), PLACE)


def texted(name: str) -> Iterator[Exchange]:
    """A reference by SMS; the answer goes to the outbox, and is looked for there."""
    form = f"from={_phone(name)}&to=22222&text={REFERENCE}&date=2026-11-23+09%3A00%3A00&id={name}"
    yield Exchange(post(f"/at/{KEY}/sms", form), b"200 ")


def _hop(name: str, text: str) -> str:
    return (
        f"phoneNumber={_phone(name)}&serviceCode=%2A222%23&text={text.replace('*', '%2A')}"
        f"&sessionId=ATUid_{name}&networkCode=63902"
    )


def _phone(name: str) -> str:
    """A Safaricom number, another one for (nearly) every visit."""
    return f"%2B2547{int(name[:8], 16) % 10**8:08d}"
