"""How an SMS with a secret or an address in it is stored: in the database, or in the spool while that is away."""

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.messaging.inbound_sms import InboundMessage
from app.domain.messaging.messages import Message, MessageKind
from app.platform.spool import Spool, SpoolRecord
from tests.web.test_outage import away, is_drained, texts, wait_until

SECRETS = [
    ("my code is 4-8-2 9-1-5 from an officer", "my code is ****** from an officer"),
    ("nenosiri ni nne nane mbili tisa moja tano", "nenosiri ni ******"),
    ("PIN yangu ni 4821", "PIN yangu ni ******"),
    ("\u0664\u0668\u0662\u0669\u0661\u0665", "******"),
    ("ID 29000001 password 482915", "ID ****** password ******"),
    ("EMAIL wanjiku@example.com", "EMAIL ***@***"),
    ("barua pepe w.njeri@example.co.ke tafadhali", "barua pepe ***@*** tafadhali"),
]


@pytest.mark.parametrize(("text", "kept"), SECRETS)
def test_the_database_keeps_nothing_of_it(container: Container, client: FlaskClient, text: str, kept: str) -> None:
    assert texts(client, "1", text=text) == [200]
    with container.database.reading() as session:
        row = session.scalars(select(InboundMessage)).one()
        assert container.keys.open_text(row.text_sealed, row.sealed_at("text")) == kept


def test_the_disk_keeps_nothing_of_it_and_the_answer_is_the_same(
    container: Container, client: FlaskClient, tmp_path: Path
) -> None:
    names = [str(number) for number in range(len(SECRETS))]
    with away(container):
        for name, (text, _) in zip(names, SECRETS, strict=True):
            assert texts(client, name, text=text) == [200]
        assert on_disk(container, tmp_path) == [kept for _, kept in SECRETS]
    wait_until(lambda: is_drained(container))
    late = replies(container)
    for name, (text, _) in zip(names, SECRETS, strict=True):
        texts(client, f"again {name}", text=text)
    assert replies(container)[len(late) :] == late
    assert len(late) == len(SECRETS)


def on_disk(container: Container, tmp_path: Path) -> list[str]:
    """The texts in the spool, read from a copy, since its files are renamed while the web tries to drain it."""
    copy = tmp_path / "copy"

    def is_copied() -> bool:
        shutil.rmtree(copy, ignore_errors=True)
        try:
            shutil.copytree(tmp_path / "data" / "spool", copy)
        except shutil.Error:
            return False
        return True

    wait_until(is_copied)
    found: list[SpoolRecord] = []
    Spool(copy, container.keys).drain(found.append, lambda _name, _error: None)
    return [record.told["text"] for record in found]


def replies(container: Container) -> list[str]:
    """The replies, in the order of the SMS that they answer."""
    with container.database.reading() as session:
        found = session.scalars(select(Message).where(Message.kind == MessageKind.REPLY).order_by(Message.id))
        return [container.keys.open_text(each.body_sealed or b"", each.sealed_at("body")) for each in found]
