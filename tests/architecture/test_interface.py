"""docs/interface.md and the code say the same: the routes, the limits, the moves."""

import re
from pathlib import Path
from typing import Final

import pytest
from flask import Flask

from app.bootstrap.web import create_app
from app.domain.applications.applications import LONGEST_NOTE, LONGEST_PLACE
from app.domain.applications.moves import MOVES
from app.domain.identity import photo_images
from app.domain.self_service import desk_accounts, detail_corrections
from app.providers import webhooks
from app.web import guards
from app.web.api.list_parameters import LARGEST_PAGE
from app.web.api.schemas.application_bodies import LARGEST_BATCH
from tests.architecture.test_routes import GAP, nowhere
from tests.faults.walkers import DEADLINE

PAGE: Final = Path(__file__).parents[2] / "docs" / "interface.md"
LIMITS: Final = {
    "a hop is answered within": f"{DEADLINE:.0f} s",
    "body of a callback": f"{guards.LARGEST_CALLBACK // 1024} KiB",
    "body of an agency's request": f"{guards.LARGEST_API_BODY // 1024**2} MiB",
    "a photo that is sent; that is kept": f"{photo_images.LARGEST // 1024**2} MiB, "
    f"{photo_images.MOST_PIXELS // 10**6} million pixels; {photo_images.LONGEST_SIDE:,} pixels a side",
    "wrong phones said of an account at desks, by the API": f"{desk_accounts.SAID_WRONG} a day",
    "accounts that a clerk looks for, in the console or by the API": f"{desk_accounts.LOOK_UPS} a day",
    "look-ups in the register for corrections": f"{detail_corrections.OF_AN_ACCOUNT} a day of an account, "
    f"{detail_corrections.OF_A_KEY:,} of a key",
    "changes in one request": f"{LARGEST_BATCH:,}",
    "lines of a list": f"{LARGEST_PAGE}",
    "a webhook is answered within": f"{webhooks.WHOLE:.0f} s",
    "a note; a place": f"{LONGEST_NOTE} and {LONGEST_PLACE} characters",
}
"""The limits that the code has as constants."""


def rows(heading: str) -> dict[str, str]:
    """The rows of the table below a heading of the page: the first two columns."""
    part = PAGE.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [re.split(r"\s*\|\s*", line)[1:-1] for line in part.splitlines() if line.startswith("|")][2:]
    return {first: second for first, second, *_ in lines}


def routes(app: Flask) -> set[str]:
    """Each route that is served, as the page writes it; the console's routes have a page of their own."""
    served = [(GAP.sub(r"<\1>", rule.rule), rule.methods or set()) for rule in app.url_map.iter_rules()]
    told = [("/console/..." if path.startswith("/console/") else path, verbs) for path, verbs in served]
    return {f"`{verb} {path}`" for path, verbs in told for verb in verbs - {"HEAD", "OPTIONS"}}


@pytest.fixture
def app() -> Flask:
    return create_app(nowhere())


def test_each_route_is_on_the_page_and_no_other(app: Flask) -> None:
    assert set(rows("URLs")) == routes(app)


def test_a_route_that_the_page_does_not_have_would_be_found(app: Flask) -> None:
    app.add_url_rule("/open", "open", lambda: "come in")
    assert routes(app) - set(rows("URLs")) == {"`GET /open`"}


def test_the_limits_are_those_of_the_code() -> None:
    said = rows("Limits")
    assert {what: said.get(what) for what in LIMITS} == LIMITS


def test_the_moves_are_those_of_the_code() -> None:
    said = {first.strip("`"): set(re.findall(r"\w+", second)) for first, second in rows("Moves").items()}
    assert said == {str(status): {str(to) for to in ways} for status, ways in MOVES.items()}
