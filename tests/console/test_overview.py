"""The overview: its figures count what was done, within the reach of a member; its charts agree and run no script."""

import csv
import html
import io
import re
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import select

from app.container import Container
from app.domain.catalogue.models import Status
from app.domain.reporting import empty_searches, message_counts, standing_counts
from app.domain.staff.roles import Role
from app.web.console.pages.overview.charts import CSP, draw_chart
from app.web.console.pages.overview.figure_table import FigureRow, FigureTable
from app.web.console.pages.overview.figures import FIGURES
from app.worker.count_keeping import keep_counts
from tests.conftest import Clock
from tests.console.driver import Driver, text_of
from tests.console.moving import move, record
from tests.database.holder import statements
from tests.database.paying import DARAJA, Paying
from tests.outgoing import accepted, begin, claim, refused, report
from tests.web.callbacks import CITIZEN, hop, new_session, post

SVG = "{http://www.w3.org/2000/svg}"
NATIONAL = ("sessions", "drop-offs", "searches", "hops", "answers")
MOST_STATEMENTS = 20
"""SQL statements of the page with all figures: one or two for each, and those that look up the signed-in member."""


@pytest.fixture(autouse=True)
def nothing_counted(redis_url: str) -> None:
    """Empty Redis: it may hold counts of an earlier test."""
    with Redis.from_url(redis_url) as redis:
        redis.flushall()


@pytest.fixture
def supervisor(container: Container) -> Driver:
    return Driver.of(container, "s.wanjiru", Role.SUPERVISOR, "dis")


@pytest.fixture
def auditor(container: Container) -> Driver:
    return Driver.of(container, "a.auditor", Role.AUDITOR)


def count(container: Container) -> None:
    """Run the jobs in which the worker counts."""
    keep_counts(container)
    for chore in (standing_counts.count_standing, message_counts.count_messages):
        with container.database.transaction() as session:
            chore(session)


def table(driver: Driver, figure: str, days: int = 7) -> dict[str, dict[str, str]]:
    """The rows of a figure from its CSV file, each by column. Asserts that the page shows the same."""
    answer = driver.client.get(f"/console/overview/table.csv?figure={figure}&days={days}")
    assert answer.mimetype == "text/csv"
    heads, *rows = csv.reader(io.StringIO(answer.text))
    page = driver.get(f"/console/overview?days={days}").text
    section = re.search(rf'(?s)<section aria-labelledby="{figure}">(.*?)</section>', page)
    assert section is not None
    for line in rows:
        shown = "".join(f'<td class="number">{each}</td>' for each in line[1:])
        assert f'<th scope="row">{html.escape(line[0])}</th>{shown}'.replace(",", "") in section[1].replace(",", "")
    return {row[0]: dict(zip(heads[1:], row[1:], strict=True)) for row in rows}


def chart(driver: Driver, figure: str) -> ElementTree.Element:
    """The chart of a figure, an SVG."""
    answer = driver.client.get(f"/console/overview/chart.svg?figure={figure}")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    return ElementTree.fromstring(answer.data)


def printed(picture: ElementTree.Element) -> list[str]:
    """The numbers that are printed at the bars of a chart."""
    values = (each for each in picture.iter(f"{SVG}text") if "value" in each.get("class", "").split())
    return [each.text for each in values if each.text]


def test_applications_are_counted_by_stage_and_age_and_only_ones_own(
    container: Container, supervisor: Driver, clock: Clock
) -> None:
    record(container, number=1)
    printing = record(container, number=2)
    move(container, printing, Status.PROCESSING, "printed")
    move(container, record(container, number=3), Status.CANCELLED)
    clock.move(days=5)
    supervisor.sign_in()
    record(container, number=4)
    record(container, "dl-renew-3", number=5)
    count(container)
    found = table(supervisor, "applications")
    assert {name: row["All"] for name, row in found.items()} == {"Submitted": "2", "Passport printed": "1"}
    assert (found["Submitted"]["up to 1 d"], found["Submitted"]["up to 7 d"]) == ("1", "1")
    assert sorted(printed(chart(supervisor, "applications"))) == ["1", "1", "1"]
    elsewhere = Driver.of(container, "e.elsewhere", Role.SUPERVISOR, "ntsa")
    assert {name: row["All"] for name, row in table(elsewhere, "applications").items()} == {"Submitted": "1"}
    held = Driver.of(container, "h.held", Role.SUPERVISOR, "dis", services=("passport-new-34",))
    assert table(held, "applications") == {}
    everywhere = Driver.of(container, "o.operator", Role.OPERATOR)
    assert table(everywhere, "applications")["Submitted"]["All"] == "3"


