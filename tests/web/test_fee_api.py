"""An agency sets a fee that is not published, and reads what was filed through Lango."""

from typing import Any

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applying import citizen_replies
from app.domain.catalogue.models import Service
from app.domain.messaging.messages import Message
from tests.conftest import Clock
from tests.database.applying import FEE, FORM, SERVICE, SLOT, applied_for, child, file, found, taken
from tests.database.holder import NUMBER, PHONE, WANJIKU, do, login, opened, sms_to
from tests.web.agency import APPLICATIONS, REFERENCE, Agency, alerts, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TOTAL = {"base_kes": 1500.0, "access_kes": 50.0, "total_kes": 1550.0}


@pytest.fixture
def unpublished(container: Container) -> None:
    """An installation in which the fee of the service is not published."""
    applied_for(container)
    publish(container, None)


def publish(container: Container, fee: int | None) -> None:
    """Set the published fee of the service; None for one that is not published."""
    do(container, lambda session: setattr(session.get_one(Service, SERVICE), "fee_kes", fee))


def ask(agency: Agency, reference: str, amount: object = 1500, **rest: Any) -> Any:
    headers = rest.pop("headers", {})
    return agency.post(f"{APPLICATIONS}/{reference}/fee", {"amount_kes": amount} | rest, **headers)


def read(agency: Agency, reference: str) -> dict[str, Any]:
    return dict(agency.get(f"{APPLICATIONS}/{reference}").get_json())


@pytest.mark.usefixtures("unpublished")
def test_a_fee_is_fixed_with_the_access_fee_and_the_citizen_is_told_how_much(container: Container, dis: Agency) -> None:
    reference = file(container, opened(container), fee=None).reference
    answer = ask(dis, reference, note="Two copies of three pages.")
    told = answer.get_json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (told["status"], told["version"], told["note"], told["fee"]) == (
        "awaiting_payment",
        2,
        "Two copies of three pages.",
        TOTAL,
    )
    shown = " ".join(reference[place : place + 4] for place in (0, 4, 8))
    body = sms_to(container, PHONE)[-1]
    assert body.startswith(f"eCitizen {shown}: ")
    assert f"Pay KES 1,550: dial *222*1*{reference}# Two copies of three pages." in body
    assert len(body) <= 160
    publish(container, 9000)
    assert read(dis, reference)["fee"] == TOTAL, "what is published later changes nothing"


@pytest.mark.usefixtures("unpublished")
def test_a_note_that_is_too_long_never_hides_what_is_to_be_paid(container: Container, dis: Agency) -> None:
    reference = file(container, opened(container), fee=None).reference
    ask(dis, reference, note="Two copies of three pages. " * 10)
    body = sms_to(container, PHONE)[-1]
    assert body.endswith(f"Pay KES 1,550: dial *222*1*{reference}#"), "the code is told once: the note is there too"
    assert len(body) <= 160


@pytest.mark.usefixtures("unpublished")
def test_an_unpaid_fee_is_changed_and_a_paid_one_is_not(container: Container, dis: Agency) -> None:
    reference = file(container, opened(container), fee=None).reference
    assert ask(dis, reference).status_code == 200
    assert ask(dis, reference, 2000).get_json()["fee"]["total_kes"] == 2050.0
    assert "KES 2,050" in sms_to(container, PHONE)[-1]
    for status in ("submitted", "processing"):
        assert dis.move(reference, status).status_code == 200
        assert refusal(ask(dis, reference), 409) == "its fee is paid"
    assert read(dis, reference)["fee"]["base_kes"] == 2000.0
    assert alerts(container, reference) == 5


@pytest.mark.usefixtures("unpublished")
@pytest.mark.parametrize(
    ("moves", "status"),
    [
        ([], 200),
        (["processing"], 200),
        (["awaiting_payment"], 200),
        (["needs_action"], 409),
        (["rejected"], 409),
        (["cancelled"], 409),
        (["processing", "completed"], 409),
        (["processing", "ready_for_collection"], 409),
        (["processing", "ready_for_collection", "collected"], 409),
    ],
)
def test_a_fee_is_set_before_the_work_is_done(container: Container, dis: Agency, moves: list[str], status: int) -> None:
    dis.record(reference=REFERENCE)
    for each in moves:
        assert dis.move(REFERENCE, each).status_code == 200
    told = alerts(container, REFERENCE)
    assert ask(dis, REFERENCE).status_code == status
    assert alerts(container, REFERENCE) == told + (status == 200)
    assert (read(dis, REFERENCE)["fee"] is None) == (status != 200)


def test_a_published_fee_stands(container: Container, dis: Agency) -> None:
    applied_for(container)
    filed, recorded = file(container, opened(container), fee=FEE).reference, dis.record()["reference"]
    for reference in (filed, recorded):
        assert refusal(ask(dis, reference), 409) == "the fee of this service is published"
    assert read(dis, filed)["fee"]["total_kes"] == 7550.0


