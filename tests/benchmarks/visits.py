"""What the callers send, and what each answer must contain. Imports nothing of Lango's: callers start quickly."""

from collections.abc import Iterator

from tests.benchmarks.line import Exchange, post

KEY = "callback-key-for-benchmarks"
REFERENCE, PLACE = "102030405060", b"Nyayo House"
"""A sample application, and a text that only the answer about it contains."""

HOME, HELP, PEOPLE = b"CON Welcome. Karibu eCitizen", b"CON Help with eCitizen", b"CON Call +254"
MENU = (HOME, HELP, PEOPLE, HELP, PEOPLE, HELP, HOME, HELP)
"""Navigation only: dial, Help, whom to call, back, and again."""

ACCOUNTS, PASSWORD, SIGN_IN_HOPS = 64, "482915", 3
"""Accounts of the callers who sign in, each on a phone of its own; their password; the hops of a sign-in."""


def floor(name: str) -> Iterator[Exchange]:
    """As many requests to the bare route as a menu visit has hops; each answer has the count so far."""
    for count in range(1, len(MENU) + 1):
        yield Exchange(post(f"/floor/{name}", hop(name, "")), b"200 CON %d" % count)


def menu(help_number: str, name: str) -> Iterator[Exchange]:
    """Through the menus; `text` grows as the provider's does. `help_number`: that of Help on the first screen."""
    typed = (help_number, "1", "0", "1", "0", "0", help_number)
    for done, screen in enumerate(MENU):
        text = "%2A".join(typed[:done])
        yield Exchange(post(f"/at/{KEY}/ussd", hop(name, text)), b"200 " + screen)


def signs_in(name: str) -> Iterator[Exchange]:
    """The holder of an account signs in with the password."""
    number, typed = int(name[:8], 16) % ACCOUNTS, ("3", PASSWORD)
    screens = (HOME, b"CON Account ****", b"CON Wanjiku: ")
    for done, screen in enumerate(screens):
        form = hop(name, "%2A".join(typed[:done]), holder(number))
        yield Exchange(post(f"/at/{KEY}/ussd", form), b"200 " + screen)


def holder(number: int) -> str:
    """The phone of an account, encoded for a form."""
    return f"%2B25479900{number:04d}"


def dial(name: str) -> Iterator[Exchange]:
    """Only the first hop, of a phone without an account."""
    yield Exchange(post(f"/at/{KEY}/ussd", hop(name, "")), b"200 " + HOME)


def dial_known(name: str) -> Iterator[Exchange]:
    """Only the first hop, of a phone that holds an account and is not signed in."""
    yield Exchange(post(f"/at/{KEY}/ussd", hop(name, "", holder(int(name[:8], 16) % ACCOUNTS))), b"200 " + HOME)


def found(name: str) -> Iterator[Exchange]:
    """A search for a service: *222*4*words#."""
    yield Exchange(post(f"/at/{KEY}/ussd", hop(name, "4%2Apasport")), b"200 CON Choose or type again")


def straight(name: str) -> Iterator[Exchange]:
    """A reference that is dialled with the code: *222*1*REFERENCE#."""
    yield Exchange(post(f"/at/{KEY}/ussd", hop(name, f"1%2A{REFERENCE}")), PLACE)


def texted(name: str) -> Iterator[Exchange]:
    """A reference by SMS. The answer goes to the outbox, and is counted there."""
    form = f"from={_phone(name)}&to=22222&text={REFERENCE}&date=2026-11-23+09%3A00%3A00&id=ATXid_{name}"
    yield Exchange(post(f"/at/{KEY}/sms", form), b"200 ")


def hop(name: str, text: str, phone: str | None = None) -> str:
    """The form of a hop; from the visit's own phone, unless another one is named."""
    head = f"phoneNumber={phone or _phone(name)}&serviceCode=%2A222%23&text={text}"
    return f"{head}&sessionId=ATUid_{name}&networkCode=63902"


def _phone(name: str) -> str:
    """A Kenyan number, another one for (nearly) every visit."""
    return f"%2B2547{int(name[:8], 16) % 10**8:08d}"
