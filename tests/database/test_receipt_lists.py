"""Lists of receipts: all pages equal a plain query of the table, and each is read from ranges of an index."""

import random
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import applications
from app.domain.applications.applications import Application
from app.domain.payments.models import PaymentReceipt
from app.domain.payments.payment_states import CONFIRMED, ReceiptState
from app.domain.payments.receipts import receipt_lists
from app.domain.payments.receipts.receipt_listing import UNLISTED
from app.domain.payments.receipts.receipt_lists import Place, ReceiptQuestion, page_of
from app.domain.shared.payment_ways import Provider
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Key, Scope
from app.domain.staff.reach import Reach
from tests.conftest import MONDAY, Clock
from tests.database.holder import do
from tests.database.paying import DARAJA, Paying

RENEW, NEW, OTHER = "passport-renew-34", "passport-new-34", "dl-renew-3"
REACHES: Final = (
    Reach("dis"),
    Reach("ntsa"),
    Reach("dis", frozenset({RENEW})),
    Reach("dis", frozenset({RENEW, NEW})),
    Reach("dis", is_test=True),
    Reach("ntsa", frozenset({RENEW})),
)


@pytest.fixture
def paying(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, DARAJA)


def whose(session: Session, template: Application) -> list[Application]:
    """Add applications of three services of two agencies, real and for tests; all applications."""
    columns = [each.key for each in Application.__table__.columns if each.key != "id"]
    for number, (service, is_test) in enumerate((one, two) for one in (RENEW, NEW, OTHER) for two in (False, True)):
        agency = "ntsa" if service == OTHER else "dis"
        named = {"reference": f"{number:012d}", "lookup": f"{number:012d}", "service_code": service}
        row = {name: getattr(template, name) for name in columns}
        session.add(Application(**row | named | {"agency_code": agency, "is_test": is_test}))
    session.flush()
    return [*session.scalars(select(Application))]


def scattered(session: Session, template: Application, clock: Clock) -> None:
    """Add receipts for all of them, in every state, many of which changed at the same moment."""
    draw, owners = random.Random(10), whose(session, template)
    for number in range(80):
        clock.time = MONDAY + timedelta(minutes=draw.randrange(12))
        session.add(
            PaymentReceipt(
                id=f"{draw.randrange(16**8):08x}",
                provider=Provider.DARAJA,
                receipt=f"SJK{number:07d}",
                named=True,
                state=draw.choice(list(ReceiptState)),
                amount_kes=Decimal(number),
                channels="pull",
                application_id=draw.choice(owners).id,
                paid_at=MONDAY,
                heard_at=MONDAY,
            )
        )
        session.flush()


def plainly(session: Session, reach: Reach, asked: ReceiptQuestion) -> list[str]:
    """The ids of a list, by a plain query of the table."""
    query = select(PaymentReceipt).join(Application, Application.id == PaymentReceipt.application_id)
    rows = session.scalars(query.where(applications.within(reach))).all()
    kept = [
        (each.changed_at, each.id)
        for each in rows
        if each.state in CONFIRMED
        and each.changed_at is not None
        and (asked.since is None or each.changed_at >= asked.since)
        and (asked.until is None or each.changed_at < asked.until)
    ]
    return [name for _, name in sorted(kept)]


def by_pages(session: Session, reach: Reach, asked: ReceiptQuestion) -> Iterator[str]:
    """The ids of all pages, one after the other."""
    after: Place | None = None
    while True:
        page = ReceiptQuestion(asked.limit, asked.since, asked.until, after)
        rows = [(at, name) for at, name in session.execute(page_of(reach, page))]
        assert len(rows) <= asked.limit + 1
        yield from (name for _, name in rows[: asked.limit])
        if len(rows) <= asked.limit:
            return
        after = rows[asked.limit - 1]


def test_all_pages_together_are_what_there_is_each_once(paying: Paying, clock: Clock) -> None:
    template = paying.application
    paying.do(scattered, template, clock)
    draw, told = random.Random(10), 0
    moments = [None, *(MONDAY + timedelta(minutes=each) for each in (0, 4, 8))]
    with paying.container.database.reading() as session:
        for reach in REACHES:
            for _ in range(6):
                asked = ReceiptQuestion(draw.choice((1, 4, 50)), draw.choice(moments), draw.choice(moments))
                found = [*by_pages(session, reach, asked)]
                assert found == plainly(session, reach, asked), (reach, asked)
                told += len(found)
    assert told > 50


