"""The public status page: working or not, and the operator's notice in each language; nothing more."""

import re
from contextlib import closing
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.ussd_state import notices
from app.web.ops.status_page import KEPT_SECONDS
from tests.conftest import Clock, settings
from tests.database.holder import statements

NOTICE = {"en": "No payments by M-PESA until 6 pm.", "sw": "Hakuna malipo ya M-PESA hadi saa 12 jioni."}
UP = "Lango English Lango is working. Kiswahili Lango inafanya kazi."
DOWN = (
    "Lango English Lango is out of order. Please try again later. "
    "Kiswahili Lango haifanyi kazi kwa sasa. Tafadhali jaribu tena baadaye."
)


def words(answer: TestResponse) -> str:
    """The text of a page, without its tags."""
    body = answer.text.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def put_up(container: Container, texts: dict[str, str]) -> None:
    with container.database.transaction() as session:
        notices.put_up(session, texts, until=container.database.clock() + timedelta(hours=4), actor="test")


def test_it_is_up_and_says_nothing_else(client: FlaskClient) -> None:
    answer = client.get("/status")
    assert (answer.status_code, words(answer)) == (200, UP)
    assert answer.content_type == "text/html; charset=utf-8"


def test_the_notice_stands_below_each_language_until_its_time_is_over(
    container: Container, client: FlaskClient, clock: Clock
) -> None:
    put_up(container, NOTICE)
    assert words(client.get("/status")) == (
        f"Lango English Lango is working. {NOTICE['en']} Kiswahili Lango inafanya kazi. {NOTICE['sw']}"
    )
    clock.move(hours=5)
    assert words(client.get("/status")) == UP


def test_a_notice_is_shown_as_words(container: Container, client: FlaskClient) -> None:
    put_up(container, {"en": "<b>Tea</b> & more", "sw": "<i>Chai</i>"})
    page = client.get("/status").text
    assert "<b>" not in page
    assert "&lt;b&gt;Tea&lt;/b&gt; &amp; more" in page


def test_what_is_away_is_not_told(redis_url: str, sqlite_file: Path, tmp_path: Path) -> None:
    away = (
        settings(database_url=f"sqlite:///{tmp_path}/none/a.db", redis_url=redis_url),
        settings(database_url=f"sqlite:///{sqlite_file}", redis_url="unix:///nowhere/at/all.sock"),
        settings(database_url=f"sqlite:///{tmp_path}/none/a.db", redis_url="unix:///nowhere/at/all.sock"),
    )
    answers = [create_app(Container.of(each)).test_client().get("/status") for each in away]
    assert [(each.status_code, words(each)) for each in answers] == [(503, DOWN)] * 3
    assert len({each.data for each in answers}) == 1


def test_without_redis_the_notice_is_shown_all_the_same(container: Container) -> None:
    put_up(container, NOTICE)
    without = container.settings.model_copy(update={"redis_url": "unix:///nowhere/at/all.sock"})
    other = Container.of(without, clock=container.database.clock)
    with closing(other.database):
        answer = create_app(other).test_client().get("/status")
    assert answer.status_code == 503
    assert NOTICE["sw"] in words(answer)


def test_a_browser_runs_and_loads_nothing_and_a_proxy_keeps_it_for_seconds(client: FlaskClient) -> None:
    answer = client.get("/status")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == f"public, max-age={KEPT_SECONDS}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert not re.search(r"<(script|style|link|img|form|a)\b", answer.text)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_it_costs_one_statement(container: Container, client: FlaskClient) -> None:
    client.get("/status")
    with statements(container) as asked:
        client.get("/status")
    assert len(asked) == 1
