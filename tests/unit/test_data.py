"""The data that Lango ships with: every row is complete, fits a phone, and refers to rows that exist."""

import csv
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.applications.applications import LONGEST_NOTE, LONGEST_PLACE
from app.domain.applications.moves import MOVES
from app.domain.catalogue.models import Status
from app.domain.shared.persons import AccountType
from app.domain.shared.references import FOREIGN, check_digit
from app.platform.gsm0338 import septets

DATA = Path(__file__).parents[2] / "app" / "data"

COLUMNS = {
    "agencies": "code name short_name name_sw phone email url",
    "services": "code agency_code family category name name_sw label label_sw fee_kes fee_all_in fee_source fee_note"
    " processing_days documents documents_sw keywords popular source confidence channel form portal_url",
    "services_elsewhere": "code agency_code family category name name_sw label label_sw keywords popular channel"
    " answer answer_sw source confidence",
    "services_listed": "code agency_code category name label label_sw keywords popular portal_url",
    "categories": "code label label_sw position",
    "counties": "code name headquarters places source",
    "huduma_centres": "code name short_name county town address hours status source",
    "faqs": "code position label label_sw answer answer_sw question published source",
    "access_fee_tiers": "min_kes max_kes access_fee_kes note source confidence",
    "synonyms": "word means",
    "stages": "family code status label label_sw next next_sw source",
    "people": "document number first_name other_names surname gender date_of_birth citizenship date_of_death note",
    "samples": "reference service account_type id_number phone language status stage place note",
}
REQUIRED = {
    "agencies": "code name short_name",
    "services": "code agency_code family category name label label_sw source confidence channel",
    "services_elsewhere": "code agency_code family category name name_sw label label_sw keywords channel"
    " answer answer_sw source confidence",
    "services_listed": "code agency_code category name",
    "categories": "code label label_sw position",
    "counties": "code name headquarters source",
    "huduma_centres": "code name short_name county town status source",
    "faqs": "code position label label_sw answer answer_sw question published source",
    "access_fee_tiers": "min_kes access_fee_kes source confidence",
    "synonyms": "word means",
    "stages": "family code status label label_sw next next_sw source",
    "people": "document number first_name surname gender date_of_birth citizenship",
    "samples": "reference service account_type id_number phone language status stage",
}
KEYS = {
    "agencies": "code",
    "services": "code",
    "services_elsewhere": "code",
    "services_listed": "code",
    "categories": "code",
    "counties": "code",
    "huduma_centres": "code",
    "faqs": "code",
    "access_fee_tiers": "min_kes",
    "synonyms": "word",
    "stages": "family code",
    "people": "document number",
    "samples": "reference",
}
SEPTETS = {
    ("agencies", "short_name"): 24,
    ("services", "label"): 32,
    ("services", "label_sw"): 32,
    ("services_elsewhere", "label"): 32,
    ("services_elsewhere", "label_sw"): 32,
    ("services_elsewhere", "answer"): 120,
    ("services_elsewhere", "answer_sw"): 120,
    ("services_listed", "label"): 32,
    ("services_listed", "label_sw"): 32,
    ("stages", "label"): 30,
    ("stages", "label_sw"): 34,
    ("stages", "next"): 48,
    ("stages", "next_sw"): 52,
    ("samples", "place"): LONGEST_PLACE,
    ("samples", "note"): LONGEST_NOTE,
}
FAMILIES = {
    "passport",
    "good_conduct",
    "ntsa_dl",
    "ntsa_transfer",
    "brs",
    "marriage",
    "national_id",
    "civil_registration",
    "land",
    "knec",
    "general",
}
JOURNEYS = {
    "passport": "pending_payment submitted received biometrics processing printed dispatched ready collected",
    "good_conduct": "awaiting_payment submitted fingerprints in_progress ready collected",
    "ntsa_dl": "awaiting_payment submitted pending ready collected",
    "ntsa_transfer": "awaiting_payment submitted awaiting_acceptance awaiting_confirmation completed",
    "brs": "awaiting_payment submitted in_review query in_review name_rejected in_review approved",
    "marriage": "awaiting_payment submitted notice_running interview approved completed",
    "national_id": "submitted in_process ready collected",
    "civil_registration": "awaiting_payment submitted processing ready collected",
    "land": "awaiting_payment submitted owner_consent completed",
    "knec": "submitted verification pay submitted processing ready_for_collection collected",
    "general": "awaiting_payment submitted processing needs_action processing completed",
}
"""By family: the stages that an application usually goes through."""


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def column(table: str, name: str) -> set[str]:
    return {row[name] for row in rows(table)}


