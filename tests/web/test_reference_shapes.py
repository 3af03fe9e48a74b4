"""An agency can record references of its own shapes only, so that they never collide with another agency's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.applications import applications, transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.reference_shapes import ReferenceShape
from app.domain.catalogue.models import service
from app.domain.catalogue_import import loader
from app.domain.catalogue_import.loader import NotLoaded
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from tests.database.holder import do
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, recorded, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LICENCE = NEW | {"service": "dl-renew-3"}


def load(container: Container, folder: Path, *rows: str) -> list[str]:
    """Load these shapes; the mistakes in them, as `flask catalogue load` names them."""
    file = folder / "reference_shapes.csv"
    file.write_text("\n".join(["shape,agency_code,example", *rows]) + "\n")
    try:
        do(container, loader.load, [file])
    except NotLoaded as refused:
        return [f"{each.line}: {each.what}" for each in refused.mistakes]
    return []


def registered(container: Container) -> dict[str, str]:
    with container.database.reading() as session:
        return {each.shape: each.agency_code for each in session.scalars(select(ReferenceShape))}


@pytest.mark.parametrize(
    "reference",
    [REFERENCE, "EPP9-ZZZZZZZ9", "epp1a1b2c3d4", "BN-AAAAAA1", "ABC-12345", "NTSA-1234", "NTSA12345", "NTSA-12345X"],
)
def test_a_shape_that_is_not_registered_is_refused_whether_it_is_there_or_not(
    container: Container, dis: Agency, ntsa: Agency, reference: str
) -> None:
    before = ntsa.post(APPLICATIONS, LICENCE | {"reference": reference})
    dis.record(reference=REFERENCE)
    after = ntsa.post(APPLICATIONS, LICENCE | {"reference": reference})
    said = refusal(after, 422, "/reference")
    assert (before.status_code, before.data) == (after.status_code, after.data)
    assert "NTSA-[0-9]{5,9} (like NTSA-00001)" in said
    assert not any(word in said for word in (reference, "EPP", "BN-"))
    assert recorded(container) == 1


def test_an_agency_without_shapes_is_told_to_bring_none(client: FlaskClient, agency_key: Callable[[str], str]) -> None:
    dci = Agency.of(client, agency_key, "dci")
    conduct = NEW | {"service": "good-conduct"}
    assert "leave it out" in refusal(dci.post(APPLICATIONS, conduct | {"reference": "DCI-00001"}), 422, "/reference")
    assert dci.post(APPLICATIONS, conduct).status_code == 201


@pytest.mark.parametrize(
    "reference", ["102030405060", "1020-3040-5060", "EPP1-ſſſſſſſ1", "ＥＰＰ１-A1B2C3D4", "EPPı-A1B2C3D4"]
)
def test_what_is_ours_or_only_looks_like_theirs_is_brought_by_nobody(
    container: Container, dis: Agency, reference: str
) -> None:
    refusal(dis.post(APPLICATIONS, NEW | {"reference": reference}), 422, "/reference")
    assert recorded(container) == 0


def test_letters_that_become_one_of_ours_in_capitals_find_nothing(dis: Agency) -> None:
    dis.record(reference="EPP1-S1S2S3S4")
    refusal(dis.get(f"{APPLICATIONS}/EPP1-\u017f1S2S3S4"), 404)
    refusal(dis.move("EPP1-\u017f1S2S3S4", "processing"), 404)
    changes = [{"reference": "EPP1-\u017f1S2S3S4", "status": "processing"}]
    answer = dis.post(f"{APPLICATIONS}/status", {"changes": changes})
    assert [each["code"] for each in answer.get_json()["results"]] == [404]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("EPP[0-9]-[A-Z0-9]{8},ntsa,EPP1-A1B2C3D4", "applications of this shape"),
        ("EP[A-Z][0-9][A-Z0-9]{8},ntsa,EPP1A1B2C3D4", "it overlaps EPP[0-9]-[A-Z0-9]{8}"),
        ("E[A-Z]{2}/[0-9]{9},ntsa,EXX/123456789", "it overlaps EPP[0-9]-[A-Z0-9]{8}"),
        ("NTS[A-Z]-[0-9]{5},dci,NTSB-12345", "it overlaps NTSA-[0-9]{5,9}"),
        ("[0-9]{12},ntsa,102030405060", "must stand in it"),
        ("DCI-.*,dci,DCI-12345", "are wanted"),
        ("DCI-[0-9]{5},dci,DCX-12345", "its example is not of this shape"),
        ("DCI-[0-9]{5},nobody,DCI-12345", "there is none of this code in agencies"),
    ],
)
def test_a_shape_that_is_not_apart_is_not_loaded(
    container: Container, dis: Agency, tmp_path: Path, row: str, wrong: str
) -> None:
    dis.record(reference=REFERENCE)
    before = registered(container)
    assert any(wrong in each for each in load(container, tmp_path, row))
    assert registered(container) == before


def test_two_rows_of_one_file_that_overlap_are_both_not_loaded(container: Container, tmp_path: Path) -> None:
    rows = ("DCI-[0-9]{5},dci,DCI-12345", "DC[A-Z]-[0-9]{5},crs,DCX-12345")
    assert load(container, tmp_path, *rows) == ["3: it overlaps DCI-[0-9]{5}"]
    assert "DCI-[0-9]{5}" not in registered(container)


def test_a_new_shape_is_brought_from_then_on(
    container: Container, client: FlaskClient, agency_key: Callable[[str], str], tmp_path: Path
) -> None:
    assert load(container, tmp_path, "DCI-[0-9]{5},dci,DCI-12345") == []
    dci = Agency.of(client, agency_key, "dci")
    assert dci.record(service="good-conduct", reference="dci-00001")["reference"] == "DCI-00001"


def test_what_another_agency_recorded_before_there_were_shapes_keeps_the_shape_from_others(
    container: Container, client: FlaskClient, agency_key: Callable[[str], str], tmp_path: Path
) -> None:
    """Otherwise another agency would learn from a 409 that the reference exists. The old one stays readable."""
    with container.database.transaction() as session:
        wanted = service(session, "passport-renew-34")
        assert wanted is not None
        applicant = Applicant(AccountType.CITIZEN, "29000001", "+254700000001")
        transitions.record_application(
            session, wanted, applicant, actor="test", contacts=container.contacts, reference="OLD-12345", ours=True
        )
    assert load(container, tmp_path, "OLD-[0-9]{5},dci,OLD-00001") == [
        "2: another agency has applications of this shape"
    ]
    assert load(container, tmp_path, "OLD-[0-9]{5},dis,OLD-00001") == []
    dis = Agency.of(client, agency_key)
    assert dis.get(f"{APPLICATIONS}/OLD-12345").status_code == 200
    assert dis.move("old%2012345", "processing").status_code == 200


def test_the_rule_stands_in_the_domain(container: Container) -> None:
    """So it holds for any code that records applications."""
    wanted: Any = None
    with container.database.transaction() as session:
        wanted = service(session, "passport-renew-34")
        applicant = Applicant(AccountType.CITIZEN, "29000001", "+254700000001")
        with pytest.raises(Invalid):
            transitions.record_application(
                session, wanted, applicant, actor="t", contacts=container.contacts, reference="NTSA-00001"
            )
        assert applications.find_application(session, "NTSA00001") is None


def test_the_shapes_that_lango_comes_with_are_loaded_and_apart(container: Container, tmp_path: Path) -> None:
    shapes = registered(container)
    assert len(shapes) >= 7
    assert set(shapes.values()) == {"dis", "ntsa", "brs", "nrb"}
    file = loader.DATA / "reference_shapes.csv"
    do(container, loader.load, [file])
