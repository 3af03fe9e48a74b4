"""The SMS about an application, from filing to its end, fit for every service that is applied for on the phone."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select

from app.container import Container
from app.dev import demo_slots
from app.domain.applying import filing, payment_deadlines
from app.domain.applying.filing import Filed, Filing
from app.domain.applying.hand_in import hand_in_text
from app.domain.catalogue.models import Status
from app.domain.forms.definition import Kind
from app.domain.messaging.messages import Message
from app.domain.subscribers import phones
from app.platform import gsm0338
from app.platform.i18n import languages
from tests.architecture.test_catalogue_screens import all_services
from tests.conftest import Clock, settings
from tests.database.holder import do, login, opened
from tests.outgoing import phone
from tests.unit.test_our_forms import NAMES, Walker, form

MOST: Final = {"alert": 1, "hand-in": 2, "reminder": 1}
"""SMS that one message may take, by the first word of its key."""


@pytest.fixture(scope="module")
def clock() -> Clock:
    """One clock for this file: a test moves it forward by two weeks."""
    return Clock()


@pytest.fixture(scope="module")
def container(sqlite_file: Path, clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    """An installation with free appointment dates."""
    file = tmp_path_factory.mktemp("sms") / "lango.db"
    file.write_bytes(sqlite_file.read_bytes())
    made = Container.of(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"), clock=clock)
    with closing(made.database):
        with made.database.transaction() as session:
            demo_slots.load(session)
        yield made


def file_one(container: Container, number: int, code: str, language: str) -> Filed:
    """File an application for a service, from an account of its own."""
    index = container.finder.index()
    service = index.by_code(code)
    assert service is not None
    assert service.form is not None
    asked, mine = form(service.form), phone(40_000_000 + number)
    account = opened(container, f"4{number:07d}", phone=mine)
    do(container, phones.choose_language, mine, language)
    answers = Walker(container, language, pick=3).answered(asked)
    wanted = Filing(code, asked.digest, answers, mine)
    return do(
        container,
        filing.file_application,
        login(container, account),
        wanted,
        fee=index.fee(service),
        contacts=container.contacts,
        language=language,
    )


def sent(container: Container) -> list[tuple[str, str]]:
    """The first word of the key of each message, and its body."""
    with container.database.reading() as session:
        return [
            (each.key.partition(":")[0], container.keys.open_text(each.body_sealed, each.sealed_at("body")))
            for each in session.scalars(select(Message).order_by(Message.id))
        ]


def test_each_sms_of_an_application_is_as_long_as_it_may_be(container: Container, clock: Clock) -> None:
    codes = [each.code for each in all_services(container.finder.index()) if each.form]
    filed = [
        file_one(container, number, code, language)
        for number, (code, language) in enumerate((code, language) for code in codes for language in languages())
    ]
    to_pay = [each for each in filed if each.status == Status.AWAITING_PAYMENT]
    clock.move(days=7, minutes=1)
    remind = partial(do, container, payment_deadlines.remind_unpaid, container.contacts)
    reminded = [remind() for _ in languages()]  # each call handles a limited number
    assert sum(reminded) == len(to_pay)
    clock.move(days=7)
    cancelled = [do(container, payment_deadlines.cancel_unpaid, container.contacts) for _ in languages()]
    assert sum(cancelled) == len(to_pay)
    found = sent(container)
    assert [body for kind, body in found if gsm0338.parts(body) > MOST[kind]] == []
    assert {kind for kind, _ in found} == {*MOST}
    assert len([kind for kind, _ in found if kind == "alert"]) == len(filed) + len(to_pay)
    to_be_paid = [body for kind, body in found if kind == "alert" and "KES" in body]
    assert len(to_be_paid) == len(to_pay), "the amount is told at once"


@pytest.mark.parametrize("name", NAMES)
def test_where_to_hand_in_is_two_sms_at_most_wherever_that_is(container: Container, name: str) -> None:
    asked = form(name)
    places = [
        {question.name: value}
        for question in asked.questions
        for value in places_of(container, question.kind, [each.name for each in question.choices])
        if question.kind == Kind.HUDUMA or question.name == "office"
    ]
    for language in asked.hand_in:
        for answers in places or [{}]:
            with container.database.reading() as session:
                text = hand_in_text(session, asked, answers, language, agency="W" * 24)
            assert gsm0338.parts(gsm0338.fold(f"eCitizen 9999 9999 9999: {text}")) <= MOST["hand-in"], text


def places_of(container: Container, kind: Kind, choices: list[str]) -> list[str]:
    """The Huduma Centres, or the offices that are offered."""
    return [each.code for each in container.finder.index().centres.all()] if kind == Kind.HUDUMA else choices
