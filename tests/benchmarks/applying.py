"""How many hops and keys it takes to apply for each service, counted while a simulated phone does it.

The citizen has an account on the phone, finds the service by its name, answers every question, reads all of the
answers, submits, and requests the M-PESA prompt where a fee is due. Keys are those of a keypad with twelve keys: a
letter counts each of its taps, a punctuation mark three. A hop is assumed to last 12 seconds: to read a screen, think
and type. This is not measured; if twelve hops are to fit into a session of 180 s, each may last 15 seconds at most.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Final

from flask.testing import FlaskClient

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.catalogue.entries import ServiceEntry
from app.domain.forms.definition import Form, FormQuestion, Kind
from app.platform.i18n import ENGLISH
from app.simulator.handset import Handset, Shown
from tests.benchmarks.report import Row
from tests.conftest import CALLBACK_KEY
from tests.database.holder import opened
from tests.outgoing import phone
from tests.unit.test_our_forms import TYPED, form

SECONDS_A_HOP: Final = 12
PASSWORD: Final = "482915"
LICENCES: Final = ("dl-renew-1", "dl-renew-3")
MOST_HOPS, MOST_SECONDS = 12, 180
"""The bar: for the renewal of a licence, as far as the M-PESA prompt."""
TAPS: Final = {letter: taps for keys in ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
               for taps, letter in enumerate(keys, 1)}  # fmt: skip
OF_A_SIGN: Final = 3
HOPS_BEFORE: Final = 5
"""Dial, Find a service, its name, the service, Apply; the answer to the password is the first of its own screens."""
DIALLED: Final = "*222#"
FILED: Final = "Done. Your reference:"
PAID: Final = "We ask M-PESA now."
DAYS: Final = {"wedding_day": 40, "pdl_issued": -60}
"""Answers that are dates, as days from today."""
LINES: Final = ("Find a service", "Apply on this phone", "Start", "Submit")
"""Menu lines that are chosen wherever they are offered."""


@dataclass(frozen=True)
class Taken:
    """What it took to apply for a service and to pay for it. `done`: whether its reference was shown, and the session
    ended on the last screen of filing or of paying.
    """

    service: str
    hops: int
    keys: int
    done: bool

    @property
    def seconds(self) -> int:
        """How long it takes, by the assumed time of a hop."""
        return self.hops * SECONDS_A_HOP


def services(container: Container) -> list[ServiceEntry]:
    """All services that are applied for on the phone."""
    index = container.finder.index()
    return [each for group in index.categories() for each in index.of("category", group.code) if each.form]


def apply_for(
    container: Container,
    client: FlaskClient,
    service: ServiceEntry,
    number: int,
    see: Callable[[Shown], None] = lambda _: None,
) -> Taken:
    """Apply for a service, on a new phone with an account. `see` is given each screen as it comes."""
    mine = phone(50_000_000 + number)
    opened(container, f"5{number:07d}", phone=mine, password=PASSWORD)
    handset = handset_in(client, mine)
    asked, label = form(service.form or ""), service.label.in_language(ENGLISH)
    today = container.database.clock().date()
    typed, shown = [DIALLED], handset.dial(DIALLED)
    see(shown)
    is_filed = False
    while not shown.over and len(typed) < 40:
        typed.append(answer(shown, label, asked, today))
        shown = handset.answer(typed[-1])
        see(shown)
        is_filed |= shown.text.startswith(FILED)
    done = is_filed and shown.over and shown.text.startswith((FILED, PAID))
    return Taken(service.code, len(typed), sum(map(keys, typed)), done)


def answer(shown: Shown, label: str, asked: Form, today: date) -> str:
    """What the citizen answers to a screen."""
    flat = " ".join(shown.text.split())
    for line in (label, *LINES):
        if found := re.search(rf"^([0-9]+)\. {re.escape(line)}$", shown.text, re.MULTILINE):
            return found[1]
    if "Type a service, such as passport." in flat:
        return label
    if "Enter your 6-digit" in flat:
        return PASSWORD
    for question in asked.questions:
        if " ".join(question.label[ENGLISH].split()) in flat:
            return _answer_to(question, today)
    return "98" if "\n98. More" in shown.text else "1"


def _answer_to(question: FormQuestion, today: date) -> str:
    if question.name in DAYS:
        return f"{today + timedelta(days=DAYS[question.name]):%d%m%Y}"
    return "1" if question.kind is Kind.CHOICE else TYPED.get(question.name, "1")


def keys(typed: str) -> int:
    """How many keys are pressed for a text."""
    return sum(1 if each.isdigit() or each in " *#" else TAPS.get(each.lower(), OF_A_SIGN) for each in typed)


def measure(container: Container) -> Iterator[Row]:
    """A row for each service; the renewals of a licence have a bar."""
    client = create_app(container).test_client()
    for number, service in enumerate(services(container)):
        taken = apply_for(container, client, service, number)
        told = f"{taken.hops} hops, {taken.keys} keys, {taken.seconds} s" if taken.done else "not done"
        bar = f"<= {MOST_HOPS} hops, {MOST_SECONDS} s" if service.code in LICENCES else ""
        reached = taken.done and taken.hops <= MOST_HOPS and taken.seconds <= MOST_SECONDS
        yield Row(f"apply: {service.label.in_language(ENGLISH)}", told, bar, reached)


def handset_in(client: FlaskClient, mine: str) -> Handset:
    """A phone in front of the application in this process."""
    return Handset(mine, partial(_post, client), callback_key=CALLBACK_KEY, sms_code="22222")


def _post(client: FlaskClient, path: str, body: bytes) -> tuple[int, str]:
    answered = client.post(path, data=body, content_type="application/x-www-form-urlencoded")
    return answered.status_code, answered.get_data(as_text=True)
