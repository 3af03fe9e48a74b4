"""The catalogue in the console: an agency edits its services, a second person decides on fees and closings, phones show
a change within seconds, and the SMS of a stage can be switched off."""

import re
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue import catalogue_texts, models
from app.domain.catalogue.models import CatalogueChange, Service, Status
from app.domain.catalogue.search.finder import LOOK_EVERY
from app.domain.catalogue_import import loader
from app.domain.messaging.messages import Channel, Message
from app.domain.shared.persons import AccountType
from app.domain.staff.roles import Role
from app.platform.db import Database
from tests.console.driver import Driver, text_of
from tests.console.moving import move, record

CODE = "passport-renew-34"
HERE = f"/console/catalogue/services/{CODE}"
FEE = {"amount": "8000", "source": "Gazette 12/2026", "since": "2026-11-01"}
CLOSING = {"why": "No booklets are left.", "why_sw": "Vijitabu vimeisha.", "reopens": "2026-12-07"}


@pytest.fixture
def admin(container: Container) -> Driver:
    return Driver.of(container, "a.admin", Role.AGENCY_ADMIN, "dis")


@pytest.fixture
def boss(container: Container) -> Driver:
    return Driver.of(container, "j.mwangi", Role.SUPERVISOR, "dis")


def service(container: Container, code: str = CODE) -> Service:
    with container.database.reading() as session:
        found = models.service(session, code)
        assert found is not None
        return found


def carried(driver: Driver) -> dict[str, str]:
    """The hidden fields of the form that confirms a preview."""
    assert driver.page is not None
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', driver.page.text.replace("&#39;", "'"))
    return {name: value for name, value in found if name != "csrf_token"}


def previewed(driver: Driver, part: str, **given: str) -> dict[str, str]:
    """Preview a change of a part of the service; the hidden fields of the form that confirms it."""
    driver.get(f"{HERE}/edit/{part}")
    shown = driver.post(f"{HERE}/edit/{part}", **given)
    assert shown.status_code == 200, text_of(shown)
    assert "What phones will show" in text_of(shown)
    return carried(driver)


def request_of(driver: Driver) -> str:
    """The path of the request that waits for a second person; of the oldest, if there are several."""
    found = re.search(r"/console/approvals/(\w+)", driver.get("/console/approvals").text)
    assert found is not None
    return f"/console/approvals/{found[1]}"


def screens(driver: Driver) -> list[str]:
    """The screens of phones that the page previews, page by page."""
    assert driver.page is not None
    return re.findall(r'<p class="phone" lang="\w+">([^<]*)</p>', driver.page.text)


def test_an_agency_finds_its_services_and_no_others(container: Container, admin: Driver, boss: Driver) -> None:
    listed = text_of(boss.get("/console/catalogue?words=renewal+34"))
    assert f"Passport renewal, 34 pages {CODE} 7,500 15 open" in listed
    assert "passport-new-34" not in listed
    assert "dl-renew-1" not in text_of(admin.get("/console/catalogue?words=licence"))
    assert "No service of your agency" in text_of(admin.get("/console/catalogue?words=%25"))
    assert "No service of your agency" in text_of(admin.get("/console/catalogue?words=%00zebra"))
    page = text_of(boss.get(HERE))
    assert "Passport renewal - 34 pages" in page or "Passport renewal, 34 pages" in page
    assert "Nothing was changed here yet." in page
    assert "KES 7,550" in screens(boss)[0]
    assert boss.get(f"{HERE}/edit/fee").status_code == 403, "a supervisor decides, and does not edit"


def test_days_are_changed_by_one_person_after_a_preview_and_kept_in_the_history(
    container: Container, admin: Driver
) -> None:
    form = previewed(admin, "days", days="12")
    assert service(container).processing_days == 15, "a preview changes nothing"
    assert any("Working days: 12" in each for each in screens(admin))
    assert any("Siku za kazi: 12" in each for each in screens(admin))
    assert admin.page is not None
    assert re.search(r"\d+ of 160 characters", text_of(admin.page))
    page = text_of(admin.follow(admin.post(f"{HERE}/edit/days", **form)))
    assert "Changed. Phones show it within seconds." in page
    assert "staff:dis/a.admin Working days 15 12" in page
    assert service(container).processing_days == 12
    with container.database.reading() as session:
        kept = session.scalars(select(AuditEvent).where(AuditEvent.action == "catalogue.days")).one()
        assert (kept.actor, kept.subject) == ("staff:dis/a.admin", CODE)
    again = admin.post(f"{HERE}/edit/days", **form)
    assert (again.status_code, service(container).processing_days) == (422, 12)


