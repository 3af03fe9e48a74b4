"""The gauges in `/metrics` for the charts of the overview: today's numbers, in whole tens, as counted by the worker."""

import re

from flask.testing import FlaskClient

from app.container import Container
from app.domain.messaging.messages import MessageKind
from app.domain.reporting import empty_searches, hop_counts, message_counts, standing_counts
from app.web.ops.chart_gauges import CHARTS
from tests.conftest import GATHERER, Clock
from tests.console.moving import record
from tests.outgoing import accepted, begin, report

NUMBERS = re.compile(r"^(lango_\w+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)


def shown(client: FlaskClient) -> dict[str, float]:
    """The values of the charts' gauges, by their names and labels."""
    told = NUMBERS.findall(client.get("/metrics", headers=GATHERER).text)
    return {f"{name} {labels}".strip(): float(n) for name, labels, n in told if name in {each.name for each in CHARTS}}


def count(container: Container) -> None:
    """Run the counts that a worker runs regularly."""
    with container.database.transaction() as session:
        standing_counts.count_standing(session)
        message_counts.count_messages(session)


def test_alerts_of_today_are_told_by_network_their_time_and_what_they_cost(
    container: Container, client: FlaskClient, clock: Clock
) -> None:
    for number in range(20):
        record(container, number=number)
    clock.move(seconds=10)
    for number in range(14):
        claimed = begin(container)
        accepted(container, claimed, f"X{number}")
        clock.move(seconds=1)
        if number < 12:
            report(container, f"X{number}", to=claimed.address)
    count(container)
    seen = shown(client)
    assert seen['lango_alerts_today network="Safaricom",state="delivered"'] == 10, "12 in whole tens"
    assert seen['lango_alerts_today network="Safaricom",state="sent"'] == 0, "2"
    assert seen["lango_sms_cost_today_kes"] == 10, "14 of KES 0.80 each"
    assert seen['lango_alert_delivery_today seconds="30"'] == 10, "12: after 11 to 22 seconds"
    assert seen['lango_standing days="1",state="submitted",what="applications"'] == 20
    clock.move(days=1)
    count(container)
    assert shown(client)["lango_sms_cost_today_kes"] == 0, "a new day"


def test_sessions_of_today_and_searches_in_vain_are_told(container: Container, client: FlaskClient) -> None:
    today = container.database.clock().date()
    stood = {f"s|{today}|home.home|Safaricom|en|left": 19, f"s|{today}|help.topics|Airtel|sw|ended": 30}
    with container.database.transaction() as session:
        hop_counts.add_counts(session, "a batch", stood)
        for _ in range(11):
            empty_searches.count_search(session, "pasport")
    seen = shown(client)
    assert seen['lango_sessions_today ending="left",network="Safaricom"'] == 10
    assert seen['lango_sessions_today ending="ended",network="Airtel"'] == 30
    assert seen["lango_empty_searches_today"] == 10


def test_codes_that_were_sent_move_none_however_many(container: Container, client: FlaskClient) -> None:
    """Codes go only to existing accounts, so their cost would reveal which accounts exist (threat T12)."""
    before = shown(client)
    for number in range(20):
        accepted(container, begin(container, f"code {number}", kind=MessageKind.OTP), f"X{number}")
    count(container)
    with container.database.reading() as session:
        assert sum(each.kes for each in session.query(message_counts.DailyMessages)) == 16
    assert shown(client) == before
