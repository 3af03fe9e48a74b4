"""The catalogue in the agencies' API: search, reading one service, refusals."""

import pytest
from flask.testing import FlaskClient

from app.container import Container
from tests.web.agency import Agency, refusal

SERVICES = "/api/v1/services"


def codes(agency: Agency, query: str) -> list[str]:
    answer = agency.get(f"{SERVICES}?{query}")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    return [each["code"] for each in answer.get_json()["services"]]


def test_services_are_found_best_first_and_of_every_agency(dis: Agency) -> None:
    assert codes(dis, "q=renew+passport")[:3] == ["passport-renew-34", "passport-renew-50", "passport-renew-66"]
    assert codes(dis, "q=drivng+lisense&limit=1") == ["dl-renew-3"]
    assert len(codes(dis, "q=passport")) == 5
    assert len(codes(dis, "q=passport&limit=50")) > 8


def test_a_service_is_told_whole(dis: Agency) -> None:
    told = dis.get(f"{SERVICES}/passport-renew-34").get_json()
    assert told == dis.get(f"{SERVICES}?q=passport+renewal+34&limit=1").get_json()["services"][0]
    assert told["agency"] == "dis"
    assert (told["fee_kes"], told["access_fee_kes"], told["total_kes"]) == (7500, 50, 7550)
    assert told["fee_source"] == "Gazette 241/2023, from Mar 2024"
    assert (told["processing_days"], told["channel"], told["county"]) == (15, "phone", None)
    assert len(told["documents"]) > 1


def test_a_fee_that_is_not_published_is_not_told(dis: Agency) -> None:
    told = dis.get(f"{SERVICES}/passport-mutilated").get_json()
    assert (told["fee_kes"], told["access_fee_kes"], told["total_kes"], told["fee_source"]) == (None,) * 4


def test_what_is_free_costs_nothing_in_all(dis: Agency) -> None:
    assert dis.get(f"{SERVICES}/drs-refugee-id").get_json()["total_kes"] == 0


def test_where_nothing_is_meant_the_nearest_are_told_and_said_to_be(dis: Agency) -> None:
    told = dis.get(f"{SERVICES}?q=psspt").get_json()
    assert told["nearest"] is True
    assert told["services"][0]["code"].startswith("passport")
    assert dis.get(f"{SERVICES}?q=passport").get_json()["nearest"] is False
    assert dis.get(f"{SERVICES}?q=%3F%21").get_json() == {"services": [], "nearest": False}


@pytest.mark.parametrize("query", ["", "q=", "q=+", "q=" + "a" * 161, "limit=5"])
def test_words_are_wanted(dis: Agency, query: str) -> None:
    refusal(dis.get(f"{SERVICES}?{query}"), 400)


@pytest.mark.parametrize("limit", ["0", "51", "-1", "many", "", "5.0", "9" * 5000, "%D9%A5"])
def test_a_limit_is_a_number_from_1_to_50(dis: Agency, limit: str) -> None:
    refusal(dis.get(f"{SERVICES}?q=passport&limit={limit}"), 400)


@pytest.mark.parametrize("code", ["no-such-service", "passport%00", "a/b", "x" * 300])
def test_an_unknown_code_is_not_found(dis: Agency, code: str) -> None:
    refusal(dis.get(f"{SERVICES}/{code}"), 404)


def test_a_key_is_wanted(client: FlaskClient, container: Container) -> None:
    for path in (f"{SERVICES}?q=passport", f"{SERVICES}/passport-renew-34"):
        assert client.get(path).status_code == 401
