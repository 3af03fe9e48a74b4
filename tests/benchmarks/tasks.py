"""How many callbacks each task takes, counted while a simulated handset does it on the running web server."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from app.domain.messaging.messages import Message
from app.platform.db import keys
from app.simulator.handset import Handset
from tests.benchmarks import visits
from tests.benchmarks.line import Line, Visit, post
from tests.benchmarks.serving import Installation
from tests.benchmarks.visits import KEY, PLACE, REFERENCE

PHONE = "+254711000001"
SPACED = "1020 3040 5060"
"""The reference as people read it off a receipt."""


class Counting:
    """Posts the callbacks of a handset to the gateway, and counts them."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.callbacks = 0

    def __call__(self, path: str, form: bytes) -> tuple[int, str]:
        self.callbacks += 1
        status, _, body = self._line.ask(post(path, form.decode())).decode().partition(" ")
        return int(status), body


@dataclass(frozen=True)
class Task:
    """A task of a citizen: a function that does it and returns the last text, and the callbacks it may take."""

    name: str
    do: Callable[[Handset, Installation], str]
    bar: int


def by_menu(phone: Handset, _: Installation) -> str:
    """Dial, choose, type the reference."""
    phone.dial("*222#")
    phone.answer("1")
    return phone.answer(REFERENCE).text


def straight(phone: Handset, _: Installation) -> str:
    """Dial the reference with the code."""
    return phone.dial(f"*222*1*{REFERENCE}#").text


def by_sms(phone: Handset, place: Installation) -> str:
    """Text the reference; the answer is read in the outbox."""
    name = secrets.token_hex(8)
    phone.text(SPACED, message_id=name)
    with place.container.database.reading() as session:
        reply = session.scalars(select(Message).where(Message.key == f"reply:{name}")).one()
        return keys(session).open_text(reply.body_sealed, reply.sealed_at("body"))


TASKS = (
    Task("status by SMS", by_sms, 1),
    Task("status dialled straight", straight, 1),
    Task("status by menu", by_menu, 3),
)


def number_of(label: str, port: int) -> str:
    """The number of an option on the first screen of a phone without an account. Raises LookupError."""
    line = Line(port)
    screen = Handset(PHONE, Counting(line), callback_key=KEY, sms_code="22222").dial("*222#").text
    line.close()
    numbers = {text: number for number, _, text in (option.partition(". ") for option in screen.splitlines())}
    return numbers[label]


def through_the_menus(port: int) -> Visit:
    """Navigation only."""
    return partial(visits.menu, number_of("Help", port))


def callbacks(task: Task, place: Installation, port: int) -> int:
    """How many callbacks the task took; 0 when its last text is wrong."""
    line = Line(port)
    counting = Counting(line)
    read = task.do(Handset(PHONE, counting, callback_key=KEY, sms_code="22222"), place)
    line.close()
    return counting.callbacks if PLACE.decode() in read else 0