def test_documents_are_changed_in_both_languages_line_by_line(container: Container, admin: Driver) -> None:
    form = previewed(
        admin, "documents", documents="Old passport\r\nNational ID\r\n", documents_sw="Pasipoti\nKitambulisho"
    )
    admin.follow(admin.post(f"{HERE}/edit/documents", **form))
    found = service(container)
    assert (found.documents, found.documents_sw) == ("Old passport; National ID", "Pasipoti; Kitambulisho")
    entry = container.finder.refresh().by_code(CODE)
    assert entry is not None
    assert entry.documents_in("sw") == ("Pasipoti", "Kitambulisho")


def test_a_fee_takes_a_second_person_and_nobody_decides_on_their_own(
    container: Container, admin: Driver, boss: Driver
) -> None:
    form = previewed(admin, "fee", **FEE)
    assert any("KES 8,050" in each for each in screens(admin))
    assert admin.post(f"{HERE}/edit/fee", **form).status_code == 422, "a reason is wanted"
    asked = admin.post(f"{HERE}/edit/fee", **form, reason="the new gazette")
    assert "nothing is changed" in text_of(admin.follow(asked))
    assert service(container).fee_kes == 7500
    request = request_of(admin)
    assert admin.post(f"{request}/approve").status_code == 422
    assert service(container).fee_kes == 7500
    elsewhere = Driver.of(container, "e.else", Role.SUPERVISOR, "ntsa")
    assert elsewhere.get(request).status_code == 404
    judged = text_of(boss.get(request))
    assert "Fee in KES 7500 becomes 8000" in judged
    assert "Gazette 12/2026, Nov 2026" in judged
    assert "the new gazette" in judged
    assert boss.post(f"{request}/approve").status_code == 303
    found = service(container)
    assert (found.fee_kes, found.fee_source, found.fee_all_in) == (Decimal(8000), "Gazette 12/2026, Nov 2026", False)
    history = text_of(boss.get(HERE))
    assert "staff:dis/a.admin+j.mwangi Fee in KES 7500 8000" in history


def test_a_fee_that_was_changed_meanwhile_is_not_changed_by_the_second_word(
    container: Container, admin: Driver, boss: Driver
) -> None:
    form = previewed(admin, "fee", **FEE)
    admin.post(f"{HERE}/edit/fee", **form, reason="the new gazette")
    with container.database.transaction() as session:
        found = models.service(session, CODE)
        assert found is not None
        found.fee_kes = 9000  # type: ignore[assignment]
    request = request_of(boss)
    late = boss.post(f"{request}/approve")
    assert late.status_code == 422
    assert "somebody has changed this since" in text_of(late)
    assert service(container).fee_kes == 9000


