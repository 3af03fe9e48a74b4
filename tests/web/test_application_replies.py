"""An agency's system records what a citizen answered at a desk or on a portal, and reads all replies."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.applications import agency_reads
from app.domain.applying import citizen_replies
from app.domain.applying.citizen_replies import CitizenReply
from app.domain.audit.audit_log import AuditEvent
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Terms
from tests.database.applying import FREE, applied_for, file
from tests.database.holder import PHONE, do, login, opened
from tests.web.agency import APPLICATIONS, REFERENCE, Agency, alerts, refusal, uncounted

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HERE = f"{APPLICATIONS}/{REFERENCE}/replies"


@pytest.fixture
def asked(dis: Agency) -> str:
    """The reference of an application whose agency waits for a reply."""
    dis.record(reference=REFERENCE)
    assert dis.move(REFERENCE, "needs_action", note="Which hospital was it?").status_code == 200
    return REFERENCE


def kept(container: Container) -> int:
    with container.database.reading() as session:
        return len(session.scalars(select(CitizenReply)).all())


@pytest.mark.usefixtures("asked")
def test_an_answer_is_kept_with_its_step_and_who_wrote_it_down(container: Container, dis: Agency) -> None:
    answer = dis.post(HERE, {"text": "  Pumwani \n hospital "})
    assert answer.status_code == 201
    assert answer.get_json() == {"reference": REFERENCE, "version": 2, "number": 1, "at": "2026-11-23T09:00:00Z"}
    assert dis.post(HERE, {}).get_json()["number"] == 2
    replies = [
        {"version": 2, "number": 1, "at": "2026-11-23T09:00:00Z", "text": "Pumwani hospital", "actor": dis.actor},
        {"version": 2, "number": 2, "at": "2026-11-23T09:00:00Z", "text": None, "actor": dis.actor},
    ]
    assert dis.get(HERE).get_json() == {"replies": replies}
    whole = dis.get(f"{APPLICATIONS}/{REFERENCE}").get_json()
    assert (whole["replies"], whole["status"], whole["version"]) == (replies, "needs_action", 2)
    assert alerts(container, REFERENCE) == 2, "the citizen knows"
    with container.database.reading() as session:
        assert b"Pumwani" not in (session.scalars(select(CitizenReply.reply_sealed)).first() or b"")
        trail = session.scalars(select(AuditEvent).where(AuditEvent.action == "application.answered")).first()
        assert trail is not None
        assert (trail.actor, trail.details) == (dis.actor, {"version": "2", "number": "1"})


def test_what_was_typed_on_a_phone_names_no_key(container: Container, dis: Agency) -> None:
    applied_for(container)
    who = opened(container)
    reference = file(container, who, fee=FREE).reference
    dis.move(reference, "needs_action", note="Which hospital was it?")
    do(container, citizen_replies.answer_agency, login(container, who), reference, "Pumwani", phone=PHONE)
    dis.post(f"{APPLICATIONS}/{reference}/replies", {"text": "Kenyatta"})
    told = dis.get(f"{APPLICATIONS}/{reference}/replies").get_json()["replies"]
    assert [(each["number"], each["text"], each["actor"]) for each in told] == [
        (1, "Pumwani", None),
        (2, "Kenyatta", dis.actor),
    ]


@pytest.mark.usefixtures("asked")
def test_a_copy_under_one_key_is_one_answer(container: Container, dis: Agency) -> None:
    first, again = (dis.post(HERE, {"text": "Pumwani"}, idempotency_key="k") for _ in range(2))
    assert (first.data, again.headers["Idempotent-Replayed"], kept(container)) == (again.data, "true", 1)
    assert b"Pumwani" not in first.data, "the words are not told again"


@pytest.mark.usefixtures("asked")
def test_five_answers_to_a_step_and_no_more(container: Container, dis: Agency) -> None:
    for _ in range(5):
        assert dis.post(HERE, {"text": "Pumwani"}).status_code == 201
    assert "5" in refusal(dis.post(HERE, {"text": "Pumwani"}), 409)
    assert kept(container) == 5


@pytest.mark.usefixtures("asked")
def test_an_answer_is_to_the_step_that_was_asked(container: Container, dis: Agency) -> None:
    refusal(dis.post(HERE, {"text": "Pumwani"}, if_match='"1"'), 412)
    dis.move(REFERENCE, "processing")
    assert "nothing" in refusal(dis.post(HERE, {"text": "Pumwani"}), 409)
    assert kept(container) == 0


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    "body", [{"text": ""}, {"text": "  "}, {"text": "x" * 161}, {"text": 1}, {"text": "a\0b"},
             {"text": "my password is 482915"}, {"text": "482915"}]
)  # fmt: skip
def test_what_is_no_answer_is_refused_and_not_repeated(
    container: Container, dis: Agency, body: dict[str, object]
) -> None:
    assert "482915" not in refusal(dis.post(HERE, body), 422, "/text")
    refusal(dis.post(HERE, {"text": "yes", "clerk": "x"}), 422, "/clerk")
    assert kept(container) == 0


@pytest.mark.usefixtures("asked")
def test_out_of_reach_it_is_not_there(container: Container, client: FlaskClient, dis: Agency, ntsa: Agency) -> None:
    """For another agency, a key of another service and a test key, the answer is that for an unknown reference."""
    terms = (Terms(services={"passport-new-34"}), Terms(test_phone="+254700000077"))
    others = [Agency(client, do(container, api_keys.issue_key, "dis", actor="test", terms=each)) for each in terms]
    dis.post(HERE, {"text": "Pumwani"})
    for stranger in (ntsa, *others):
        for verb in (stranger.get, lambda path, who=stranger: who.post(path, {"text": "Mine"})):
            there, nowhere = (verb(f"{APPLICATIONS}/{each}/replies") for each in (REFERENCE, "EPP1-NOWHERE0"))
            refusal(there, 404)
            assert (there.data, uncounted(there)) == (nowhere.data, uncounted(nowhere))
    assert kept(container) == 1


@pytest.mark.usefixtures("asked")
def test_each_reading_is_kept(container: Container, dis: Agency) -> None:
    dis.get(HERE)
    with container.database.reading() as session:
        [row] = session.scalars(select(AuditEvent).where(AuditEvent.action == agency_reads.READ))
        assert (row.actor, row.subject, row.details) == (dis.actor, REFERENCE, {"part": "replies"})