def test_alerts_are_counted_by_network_and_outcome_and_by_how_soon_they_came(
    container: Container, supervisor: Driver, clock: Clock
) -> None:
    for number in range(1, 5):
        record(container, number=number)
    record(container, "dl-renew-3", number=5)
    first = begin(container)
    clock.move(seconds=20)
    accepted(container, first, "X1")
    report(container, "X1", to=first.address)
    accepted(container, begin(container), "X2")
    refused(container, begin(container), temporary=False)
    claim(container, 1)
    count(container)
    [(network, row)] = table(supervisor, "alerts").items()
    assert network == "Safaricom"
    assert row == {"Delivered": "1", "Sent, no report yet": "1", "Failed": "1", "Waiting": "1", "All": "4"}
    times = {name: row["Alerts delivered"] for name, row in table(supervisor, "delivery").items()}
    assert {name: many for name, many in times.items() if many != "0"} == {"up to 30 seconds": "1"}
    assert table(supervisor, "costs") == {"23 Nov 2026": {"Cost in KES": "1.60", "SMS": "4", "Parts": "2"}}
    elsewhere = Driver.of(container, "e.elsewhere", Role.SUPERVISOR, "ntsa")
    assert {name: row["All"] for name, row in table(elsewhere, "alerts").items()} == {"not sent": "1"}


def test_payments_are_counted_by_state_and_age(container: Container, clock: Clock) -> None:
    paying = Paying(container, clock, DARAJA)
    payment = paying.ask()
    paying.send()
    supervisor = Driver.of(container, "s.wanjiru", Role.SUPERVISOR, "dis")
    count(container)
    found = table(supervisor, "payments")
    assert {name: (row["up to 1 d"], row["Sum in KES"]) for name, row in found.items()} == {
        "waits for the payer": ("1", "7550.00")
    }
    paying.listed("SJK1A2B3C4")
    paying.listed("SJK9999999", account="nobody")
    clock.move(minutes=6)
    count(container)
    assert payment
    assert {name: row["All"] for name, row in table(supervisor, "receipts").items()} == {"counts": "1"}
    operator = Driver.of(container, "o.operator", Role.OPERATOR)
    receipts = {name: row["All"] for name, row in table(operator, "receipts").items()}
    assert receipts == {"belongs to no application yet": "1", "counts": "1"}
    elsewhere = Driver.of(container, "e.elsewhere", Role.SUPERVISOR, "ntsa")
    assert table(elsewhere, "payments") == table(elsewhere, "receipts") == {}


def test_sessions_and_hops_are_those_that_came(container: Container, client: FlaskClient, auditor: Driver) -> None:
    left, went_on = new_session(), new_session()
    for text in ("", "5"):
        hop(client, text, session=left)
    hop(client, "", session=went_on)
    hop(client, "6", session=new_session())
    count(container)
    assert table(auditor, "sessions")["left at a question"]["Safaricom"] == "3"
    found = table(auditor, "drop-offs")
    assert {name: row["All"] for name, row in found.items()} == {"help.topics": "1", "home.home": "2"}
    assert (found["home.home"]["English"], found["home.home"]["Kiswahili"]) == ("1", "1")
    assert sorted(printed(chart(auditor, "drop-offs"))) == ["1", "2"]
    assert table(auditor, "hops")["23 Nov 2026"]["Hops"] == "4"
    assert sum(int(row["Hops"]) for row in table(auditor, "answers").values()) == 4


def test_searches_in_vain_are_shown_once_five_have_had_them(
    container: Container, client: FlaskClient, auditor: Driver
) -> None:
    for words, times in (("xqzvw", 4), ("Jane Wxyzq", 1), ("xqzvw 12345678", 5)):
        for _ in range(times):
            call = new_session()
            for text in ("", "4", f"4*{words}"):
                hop(client, text, session=call)
    count(container)
    assert table(auditor, "searches") == {}
    sms = {"id": "i1", "from": CITIZEN, "to": "22222", "text": "FIND xqzvw", "date": "2026-11-23 09:00:00"}
    assert post(client, "sms", sms).status_code == 200
    assert table(auditor, "searches") == {"xqzvw": {"Searches": "5"}}
    assert "wxyzq" not in auditor.get("/console/overview").text.lower()
    with container.database.reading() as session:
        kept = set(session.scalars(select(empty_searches.EmptySearch.words)))
    assert kept == {"xqzvw", "jane wxyzq"}


def test_an_installation_without_anything_shows_empty_tables(container: Container, auditor: Driver) -> None:
    count(container)
    page = auditor.get("/console/overview")
    assert page.status_code == 200
    assert page.text.count("Nothing was counted yet.") >= 5
    for figure in FIGURES:
        assert printed(chart(auditor, figure)) == []


