"""SELECTs that the driver executes directly: the same rows as from SQLAlchemy, and what a broken connection costs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import psycopg
import pytest
from sqlalchemy import bindparam, event, select
from sqlalchemy.exc import OperationalError, ProgrammingError, SQLAlchemyError

from app.container import Container
from app.dev import demo_data
from app.domain.applications.applications import Application
from app.domain.catalogue.models import Service
from app.domain.subscribers import phones
from app.domain.subscribers.phones import Phone
from app.platform.database.column_types import Moment
from app.platform.database.prepared_select import MOST_IDLE, DriverReads, PreparedSelect
from app.platform.db import find_rows, now

PHONE: Final = "+254712000001"
APPLICATIONS: Final = PreparedSelect(select(*Application.__table__.columns).order_by(Application.id))
SERVICES: Final = PreparedSelect(select(*Service.__table__.columns).order_by(Service.code))
_SINCE: Final = Phone.since >= bindparam("since", type_=Moment())
SINCE: Final = PreparedSelect(select(Phone.language).where(Phone.index == bindparam("index"), _SINCE))
ON_POSTGRESQL: Final = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications, and a phone that has chosen a language."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
        phones.choose_language(session, PHONE, "sw")
    return container


@pytest.fixture
def reads(filled: Container) -> Iterator[DriverReads]:
    """Reads by the driver alone."""
    made = DriverReads(filled.database.engine, filled.database.engine)
    yield made
    made.close()


@pytest.mark.parametrize("wanted", [APPLICATIONS, SERVICES], ids=["applications", "services"])
def test_the_rows_are_those_of_sqlalchemy_in_the_same_types(filled: Container, wanted: PreparedSelect) -> None:
    with filled.database.reading() as session:
        by_sqlalchemy = [tuple(row) for row in session.connection().execute(wanted.statement)]
        within_a_look = find_rows(session, wanted, {})
    with filled.database.glancing() as session:
        at_a_glance = find_rows(session, wanted, {})
    assert by_sqlalchemy
    assert [*map(tuple, at_a_glance)] == [*map(tuple, within_a_look)] == by_sqlalchemy
    assert [[*map(type, row)] for row in at_a_glance] == [[*map(type, row)] for row in by_sqlalchemy]
    assert at_a_glance[0]._fields == tuple(wanted.statement.selected_columns.keys())


def test_values_go_in_by_the_types_of_their_columns(filled: Container) -> None:
    with filled.database.glancing() as session:
        moment, index = now(session), phones.phone_index(session, PHONE)
        assert [row.language for row in find_rows(session, SINCE, {"index": index, "since": moment})] == ["sw"]
        assert find_rows(session, SINCE, {"index": index, "since": moment + timedelta(seconds=1)}) == []
        with pytest.raises(ValueError, match="without its zone"):
            find_rows(session, SINCE, {"index": index, "since": moment.replace(tzinfo=None)})


def test_within_a_transaction_it_sees_what_is_not_committed_and_a_glance_does_not(filled: Container) -> None:
    with filled.database.transaction() as session:
        phones.choose_language(session, PHONE, "en")
        assert phones.language_of(session, PHONE) == "en"
        with filled.database.glancing() as other:
            assert phones.language_of(other, PHONE) == "sw"
    with filled.database.glancing() as other:
        assert phones.language_of(other, PHONE) == "en"


def test_a_list_of_values_cannot_be_prepared(filled: Container) -> None:
    listed = PreparedSelect(select(Phone.language).where(Phone.language.in_(["sw", "en"])))
    with filled.database.glancing() as session, pytest.raises(ValueError, match="does not depend on its values"):
        find_rows(session, listed, {})


def test_a_refusal_of_the_database_is_raised_as_sqlalchemy_would(filled: Container) -> None:
    wrong = PreparedSelect(select(Phone.language).where(Phone.language.op("@@@")(bindparam("word"))))
    with filled.database.glancing() as session, pytest.raises(SQLAlchemyError) as told:
        find_rows(session, wrong, {"word": "what nobody may read"})
    assert isinstance(told.value, OperationalError | ProgrammingError)
    assert "nobody" not in str(told.value)
    with filled.database.glancing() as session:
        assert phones.language_of(session, PHONE) == "sw"


@pytest.mark.parametrize("pattern", ["s%", "%w", "100%%", "it's", "a:b"])
def test_what_is_the_same_each_time_may_have_any_sign_in_it(filled: Container, pattern: str) -> None:
    likes = PreparedSelect(select(Phone.language).where(Phone.language.like(pattern)).order_by(Phone.index).limit(1))
    with filled.database.glancing() as session:
        found = [each.language for each in find_rows(session, likes, {})]
        wanted = session.scalars(likes.statement).all()
    assert found == wanted == ["sw"] * pattern.endswith(("s%", "%w"))


def test_who_listens_to_the_engine_hears_of_it(filled: Container) -> None:
    heard: list[str] = []

    def note(*args: Any) -> None:
        heard.append(args[2])

    for moment in ("before_cursor_execute", "after_cursor_execute"):
        event.listen(filled.database.engine, moment, note)
    with filled.database.glancing() as session:
        phones.language_of(session, PHONE)
    assert len(heard) == 2
    assert "FROM phones" in heard[0]


def test_connections_are_used_again_and_let_go_of_at_the_end(reads: DriverReads) -> None:
    for _ in range(3):
        reads.rows(SERVICES, {})
    assert len(reads._idle) == 1
    for each in [reads._open() for _ in range(MOST_IDLE + 2)]:
        reads._give_back(each)
    assert len(reads._idle) == MOST_IDLE
    reads.close()
    assert len(reads._idle) == 0


@ON_POSTGRESQL
def test_connections_that_the_server_has_closed_cost_a_read_nothing(filled: Container, reads: DriverReads) -> None:
    for each in [reads._open() for _ in range(3)]:
        cut_off(reads, each)
        reads._give_back(each)
    assert len(reads.rows(SERVICES, {})) > 0
    assert len(reads._idle) == 1, "the other two were given up with the one that was found broken"


@ON_POSTGRESQL
def test_a_read_that_breaks_is_tried_again_once(filled: Container, reads: DriverReads) -> None:
    tries: list[Any] = []

    def break_off(connection: Any, *_: object) -> None:
        tries.append(connection)
        connection.pgconn.finish()

    event.listen(filled.database.engine, "before_cursor_execute", break_off)
    with pytest.raises(OperationalError) as told:
        reads.rows(SERVICES, {})
    event.remove(filled.database.engine, "before_cursor_execute", break_off)
    assert told.value.connection_invalidated
    assert len(tries) == 2
    assert len(reads.rows(SERVICES, {})) > 0


def cut_off(reads: DriverReads, cursor: Any) -> None:
    """Let the server terminate a connection."""
    url = reads._engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as chief:
        chief.execute("SELECT pg_terminate_backend(%s, 5000)", [cursor.connection.info.backend_pid])
