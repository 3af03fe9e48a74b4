"""A USSD session with the web: the inputs hop by hop, and the screen after each."""

from flask.testing import FlaskClient

from tests.web.callbacks import hop, new_session


def talk(client: FlaskClient, phone: str, *typed: str) -> list[str]:
    """Dial, and type each input; the screens after the dial and after each input."""
    session = new_session()
    return [hop(client, "*".join(typed[:each]), session=session, phone=phone) for each in range(len(typed) + 1)]


def to_the_password(name: str) -> tuple[str, ...]:
    """The inputs that lead a phone without an account to the password question for an ID number (`name`)."""
    return ("3", name)
