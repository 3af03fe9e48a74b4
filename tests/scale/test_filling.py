"""The copies that fill a database for measurements have keys of their own, in either database."""

from sqlalchemy import func, select

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.identity.accounts import Account
from app.domain.messaging.messages import Message
from app.domain.subscribers.phones import Phone
from tests.console.moving import record
from tests.database.holder import opened
from tests.scale import filling


def test_so_many_copies_of_each_are_made_and_more_later(container: Container) -> None:
    opened(container)
    record(container, language="sw")
    for first, last in ((1, 300), (301, 1000)):
        filling.fill(container.database.engine, first, last)
    with container.database.reading() as session:
        for table in (Account, Application, Message, Phone):
            assert session.scalar(select(func.count()).select_from(table)) == 1001, table
        assert session.scalar(select(func.count()).where(Message.state == "delivered")) == 1000
