"""A conversation with the gateway: what is typed hop by hop, and what the phone shows after each."""

from flask.testing import FlaskClient

from tests.web.callbacks import hop, new_session


def talk(client: FlaskClient, phone: str, *typed: str) -> list[str]:
    """Dial, type each of these, and give the answers to the dial and to each."""
    session = new_session()
    return [hop(client, "*".join(typed[:each]), session=session, phone=phone) for each in range(len(typed) + 1)]


def to_the_password(name: str) -> tuple[str, ...]:
    """What leads a phone without an account to the question for the password of a name."""
    return ("3", name)
