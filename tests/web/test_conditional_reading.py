"""Conditional reading of an application: the ETag changes with any part of the body, and `If-Match` takes it too."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import agency_reads
from app.domain.applying import citizen_replies
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Stage
from tests.database.applying import FREE, applied_for, file
from tests.database.holder import PHONE, do, login, opened
from tests.web.agency import APPLICATIONS, REFERENCE, Agency, alerts, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HERE = f"{APPLICATIONS}/{REFERENCE}"
OTHER = '"9.0123456789abcdef"'


def etag(agency: Agency, path: str = HERE) -> str:
    return agency.get(path).headers["ETag"]


def test_what_is_unchanged_is_not_told_again(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    known = etag(dis)
    answer = dis.get(HERE, if_none_match=known)
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", known)
    assert "Content-Type" not in answer.headers
    assert {"RateLimit", "RateLimit-Policy", "Cache-Control"} <= {*answer.headers.keys()}


@pytest.mark.parametrize("given", ["{}", "W/{}", "*", '"a", {}', OTHER + ", W/{}", " {} ", '"a,b",{}'])
def test_a_list_that_has_it_weak_or_strong_is_304(dis: Agency, given: str) -> None:
    dis.record(reference=REFERENCE)
    assert dis.get(HERE, if_none_match=given.format(etag(dis))).status_code == 304


@pytest.mark.parametrize("given", ['"1"', "1", OTHER, '"1.0123456789abcdef"', '""', '"*"'])
def test_what_is_another_is_told_whole(dis: Agency, given: str) -> None:
    dis.record(reference=REFERENCE)
    assert dis.get(HERE, if_none_match=given).get_json()["version"] == 1


@pytest.mark.parametrize("given", ["", ",", "abc", '"1', "1.0123456789abcdef", '"1" "2"', '"1", *'])
def test_what_is_no_list_of_etags_is_refused(dis: Agency, given: str) -> None:
    dis.record(reference=REFERENCE)
    assert "If-None-Match" in refusal(dis.get(HERE, if_none_match=given), 400)


def test_it_changes_with_all_that_is_told_also_without_the_version(container: Container, dis: Agency) -> None:
    """A citizen's reply and a new label of a stage change the ETag, but not the version."""
    applied_for(container)
    who = opened(container)
    reference = file(container, who, fee=FREE).reference
    here = f"{APPLICATIONS}/{reference}"
    seen = [etag(dis, here)]
    dis.move(reference, "needs_action", note="Which hospital was it?")
    seen.append(etag(dis, here))
    do(container, citizen_replies.answer_agency, login(container, who), reference, "Pumwani", phone=PHONE)
    seen.append(etag(dis, here))

    def reworded(session: Session) -> None:
        for stage in session.scalars(select(Stage).where(Stage.code == "needs_action")):
            stage.label = "Answer us"
        catalogue_texts.read_words_anew(session)

    do(container, reworded)
    seen.append(etag(dis, here))
    assert len(set(seen)) == 4
    assert [each.partition(".")[0] for each in seen] == ['"1', '"2', '"2', '"2']
    for known in seen[:3]:
        assert dis.get(here, if_none_match=known).status_code == 200
    assert etag(dis, here) == seen[3]


def test_it_says_nothing_about_the_person_to_who_has_no_key_of_the_ring(container: Container, dis: Agency) -> None:
    """The ETag is a digest under the key ring: from the log of a proxy nobody can guess the body that it stands for."""
    dis.record(reference=REFERENCE)
    answer = dis.get(HERE)
    digest = container.keys.digest("etag", answer.text.rstrip("\n")).hex()[:16]
    assert answer.headers["ETag"] == f'"1.{digest}"'


def test_a_version_is_what_a_change_goes_by(container: Container, dis: Agency) -> None:
    """A citizen's reply does not make a move with this ETag fail, since the version is the same; another move does."""
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "needs_action", note="Which hospital was it?")
    known = etag(dis)
    assert dis.post(f"{HERE}/replies", {"text": "Pumwani"}, if_match=known).status_code == 201
    assert etag(dis) != known
    assert dis.move(REFERENCE, "processing", headers={"if_match": known}).status_code == 200
    refusal(dis.move(REFERENCE, "rejected", headers={"if_match": known}), 412)
    assert alerts(container, REFERENCE) == 3


def test_to_learn_that_nothing_changed_is_a_reading_too(container: Container, dis: Agency, ntsa: Agency) -> None:
    dis.record(reference=REFERENCE)
    known = etag(dis)
    dis.get(HERE, if_none_match=known)
    for given in (known, "*"):
        nobodys = ntsa.get(f"{APPLICATIONS}/EPP1-NOWHERE0", if_none_match=given)
        assert ntsa.get(HERE, if_none_match=given).data == nobodys.data
        refusal(nobodys, 404)
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent.actor).where(AuditEvent.action == agency_reads.READ)).all()
    assert [*rows] == [dis.actor] * 2
