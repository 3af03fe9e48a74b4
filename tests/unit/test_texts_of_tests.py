"""Messages about a test application begin with TEST, in each language, and still fit one SMS."""

import csv
from dataclasses import replace

import pytest

from app.domain.applications.status_messages import OF_A_TEST, TEST, StatusView, as_email, as_sms, of_a_new_one
from app.domain.catalogue_import.loader import DATA
from app.platform import gsm0338
from app.platform.i18n import languages, translate
from tests.unit.test_first_sms import CONTACTS, KEEP, LONGEST_LABEL, LONGEST_REFERENCE

with (DATA / "stages.csv").open(encoding="utf-8", newline="") as rows:
    STAGES = sorted({(row[f"label{end}"], row[f"next{end}"], language)
                     for row in csv.DictReader(rows)
                     for language, end in (("en", ""), ("sw", "_sw"))})  # fmt: skip


def told(stage: str, says: str, note: str = "") -> StatusView:
    standing = StatusView(LONGEST_REFERENCE, LONGEST_LABEL, "Immigration", stage, "23 Nov 2026", "W" * 60, says, note)
    return replace(standing, mark=TEST)


@pytest.mark.parametrize("language", KEEP)
def test_each_stage_with_its_next_step_is_one_sms(language: str) -> None:
    for stage, says, spoken in STAGES:
        for view in (told(stage, says), told(stage, says, "W" * 300), of_a_new_one(language, told(stage, says))):
            body = as_sms(language, view, CONTACTS)
            assert body.startswith(f"TEST: eCitizen {LONGEST_REFERENCE}: "), body
            assert gsm0338.fits(body, gsm0338.ONE_SMS), body
            assert spoken != language or view.note or says in body


@pytest.mark.parametrize("language", languages())
def test_what_it_costs_is_told_and_that_it_is_not_to_be_paid(language: str) -> None:
    pay = translate(language, OF_A_TEST, amount="1,010,000.50")
    for stage, _, spoken in STAGES:
        body = as_sms(language, replace(told(stage, pay), pays=True), CONTACTS)
        assert spoken != language or pay in body
        assert gsm0338.fits(body, gsm0338.ONE_SMS)


def test_an_e_mail_is_marked_in_its_subject_and_its_text() -> None:
    subject, body = as_email("en", told("Submitted", "Wait."), CONTACTS)
    assert subject.startswith("TEST: eCitizen ")
    assert body.startswith("Service: TEST: ")


def test_what_is_real_is_not_marked() -> None:
    real = replace(told("Submitted", "Wait."), mark="")
    assert "TEST" not in as_sms("en", real, CONTACTS)
