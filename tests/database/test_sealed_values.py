"""A sealed column as an attribute of its row: opened when read, sealed when set, bound to one row."""

import pytest

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.messaging.messages import Message
from app.domain.subscribers.call_requests import CallRequest, Topic
from app.domain.subscribers.phones import Phone, phone_index
from app.platform.database.sealed_value import sealed_bytes, sealed_json, sealed_text_or_none, sealed_values
from app.platform.db import now
from app.platform.encryption import DecryptionError
from tests.database.holder import PHONE, STRANGER

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def kept(container: Container, name: str, number: str) -> bytes:
    """Store a request for a call; its sealed number."""
    with container.database.transaction() as session:
        row = CallRequest(id=name, phone=phone_index(session, number), topic=Topic.OTHER, language="en")
        row.asked_at = now(session)
        session.add(row)
        row.phone_number = number
        return row.phone_sealed


def test_it_is_sealed_when_it_is_set_and_opened_when_it_is_read(container: Container) -> None:
    assert PHONE.encode() not in kept(container, "one", PHONE)
    with container.database.reading() as session:
        assert session.get_one(CallRequest, "one").phone_number == PHONE


def test_what_is_moved_to_another_row_does_not_open(container: Container) -> None:
    sealed = kept(container, "one", PHONE)
    kept(container, "two", STRANGER)
    with container.database.transaction() as session:
        other = session.get_one(CallRequest, "two")
        other.phone_sealed = sealed
        with pytest.raises(DecryptionError):
            _ = other.phone_number


def test_what_was_erased_is_none_or_cannot_be_opened(container: Container) -> None:
    kept(container, "one", PHONE)
    with container.database.transaction() as session:
        row = session.get_one(CallRequest, "one")
        row.phone_sealed = b""
        with pytest.raises(DecryptionError):
            _ = row.phone_number
    erased = Application(reference="A-1", phone_sealed=b"", note_sealed=None)
    assert Application.phone_number.open(container.keys, erased) is None
    assert Application.note.open(container.keys, erased) is None


def test_none_is_kept_where_there_may_be_none_and_refused_elsewhere(container: Container) -> None:
    kept(container, "one", PHONE)
    with container.database.transaction() as session:
        queued = Message(key="k")
        assert sealed_values(session, queued, subject=None) == {"subject_sealed": None}
        with pytest.raises(TypeError):
            session.get_one(CallRequest, "one").phone_number = None  # type: ignore[assignment]


def test_a_row_in_no_session_says_that_it_has_no_keys(container: Container) -> None:
    with pytest.raises(RuntimeError, match="a CallRequest in no session has no key ring"):
        _ = CallRequest(id="one", phone_sealed=b"x").phone_number
    with pytest.raises(RuntimeError, match="in no session"):
        CallRequest(id="one").phone_number = PHONE


def test_a_statement_writes_what_the_row_reads(container: Container) -> None:
    with container.database.transaction() as session:
        row = Phone(index=phone_index(session, PHONE), since=now(session), alerts=True)
        row.number_sealed = sealed_values(session, row, number=PHONE)["number_sealed"]
        session.add(row)
        assert row.number == PHONE


@pytest.mark.parametrize(
    ("kind", "value"),
    [(sealed_json, {"a": [1, None, "Wanjikũ"]}), (sealed_bytes, b"\x00\xff"), (sealed_text_or_none, "")],
)
def test_every_kind_comes_back_as_it_was(container: Container, kind: object, value: object) -> None:
    assert callable(kind)
    holds, row = kind("phone"), CallRequest(id="one")
    row.phone_sealed = holds.seal(container.keys, row, value)
    assert holds.open(container.keys, row) == value