def test_what_belongs_to_no_agency_is_seen_by_national_roles_alone(supervisor: Driver, auditor: Driver) -> None:
    for figure in NATIONAL:
        for path in ("chart.svg", "table.csv"):
            assert supervisor.get(f"/console/overview/{path}?figure={figure}").status_code == 404
            assert auditor.get(f"/console/overview/{path}?figure={figure}").status_code == 200
    page = supervisor.get("/console/overview")
    assert re.findall(r'<section aria-labelledby="([^"]+)">', page.text) == [
        *("applications", "alerts", "delivery", "payments", "receipts", "costs")
    ]
    assert supervisor.get("/console/overview/chart.svg?figure=<b>").status_code == 404
    assert supervisor.get("/console/overview?days=8000").status_code == 200
    assert "24 Nov 2026" not in text_of(supervisor.get("/console/overview?days=30"))
    assert "From 25 Oct 2026 to 23 Nov 2026" in text_of(supervisor.get("/console/overview?days=30"))


def test_a_clerk_and_a_desk_do_not_see_it(container: Container) -> None:
    for name, role, agency in (("c.clerk", Role.CLERK, "dis"), ("d.desk", Role.HUDUMA_DESK, "hksdp")):
        driver = Driver.of(container, name, role, agency)
        assert driver.get("/console/overview").status_code == 403
        assert 'href="/console/overview"' not in driver.get("/console/").text


def test_a_chart_is_named_runs_nothing_and_is_told_apart_without_colours(
    container: Container, supervisor: Driver
) -> None:
    record(container)
    count(container)
    answer = supervisor.client.get("/console/overview/chart.svg")
    assert answer.headers["Content-Security-Policy"] == CSP
    assert "script" not in CSP
    picture = ElementTree.fromstring(answer.data)
    assert [each.tag for each in [*picture][:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert picture[0].text == "Applications by stage and age"
    names = {each.tag.removeprefix(SVG) for each in picture.iter() if isinstance(each.tag, str)}
    assert names.isdisjoint({"script", "foreignObject", "image", "a", "iframe", "use"})
    assert not [each for node in picture.iter() for each in node.attrib if each.lower().startswith("on")]
    assert b"<script" not in answer.data
    assert b"http" not in answer.data.replace(b"http://www.w3.org/", b"").replace(b"http://pygal.org", b"").replace(
        b"http://github.com/Kozea/pygal", b""
    )
    assert len({each.get("id") for each in picture.iter(f"{SVG}pattern")}) == 6


def test_the_page_says_how_large_each_chart_is_so_that_it_does_not_jump(container: Container, auditor: Driver) -> None:
    record(container)
    count(container)
    page = auditor.get("/console/overview").text
    said = re.findall(r'chart\.svg\?figure=([a-z-]+)[^>]* width="([0-9]+)" height="([0-9]+)"', page)
    assert len(said) > 5
    for figure, *size in said:
        drawn = chart(auditor, figure)
        assert [drawn.get("width"), drawn.get("height")] == size, figure


def test_what_stands_in_a_table_is_text_in_its_chart() -> None:
    row = FigureRow("<script>alert(1)</script>", (3,))
    drawn = draw_chart(FigureTable("x", "A & <b>", "<script>", ("Words", "Searches"), [row], (0,)), "None")
    picture = ElementTree.fromstring(drawn)
    assert (picture[0].text, picture[1].text) == ("A & <b>", "<script>")
    assert [each for each in picture.iter() if each.tag == f"{SVG}script"] == []
    assert printed(picture) == ["3"]


def test_a_formula_is_none_in_the_file(container: Container, auditor: Driver) -> None:
    with container.database.transaction() as session:
        session.add(empty_searches.EmptySearch(day=container.database.clock().date(), words="=cmd()", searches=9))
    assert "'=cmd()" in auditor.get("/console/overview/table.csv?figure=searches").text


def test_the_page_speaks_kiswahili(supervisor: Driver) -> None:
    supervisor.get("/console/me")
    supervisor.post("/console/me/language", language="sw")
    assert "Maombi kwa hatua na umri" in text_of(supervisor.get("/console/overview"))
    assert chart(supervisor, "alerts")[0].text == "Arifa kwa mtandao"


def test_a_page_reads_counted_rows_and_neither_applications_nor_messages(container: Container, auditor: Driver) -> None:
    record(container)
    count(container)
    with statements(container) as sent:
        assert auditor.get("/console/overview?days=90").status_code == 200
    scanned = [each for each in sent if re.search(r"FROM (applications|messages|payments|payment_receipts)\b", each)]
    assert scanned == []
    assert len(sent) <= MOST_STATEMENTS, sent