@pytest.mark.parametrize(
    ("part", "given", "said"),
    [
        ("fee", FEE | {"amount": "-1"}, "Write shillings from 0 to 1000000"),
        ("fee", FEE | {"amount": "1000001"}, "Write shillings from 0 to 1000000"),
        ("fee", FEE | {"amount": "8,000"}, "without commas"),
        ("fee", FEE | {"amount": "٨٠٠"}, "Write shillings from 0 to 1000000"),
        ("fee", FEE | {"amount": "1e3"}, "Write shillings from 0 to 1000000"),
        ("fee", FEE | {"source": ""}, "Write what the fee is published in."),
        ("fee", FEE | {"source": "x" * 23}, "source"),
        ("fee", FEE | {"since": "2026-11-24"}, "today or earlier"),
        ("fee", FEE | {"since": "24/11/2026"}, "Write a day, such as"),
        ("days", {"days": "-1"}, "Write a whole number"),
        ("days", {"days": "3651"}, "Write a whole number"),
        ("days", {"days": "15"}, "nothing would change"),
        ("documents", {"documents": "x" * 71, "documents_sw": "y"}, "line 1: at most 70 letters"),
        ("documents", {"documents": "ID \u4e2d", "documents_sw": "y"}, "line 1: at most 70 letters"),
        ("documents", {"documents": "ID; photo", "documents_sw": "y"}, "no semicolon"),
        ("documents", {"documents": "ID\nphoto", "documents_sw": "Kitambulisho"}, "as many lines"),
        ("documents", {"documents": "\n".join("abcdefghi"), "documents_sw": "\n".join("abcdefghi")}, "at most 8 lines"),
        ("documents", {"documents": "Form at www.example.com", "documents_sw": "Fomu"}, "no link or address"),
        ("closing", CLOSING | {"why": "x" * 61}, "Write 1 to 60 letters"),
        ("closing", CLOSING | {"why_sw": "Hakuna \u0646"}, "Write 1 to 60 letters"),
        ("closing", CLOSING | {"why_sw": ""}, "Write 1 to 60 letters"),
        ("closing", CLOSING | {"why": "Pay to till 123456"}, "till"),
        ("closing", CLOSING | {"reopens": "2026-11-23"}, "Write a day after today"),
        ("closing", CLOSING | {"reopens": "2026-02-30"}, "Write a day, such as"),
        ("opening", {}, "nothing would change"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_no_phone_could_show_is_refused_beside_its_field(
    container: Container, admin: Driver, part: str, given: dict[str, str], said: str
) -> None:
    refused = admin.post(f"{HERE}/edit/{part}", **given, reason="a reason")
    assert refused.status_code == 422
    assert said in text_of(refused)
    assert "<title>Error:" in refused.text
    with container.database.reading() as session:
        assert session.scalars(select(CatalogueChange)).all() == []


def test_a_service_of_another_agency_is_not_there(container: Container, admin: Driver) -> None:
    theirs = "/console/catalogue/services/dl-renew-1"
    assert admin.get(theirs).status_code == 404
    assert admin.get(f"{theirs}/edit/days").status_code == 404
    assert admin.post(f"{theirs}/edit/days", days="99").status_code == 404
    assert admin.get(f"{HERE}/edit/code").status_code == 404
    assert admin.get("/console/catalogue/stages/ntsa_dl/processing").status_code == 404
    assert admin.post("/console/catalogue/stages/ntsa_dl/processing/sms", sms="off").status_code == 404
    assert service(container, "dl-renew-1").processing_days != 99


def test_what_was_not_previewed_so_is_shown_and_not_done(container: Container, admin: Driver) -> None:
    form = previewed(admin, "days", days="12")
    changed = admin.post(f"{HERE}/edit/days", **(form | {"days": "13"}))
    assert changed.status_code == 200
    assert service(container).processing_days == 15


def close(admin: Driver, boss: Driver, **given: str) -> None:
    form = previewed(admin, "closing", **(CLOSING | given))
    assert any("Closed until 7 Dec 2026: No booklets are left." in each for each in screens(admin))
    assert any("Imefungwa hadi 7 Des 2026: Vijitabu vimeisha." in each for each in screens(admin))
    admin.follow(admin.post(f"{HERE}/edit/closing", **form, reason="the printer has none"))
    assert boss.post(f"{request_of(boss)}/approve").status_code == 303


def test_closing_takes_two_persons_and_opening_one(container: Container, admin: Driver, boss: Driver) -> None:
    close(admin, boss)
    assert service(container).closed_at == container.database.clock()
    page = text_of(boss.get(HERE))
    assert "This service is closed" in page
    assert "Why it is closed, in English - No booklets are left." in page
    assert f"{CODE} 7,500 15 closed" in text_of(boss.get("/console/catalogue?words=renewal+34"))
    admin.get(f"{HERE}/edit/opening")
    assert not any("Closed" in each for each in screens(admin))
    admin.follow(admin.post(f"{HERE}/edit/opening", **carried(admin)))
    found = service(container)
    assert (found.closed_at, found.closed_reason, found.reopens_on) == (None, None, None)


def test_every_process_shows_a_change_within_five_seconds(container: Container, admin: Driver) -> None:
    """A process checks for a new index every five seconds, and caches texts of the catalogue for as long."""
    assert LOOK_EVERY == catalogue_texts.WORDS_KEPT_SECONDS == 5.0
    before = container.finder.refresh()
    assert before.by_code(CODE).days == 15  # type: ignore[union-attr]
    admin.follow(admin.post(f"{HERE}/edit/days", **previewed(admin, "days", days="12")))
    after = container.finder.refresh()
    assert after.version > before.version
    assert after.by_code(CODE).days == 12  # type: ignore[union-attr]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_another_process_hears_that_a_stage_is_silent_within_five_seconds(
    container: Container, admin: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Database(str(container.settings.database), container.keys)
    where = ("dis", "passport", "processing")
    with other.reading() as session:
        assert not catalogue_texts.is_silent(session, *where)
    admin.post("/console/catalogue/stages/passport/processing/sms", sms="off")
    with other.reading() as session:
        assert not catalogue_texts.is_silent(session, *where), "it is remembered for some seconds"
    later = time.monotonic() + catalogue_texts.WORDS_KEPT_SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later + 0.1)
    with other.reading() as session:
        assert catalogue_texts.is_silent(session, *where)
    other.close()


def sent(container: Container, channel: Channel) -> int:
    with container.database.reading() as session:
        return len(session.scalars(select(Message).where(Message.channel == channel)).all())


def test_a_stage_without_sms_sends_none_but_mail_goes_and_previews_say_so(
    container: Container, admin: Driver, boss: Driver
) -> None:
    page = text_of(admin.get("/console/catalogue/stages/passport/processing"))
    assert "SMS on" in page
    assert any("eCitizen 1020 3040 5060" in each for each in screens(admin))
    kept = admin.post("/console/catalogue/stages/passport/processing/sms", sms="off")
    assert "staff:dis/a.admin SMS on off" in text_of(admin.follow(kept))
    assert "SMS off" in text_of(boss.get("/console/catalogue/stages/passport/processing"))
    reference = mailed(container)
    before = (sent(container, Channel.SMS), sent(container, Channel.EMAIL))
    assert before == (1, 1), "the first SMS has the number, and goes"
    shown = text_of(boss.post("/console/moves/preview", items=f"{reference}:1", way="processing"))
    assert "Your agency sends no SMS at this stage." in shown
    move(container, reference, Status.PROCESSING)
    assert (sent(container, Channel.SMS), sent(container, Channel.EMAIL)) == (1, 2)
    move(container, reference, Status.NEEDS_ACTION)
    assert (sent(container, Channel.SMS), sent(container, Channel.EMAIL)) == (2, 3)
    admin.post("/console/catalogue/stages/passport/processing/sms", sms="on")
    move(container, reference, Status.PROCESSING)
    assert sent(container, Channel.SMS) == 3
    with container.database.reading() as session:
        texts = session.scalars(select(CatalogueChange.new).order_by(CatalogueChange.id)).all()
    assert texts == [{"sms": "off"}, {"sms": "on"}]


def mailed(container: Container) -> str:
    """Record an application whose applicant has an e-mail address; its reference."""
    with container.database.transaction() as session:
        found = models.service(session, CODE)
        assert found is not None
        who = Applicant(AccountType.CITIZEN, "29000001", "+254712000001", email="a@example.com")
        made = transitions.record_application(session, found, who, actor="test", contacts=container.contacts)
        return made.reference


def test_the_silence_of_one_agency_is_not_anothers(container: Container, admin: Driver) -> None:
    """Agencies share families of stages: one agency can switch the SMS of a stage off while another still sends it."""
    with container.database.transaction() as session:
        found = models.service(session, "dl-renew-1")
        assert found is not None
        found.family = "passport"
    admin.post("/console/catalogue/stages/passport/processing/sms", sms="off")
    theirs, ours = record(container, "dl-renew-1", number=1), record(container, number=2)
    assert sent(container, Channel.SMS) == 2
    with container.database.transaction() as session:
        for reference in (theirs, ours):
            step = Transition(Status.PROCESSING, "processing")
            transitions.apply_transition(session, reference, step, actor="test", contacts=container.contacts)
    assert sent(container, Channel.SMS) == 3


def test_an_edit_survives_the_files_until_they_say_something_else(
    container: Container, admin: Driver, tmp_path: Path
) -> None:
    admin.follow(admin.post(f"{HERE}/edit/days", **previewed(admin, "days", days="12")))
    row = as_in_file(container)
    load(container, tmp_path, row | {"processing_days": "15"})
    assert service(container).processing_days == 12, "the file says what it said when it was edited"
    load(container, tmp_path, row | {"processing_days": "15", "popular": "3"})
    assert service(container).processing_days == 12, "another column has changed"
    load(container, tmp_path, row | {"processing_days": "20"})
    assert service(container).processing_days == 20, "the file's own value has changed since"
    assert "a file of the catalogue Working days 12 20" in text_of(admin.get(HERE))
    load(container, tmp_path, row | {"processing_days": "15"})
    assert service(container).processing_days == 15, "the edit has ended: the files have their say again"


def test_a_closing_survives_any_file(container: Container, admin: Driver, boss: Driver, tmp_path: Path) -> None:
    close(admin, boss)
    load(container, tmp_path, as_in_file(container) | {"processing_days": "20"})
    found = service(container)
    assert (found.closed_reason, found.processing_days) == ("No booklets are left.", 20)


def as_in_file(container: Container) -> dict[str, str]:
    """The row of the service as in the CSV file of the catalogue."""
    found: dict[str, Any] = {name: getattr(service(container), name) for name in (
        "code", "agency_code", "family", "category", "name", "name_sw", "label", "label_sw", "popular", "fee_kes",
        "fee_source", "processing_days", "channel", "form",
    )}  # fmt: skip
    return {name: "" if value is None else str(value) for name, value in found.items()}


def load(container: Container, folder: Path, row: dict[str, str]) -> None:
    file = folder / "services_more.csv"
    quoted = ",".join(f'"{value}"' for value in row.values())
    file.write_text(f"{','.join(row)}\n{quoted}\n", encoding="utf-8")
    with container.database.transaction() as session:
        loader.load(session, [file])
