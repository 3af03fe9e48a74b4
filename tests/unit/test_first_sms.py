"""The first SMS of an application says to keep its number, whatever its service is called, and is one SMS."""

import csv
from dataclasses import replace

import pytest

from app.domain.applications.status_messages import StatusView, as_email, as_sms, of_a_new_one
from app.domain.catalogue_import.loader import DATA
from app.domain.shared.contacts import Contacts
from app.platform import gsm0338
from app.platform.i18n import translate

CONTACTS = Contacts("*222#", "22222", "+254 20 7903260", "support@ecitizen.go.ke")
LONGEST_REFERENCE, LONGEST_LABEL = "ABCD-1234/5678-90123", "Passport renewal of 34 pages, at"
KEEP = {"en": "Keep this number.", "sw": "Hifadhi nambari hii."}
with (DATA / "stages.csv").open(encoding="utf-8", newline="") as rows:
    FIRST = sorted({(row[f"label{end}"], row[f"next{end}"], language)
                    for row in csv.DictReader(rows) if row["code"] == "submitted"
                    for language, end in (("en", ""), ("sw", "_sw"))})  # fmt: skip
with (DATA / "stages.csv").open(encoding="utf-8", newline="") as rows:
    UNPAID = sorted({(row[f"label{end}"], language)
                     for row in csv.DictReader(rows) if row["status"] == "awaiting_payment"
                     for language, end in (("en", ""), ("sw", "_sw"))})  # fmt: skip
PAY = "Pay KES {amount} to paybill {paybill}, account: your reference."


def told(stage: str, says: str, language: str) -> StatusView:
    standing = StatusView(LONGEST_REFERENCE, LONGEST_LABEL, "Immigration", stage, "23 Nov 2026", "", says, "")
    return of_a_new_one(language, standing)


@pytest.mark.parametrize(("stage", "says", "language"), FIRST)
def test_every_first_stage_fits_with_its_service_and_its_next_step(stage: str, says: str, language: str) -> None:
    body = as_sms(language, told(stage, says, language), CONTACTS)
    assert body.endswith(f"{says} {KEEP[language]}")
    assert f"{LONGEST_REFERENCE}: {LONGEST_LABEL}. {stage}." in body
    assert gsm0338.fits(body, gsm0338.ONE_SMS)


@pytest.mark.parametrize("language", KEEP)
def test_where_there_is_no_room_the_number_is_kept_before_the_next_step_is_told(language: str) -> None:
    body = as_sms(language, told("Submitted", "Wait for our SMS before you go there. " * 4, language), CONTACTS)
    assert body.endswith(f"Submitted. {KEEP[language]}")
    assert gsm0338.fits(body, gsm0338.ONE_SMS)


@pytest.mark.parametrize("amount", ["1", "7,550", "1,010,000", "1,010,000.50"])
@pytest.mark.parametrize(("stage", "language"), UNPAID)
def test_what_is_to_be_paid_is_told_in_full_and_then_that_the_number_is_kept(
    stage: str, language: str, amount: str
) -> None:
    pay = translate(language, PAY, amount=amount, paybill="222222")
    standing = replace(told(stage, pay, language), pays=True)
    for reference in (LONGEST_REFERENCE, "102030405060"):
        body = as_sms(language, replace(standing, reference=reference), CONTACTS)
        assert body.endswith(f"{stage}. {pay} {KEEP[language]}")
        assert gsm0338.fits(body, gsm0338.ONE_SMS)


@pytest.mark.parametrize("note", ["Two copies of three pages.", "Two copies of three pages. " * 11])
@pytest.mark.parametrize(("stage", "language"), UNPAID)
def test_no_note_stands_in_the_place_of_what_is_to_be_paid(stage: str, language: str, note: str) -> None:
    pay = translate(language, PAY, amount="1,010,000", paybill="222222")
    standing = replace(told(stage, pay, language), pays=True, note=note, keep="")
    body = as_sms(language, standing, CONTACTS)
    assert f"{stage}. {pay}" in body
    assert body.endswith((note, "Details: dial *222#", "Maelezo: piga *222#", pay))
    assert gsm0338.fits(body, gsm0338.ONE_SMS)


@pytest.mark.parametrize("language", KEEP)
def test_an_email_says_so_too(language: str) -> None:
    _subject, body = as_email(language, told("Submitted", "We will SMS you.", language), CONTACTS)
    assert f"We will SMS you. {KEEP[language]}" in body
    assert LONGEST_REFERENCE in body