def twice(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_its_columns_and_every_row_fills_them(table: str) -> None:
    for line, row in enumerate(rows(table), start=2):
        assert list(row) == COLUMNS[table].split()
        assert None not in row.values(), f"{table}.csv, line {line}: too few cells"
        assert [name for name in REQUIRED[table].split() if not row[name]] == [], f"{table}.csv, line {line}"
        assert [name for name in row if row[name] != row[name].strip()] == [], f"{table}.csv, line {line}"


@pytest.mark.parametrize("table", KEYS)
def test_no_two_rows_have_the_same_key(table: str) -> None:
    assert twice([" ".join(row[name] for name in KEYS[table].split()) for row in rows(table)]) == []


@pytest.mark.parametrize(("table", "name"), SEPTETS)
def test_what_a_phone_shows_is_gsm_and_short_enough(table: str, name: str) -> None:
    costs = {row[name]: septets(row[name]) for row in rows(table)}
    assert [text for text, cost in costs.items() if cost is None or cost > SEPTETS[table, name]] == []


def test_no_short_name_ends_in_mid_word() -> None:
    cut_off = re.compile(r"(\.\.\.|[-,(&/.]|\b(and|of|for|the|in|to))$")
    shown = column("agencies", "short_name") | column("services", "label") | column("services", "label_sw")
    assert [text for text in shown if cut_off.search(text)] == []


def test_all_agencies_are_there() -> None:
    assert len(rows("agencies")) == 418


def test_a_service_belongs_to_an_agency_and_a_family() -> None:
    assert column("services", "agency_code") <= column("agencies", "code")
    assert column("services", "family") == FAMILIES


@pytest.mark.parametrize("name", ["label", "label_sw"])
def test_two_services_never_look_the_same_on_a_menu(name: str) -> None:
    assert twice([row[name].casefold() for row in rows("services")]) == []


def test_what_is_asked_for_most_has_labels_by_hand_in_both_languages() -> None:
    asked = [row for row in rows("services_listed") if row["keywords"] or row["popular"]]
    assert [row["code"] for row in asked if not (row["label"] and row["label_sw"])] == []
    by_hand = [
        row for name in ("services", "services_elsewhere", "services_listed") for row in rows(name) if row["label"]
    ]
    assert len(by_hand) >= 300


def test_a_fee_is_whole_shillings_or_unknown_and_time_is_whole_days() -> None:
    for row in rows("services"):
        assert re.fullmatch(r"[0-9]*", row["fee_kes"]), row["code"]
        assert re.fullmatch(r"[0-9]*", row["processing_days"]), row["code"]


def test_where_the_sources_disagree_or_are_silent_no_fee_is_invented() -> None:
    fees = {row["code"]: row["fee_kes"] for row in rows("services")}
    unknown = ("passport-mutilated", "smart-dl-duplicate", "psv-badge", "llp", "official-search-cr12")
    assert [code for code in (*unknown, "document-authentication", "sha-registration") if fees[code]] == []


def test_a_service_is_applied_for_by_phone_or_on_the_portal() -> None:
    assert column("services", "channel") == {"phone", "portal"}
    assert column("services", "confidence") <= {"high", "medium", "low"}


def test_documents_are_a_list() -> None:
    lists = [row["documents"].split("; ") for row in rows("services") if row["documents"]]
    assert [items for items in lists if any(not item or ";" in item for item in items)] == []
    for row in rows("services"):
        assert len(row["documents"].split("; ")) == len(row["documents_sw"].split("; ")), row["code"]


def test_every_family_has_a_stage_named_as_each_status() -> None:
    named = {(row["family"], row["code"]): row["status"] for row in rows("stages")}
    wanted = {(family, status.value): status.value for family in FAMILIES for status in Status}
    assert {key: named.get(key) for key in wanted} == wanted
    assert {family for family, _ in named} == FAMILIES
    assert set(named.values()) == {status.value for status in Status}


def test_next_steps_are_whole_sentences() -> None:
    steps = column("stages", "next") | column("stages", "next_sw")
    assert [step for step in steps if not re.fullmatch(r"[A-Z].*[A-Za-z0-9]\.", step)] == []


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_an_application_can_go_through_the_stages_of_its_family(family: str) -> None:
    status = {row["code"]: Status(row["status"]) for row in rows("stages") if row["family"] == family}
    steps = [(status[before], status[after]) for before, after in pairwise(JOURNEYS[family].split())]
    assert [step for step in steps if step[0] != step[1] and step[1] not in MOVES[step[0]]] == []
    assert set(JOURNEYS[family].split()) >= {code for code in status if code not in list(Status)}


def test_a_person_of_the_sample_has_real_dates_and_a_known_document() -> None:
    for row in rows("people"):
        assert row["document"] in list(AccountType), row["number"]
        assert date.fromisoformat(row["date_of_birth"]) < date.fromisoformat(row["date_of_death"] or "2026-01-01")
        assert row["gender"] in {"F", "M"}, row["number"]


def test_a_sample_application_is_of_a_sample_person_a_service_and_a_stage_of_its_family() -> None:
    people = {(row["document"], row["number"]) for row in rows("people")}
    family = {row["code"]: row["family"] for row in rows("services")}
    stages = {(row["family"], row["code"]): row["status"] for row in rows("stages")}
    for row in rows("samples"):
        assert (row["account_type"], row["id_number"]) in people, row["reference"]
        assert stages[family[row["service"]], row["stage"]] == row["status"], row["reference"]


def test_sample_references_and_phones_are_such_as_lango_would_give_and_take() -> None:
    samples = rows("samples")
    ours = [row["reference"] for row in samples if row["reference"].isdigit()]
    assert check_digit("572") == "4"
    assert [text for text in ours if len(text) != 12 or check_digit(text[:-1]) != text[-1]] == []
    theirs = [row["reference"] for row in samples if not row["reference"].isdigit()]
    assert theirs == ["EPP1-A1B2C3D4"]
    assert all(FOREIGN.fullmatch(text) for text in theirs)
    assert [row["phone"] for row in samples] == [f"+2547000000{n:02}" for n in range(1, len(samples) + 1)]
    assert {row["language"] for row in samples} == {"en", "sw"}