def reader(session: Session) -> Key:
    key = api_keys.find_key(session, api_keys.issue_key(session, "dis", actor="test"))
    assert key is not None
    return key


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_change_that_is_seen_late_is_not_missed(paying: Paying, clock: Clock) -> None:
    """Its time is before what was listed, but it is committed later: the next list, from `settled` on, has it."""
    paying.listed("SJK0000001", Decimal(10))
    key = do(paying.container, reader)
    with paying.container.database.transaction() as slow:
        row = slow.scalars(select(PaymentReceipt)).one()
        row.reason = "changed"
        slow.flush()
        clock.move(seconds=30)
        page = paying.do(receipt_lists.list_receipts, key, ReceiptQuestion(50))
        assert [each.row.reason for each in page.found] == [None]
    clock.move(seconds=1)
    again = paying.do(receipt_lists.list_receipts, key, ReceiptQuestion(50, since=page.settled))
    assert [each.row.reason for each in again.found] == ["changed"]


def test_a_row_that_moves_on_while_its_page_is_read_hides_none_behind_it(
    paying: Paying, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next page begins where the row was when it was found, not where it has moved since."""
    for number in range(3):
        paying.listed(f"SJK000000{number}", Decimal(10))
        clock.move(minutes=1)
    key, read = do(paying.container, reader), receipt_lists._read

    def moved_on(session: Session, ids: list[str]) -> Any:
        session.get_one(PaymentReceipt, ids[-1]).reason = "changed"
        session.flush()
        return read(session, ids)

    monkeypatch.setattr(receipt_lists, "_read", moved_on)
    page = paying.do(receipt_lists.list_receipts, key, ReceiptQuestion(1))
    monkeypatch.undo()
    rest = paying.do(receipt_lists.list_receipts, key, ReceiptQuestion(50, after=page.last))
    assert [each.row.receipt for each in rest.found] == ["SJK0000001", "SJK0000002", "SJK0000000"]


def test_the_scope_is_in_default_keys(paying: Paying) -> None:
    assert Scope.READ_PAYMENTS in do(paying.container, reader).scopes


MANY: Final = 120_000
LONGEST: Final = 50
FILL: Final = """
INSERT INTO payment_receipts (id, provider, receipt, named, state, amount_kes, channels, application_id, paid_at,
                              heard_at, agency_code, service_code, is_test, changed_at, listed_state)
SELECT md5(n::text), 'daraja', lpad(n::text, 10, '0'), true, 'credited', 100, 'pull', %(application)s,
       %(until)s::timestamptz, %(until)s::timestamptz, CASE WHEN n %% 10 < 8 THEN 'dis' ELSE 'ntsa' END,
       CASE WHEN n %% 10 > 7 THEN 'dl-renew-3' WHEN n %% 1000 = 1 THEN 'passport-new-34' ELSE 'passport-renew-34' END,
       n %% 5000 = 7, %(until)s::timestamptz - (%(count)s::int - n) / 4 * interval '5 seconds', 'credited'
FROM generate_series(1, %(count)s::int) AS n
"""


def fill(url: str, application: int) -> None:
    """Insert `MANY` receipts: most of one service of one agency, the rest of two other services."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(FILL, {"application": application, "until": MONDAY, "count": MANY})
        connection.execute("VACUUM ANALYZE payment_receipts")


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_each_list_reads_as_many_rows_as_it_has_lines_however_many_there_are(paying: Paying) -> None:
    """Each query reads ranges of an index, and one row more than a page at most; it never scans the table."""
    fill(paying.container.settings.database, paying.application.id)
    middle = MONDAY - timedelta(hours=20)
    with paying.container.database.reading() as session:
        for reach in REACHES:
            for since, until, after in (
                (None, None, None),
                (middle, None, None),
                (None, middle, None),
                (middle, None, (middle, "8")),
                (MONDAY - timedelta(minutes=2), None, None),
            ):
                check_plan(session, reach, ReceiptQuestion(LONGEST, since, until, after))


def check_plan(session: Session, reach: Reach, asked: ReceiptQuestion) -> None:
    dialect = session.get_bind().dialect
    query = page_of(reach, asked).compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    plan = session.connection().exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", query.params).scalar_one()
    looks = [each for each in nodes(plan[0]["Plan"]) if each.get("Relation Name") == "payment_receipts"]
    assert looks
    for node in looks:
        assert node["Node Type"] in ("Index Scan", "Index Only Scan"), (reach, asked, node)
        read = node["Actual Rows"] + sum(value for name, value in node.items() if name.startswith("Rows Removed"))
        assert read <= LONGEST + 1, (reach, asked, node)


def nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(each for part in node.get("Plans", []) for each in nodes(part))]


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_is_left_out_is_found_without_a_look_at_all_of_it(paying: Paying) -> None:
    fill(paying.container.settings.database, paying.application.id)
    with paying.container.database.reading() as session:
        left_out = UNLISTED[1]
        query = f"EXPLAIN SELECT * FROM payment_receipts WHERE {left_out} ORDER BY id LIMIT 500"
        plan = "\n".join(session.connection().exec_driver_sql(query).scalars())
    assert "ix_payment_receipts_unlisted" in plan
    assert "Seq Scan" not in plan