@pytest.mark.usefixtures("unpublished")
def test_what_was_filed_before_its_fee_was_published_is_still_priced(container: Container, dis: Agency) -> None:
    reference = file(container, opened(container), fee=None).reference
    publish(container, 9000)
    assert ask(dis, reference).status_code == 200


@pytest.mark.usefixtures("unpublished")
def test_another_agencys_is_nobodys_and_a_repeated_call_is_one(container: Container, dis: Agency, ntsa: Agency) -> None:
    dis.record(reference=REFERENCE)
    assert refusal(ask(ntsa, REFERENCE), 404) == refusal(ask(ntsa, "999999999999"), 404)
    assert refusal(ask(dis, REFERENCE, headers={"if_match": "7"}), 412).startswith("the application is at version 1")
    first = ask(dis, REFERENCE, headers={"idempotency_key": "k1", "if_match": "1"})
    again = ask(dis, REFERENCE, headers={"idempotency_key": "k1", "if_match": "1"})
    assert (first.status_code, again.data, again.headers["Idempotent-Replayed"]) == (200, first.data, "true")
    refusal(ask(dis, REFERENCE, 1600, headers={"idempotency_key": "k1", "if_match": "1"}), 422)
    assert (alerts(container, REFERENCE), read(dis, REFERENCE)["version"]) == (2, 2)


@pytest.mark.usefixtures("unpublished")
@pytest.mark.parametrize("amount", [0, -1, 1_000_001, "1500", 1500.5, None, True, 10**30])
def test_an_amount_is_a_whole_number_of_shillings(container: Container, dis: Agency, amount: object) -> None:
    dis.record(reference=REFERENCE)
    refusal(ask(dis, REFERENCE, amount), 422, "/amount_kes")
    assert (read(dis, REFERENCE)["fee"], alerts(container, REFERENCE)) == (None, 1)


@pytest.mark.usefixtures("unpublished")
@pytest.mark.parametrize("field", ["note", "note_sw"])
def test_no_thief_has_the_fee_paid_elsewhere(container: Container, dis: Agency, field: str) -> None:
    dis.record(reference=REFERENCE)
    words = {"note": "Fee of the copy"} | {field: "Lipa kwa paybill 555555"}
    refusal(ask(dis, REFERENCE, **words), 422, f"/{field}")
    assert alerts(container, REFERENCE) == 1


# What an agency reads


def test_an_agency_reads_what_was_filled_in_taken_paid_and_answered(
    container: Container, clock: Clock, dis: Agency, ntsa: Agency
) -> None:
    applied_for(container)
    who = opened(container)
    reference = file(container, who, given=child("Amani")).reference
    for status in ("submitted", "needs_action"):
        dis.move(reference, status)
    for text in ("Pumwani hospital", None):
        do(container, citizen_replies.answer_agency, login(container, who), reference, text, phone=PHONE)
    told = read(dis, reference)
    assert told["applicant"] == {
        "account_type": "citizen",
        "id_number": NUMBER,
        "first_name": WANJIKU.first_name,
        "birth": WANJIKU.birth,
        "phone": PHONE,
        "is_proven": False,
    }
    assert told["form"] == {"name": FORM.name, "version": FORM.version}
    assert told["answers"] == child("Amani")
    assert told["subject"] == {"subject_first_name": "Amani"}
    assert told["slot"] == {
        "code": SLOT,
        "calendar": "biometrics",
        "place": "nyayo",
        "starts_at": "2026-11-26T09:00:00Z",
    }
    assert told["fee"] == {"base_kes": 7500.0, "access_kes": 50.0, "total_kes": 7550.0}
    at = "2026-11-23T09:00:00Z"
    assert told["replies"] == [
        {"version": 3, "number": 1, "at": at, "text": "Pumwani hospital", "actor": None},
        {"version": 3, "number": 2, "at": at, "text": None, "actor": None},
    ]
    assert [each["actor"] for each in told["history"]] == ["citizen", dis.actor, dis.actor]
    refusal(ntsa.get(f"{APPLICATIONS}/{reference}"), 404)
    dis.move(reference, "rejected")
    assert (read(dis, reference)["slot"], taken(container)) == (None, 0)


def test_what_an_agency_recorded_has_none_of_it(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE, answers={"copies": 2})
    told = read(dis, REFERENCE)
    assert (told["answers"], told["replies"]) == ({"copies": 2}, [])
    assert [told[name] for name in ("applicant", "form", "subject", "slot", "fee")] == [None] * 5


def test_what_was_filed_is_in_no_other_answer(container: Container, dis: Agency) -> None:
    """The answer to a move is kept for a repeated call: it has the new status, and no answers of the form."""
    applied_for(container)
    reference = file(container, opened(container), given=child("Canary")).reference
    moved = dis.move(reference, "submitted", headers={"idempotency_key": "k1"})
    assert "Canary" not in moved.text
    with container.database.reading() as session:
        assert found(session, reference).phone_number == PHONE
        assert not any("Canary" in each for each in session.scalars(select(Message.key)))
