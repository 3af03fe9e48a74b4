"""Input dialled with the service code comes in the service code, at the head of the text, or in both; and the code
itself may come as text."""

import pytest
from flask.testing import FlaskClient

from app.container import Container
from app.dev import demo_data
from tests.web.callbacks import REFERENCE, hop, new_session

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STATUS = "CON Passport renewal"


@pytest.fixture(autouse=True)
def filled(container: Container) -> None:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (f"*222*1*{REFERENCE}#", ""),
        ("*222#", f"1*{REFERENCE}"),
        (f"*222*1*{REFERENCE}#", f"1*{REFERENCE}"),
        ("*222*1#", f"1*{REFERENCE}"),
        ("*222#", f"*222*1*{REFERENCE}#"),
        ("*222#", f"*222*1*{REFERENCE}"),
        ("*222#", f"*222#*1*{REFERENCE}"),
        ("*222#", f"222#*1*{REFERENCE}"),
        (f"*222*1*{REFERENCE}#", f"*222*1*{REFERENCE}#"),
        (f"*222*1*{REFERENCE}#", "*222#"),
    ],
)
def test_the_answers_are_followed_once_whichever_way_they_come(client: FlaskClient, code: str, text: str) -> None:
    session = new_session()
    shown = hop(client, text, session=session, code=code)
    assert shown.startswith(STATUS)
    assert hop(client, text, session=session, code=code) == shown, "a copy of the hop"
    behind = f"{text}*0" if text else "0"
    assert hop(client, behind, session=session, code=code).startswith("CON Enter your reference number")


@pytest.mark.parametrize("text", ["*222#", "222#", "*222"])
def test_the_code_itself_is_no_answer(client: FlaskClient, text: str) -> None:
    session = new_session()
    first = hop(client, text, session=session)
    assert first == hop(client, "", session=new_session()), "no rebuke above the menu"
    assert hop(client, f"{text}*1", session=session).startswith("CON Enter your reference number")


@pytest.mark.parametrize("text", ["*2222#", "*222#1", "#", "*", "222", "*333#", "*222##"])
def test_what_is_not_the_code_is_an_answer(client: FlaskClient, text: str) -> None:
    assert hop(client, text, session=new_session()).startswith("CON Please answer with a number")


def test_the_same_key_twice_is_pressed_twice(client: FlaskClient) -> None:
    """Input is skipped only where the text repeats what the service code has."""
    session = new_session()
    assert hop(client, "4", session=session).startswith("CON Type a service")
    assert hop(client, "4*1", session=session) != hop(client, "4*1*1", session=session)
