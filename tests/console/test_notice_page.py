"""The operator's notice on the first screen of phones: it is previewed, put up and taken down, and has a history."""

import re

import pytest

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.staff.roles import Role
from app.domain.ussd_state import notices
from tests.conftest import Clock, application_of
from tests.console.driver import Driver, text_of
from tests.web.talking import talk

HERE = "/console/notice"
GIVEN = {
    "text_en": "Payments are delayed today. Do not pay twice.",
    "text_sw": "Malipo yamechelewa leo. Usilipe mara mbili.",
    "until": "2026-11-23T18:00",
}


@pytest.fixture
def operator(container: Container) -> Driver:
    return Driver.of(container, "o.first", Role.OPERATOR)


def confirmed(page: str) -> str:
    found = re.search(r'name="confirmed" value="(\w+)"', page)
    assert found is not None
    return found[1]


def put_up(operator: Driver) -> None:
    operator.get(HERE)
    shown = operator.post(HERE, **GIVEN)
    done = operator.post(HERE, **GIVEN, confirmed=confirmed(shown.text))
    assert "first screen of every phone now" in text_of(operator.follow(done))


def test_it_is_previewed_put_up_and_taken_down(container: Container, operator: Driver, clock: Clock) -> None:
    page = text_of(operator.get(HERE))
    assert "No notice stands there now." in page
    assert "2026-11-23T16:00" in operator.page.text if operator.page else False
    shown = operator.post(HERE, **GIVEN)
    assert shown.status_code == 200
    screens = re.findall(r'<p class="phone" lang="\w+">([^<]*)</p>', shown.text)
    assert [each.split("\n")[0] for each in screens] == [GIVEN["text_en"], GIVEN["text_sw"]]
    assert "1. Track by reference number" in screens[0]
    with container.database.reading() as session:
        assert notices.current(session) == {}, "a preview puts nothing up"
    put_up(operator)
    phone = application_of(container).test_client()
    [dialled] = talk(phone, "+254766000001")
    assert GIVEN["text_en"] in dialled
    assert dialled == f"CON {screens[0]}", "the preview is what the phone shows"
    page = text_of(operator.get(HERE))
    assert "until 23 Nov 2026, 18:00" in page
    down = operator.post(f"{HERE}/take-down")
    page = text_of(operator.follow(down))
    assert "No notice stands there now." in page
    assert "staff:national/o.first taken down" in page
    assert f"staff:national/o.first put up {GIVEN['text_en']} / {GIVEN['text_sw']}" in page
    assert GIVEN["text_en"] not in talk(phone, "+254766000001")[0]


def test_it_ends_by_itself(container: Container, operator: Driver, clock: Clock) -> None:
    put_up(operator)
    clock.move(hours=6)
    with container.database.reading() as session:
        assert notices.current(session) == {}, "it is 18:00 in Nairobi"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text_en": "x" * 61}, "Write 1 to 60 letters"),
        ({"text_en": "{" * 31}, "Write 1 to 60 letters"),
        ({"text_sw": "Habari \u4f60"}, "Write 1 to 60 letters"),
        ({"text_sw": ""}, "Write 1 to 60 letters"),
        ({"text_en": "See www.example.com"}, "no link or address"),
        ({"until": "2026-11-23T12:00"}, "Write a time from now on"),
        ({"until": "2026-12-08T12:01"}, "Write a time from now on"),
        ({"until": "tomorrow"}, "Write a day and a time"),
        ({"until": "2026-11-31T12:00"}, "Write a day and a time"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_does_not_fit_is_refused_beside_its_field(
    container: Container, operator: Driver, given: dict[str, str], said: str
) -> None:
    refused = operator.post(HERE, **(GIVEN | given))
    assert refused.status_code == 422
    assert said in text_of(refused)
    with container.database.reading() as session:
        assert notices.current(session) == {}


def test_what_was_not_previewed_so_is_shown_first(container: Container, operator: Driver) -> None:
    shown = operator.post(HERE, **GIVEN)
    other = operator.post(HERE, **(GIVEN | {"text_en": "Another text."}), confirmed=confirmed(shown.text))
    assert other.status_code == 200
    with container.database.reading() as session:
        assert notices.current(session) == {}


def test_nobody_else_posts_it(container: Container) -> None:
    admin = Driver.of(container, "a.admin", Role.AGENCY_ADMIN, "dis")
    assert admin.get(HERE).status_code == 403
    assert admin.post(HERE, **GIVEN).status_code == 403
    with container.database.reading() as session:
        assert session.query(AuditEvent).filter(AuditEvent.subject == notices.SUBJECT).all() == []
