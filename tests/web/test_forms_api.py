"""The forms in the agencies' API: each published form, whole and in every language; 304 for an unchanged form."""

from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from app.container import Container
from app.domain.catalogue.models import Service
from app.domain.forms import form_versions
from app.domain.forms.definition import Comparison, Form, FormQuestion, Group, Kind, Matches, Today
from app.web.api.schemas.forms import FormDefinition
from tests.database.applying import FORM, SERVICE, TEXT, applied_for
from tests.database.holder import do
from tests.web.agency import Agency, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FORMS: Final = "/api/v1/forms"
OF_AGE: Final = Comparison(op="<=", left=".", right=Today(today=-6570))
CHECKED: Final = Form(
    name="checked",
    version="2",
    title=TEXT,
    questions=(
        FormQuestion(name="born", kind=Kind.DATE, label=TEXT, constraint=OF_AGE),
        FormQuestion(
            name="code",
            kind=Kind.TEXT,
            label=TEXT,
            relevant=Group(
                op="or", of=(Comparison(op="!=", left="born", right="x"), Comparison(op=">", left="born", right=3))
            ),
            constraint=Matches(pattern="[A-Z]{3}"),
        ),
    ),
)


def told(agency: Agency, name: str) -> dict[str, Any]:
    answer = agency.get(f"{FORMS}/{name}")
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def test_a_form_is_told_whole_with_its_services(container: Container, dis: Agency) -> None:
    applied_for(container)
    form = told(dis, FORM.name)
    assert (form["name"], form["version"], form["digest"], form["title"]) == ("test", "1", FORM.digest, FORM.title)
    assert form["services"] == [SERVICE]
    assert (form["account_types"], form["min_age"], form["hand_in_days"]) == (["citizen", "resident"], 18, 14)
    assert form["hand_in"] == FORM.hand_in
    questions = {each["name"]: each for each in form["questions"]}
    assert [*questions] == [each.name for each in FORM.questions]
    assert questions["office"]["choices"] == [
        {"name": "nyayo", "label": {"en": "Nyayo House", "sw": "Nyayo"}, "attributes": {}},
        {"name": "kisumu", "label": {"en": "Kisumu", "sw": "Kisumu"}, "attributes": {}},
    ]
    assert questions["subject_first_name"]["relevant"] == {"op": "=", "left": "for_whom", "right": "child"}
    assert (questions["day"]["calendar"], questions["day"]["choice_filter"]) == (
        "biometrics",
        {"attribute": "place", "question": "office"},
    )
    assert (questions["remark"]["required"], questions["agreed"]["kind"]) == (False, "agree")


def test_every_condition_is_told_as_what_it_is(container: Container, dis: Agency) -> None:
    do(container, form_versions.publish, CHECKED)
    born, code = told(dis, "checked")["questions"]
    assert born["constraint"] == {"op": "<=", "left": ".", "right": {"today": -6570}}
    assert code["constraint"] == {"op": "regex", "left": ".", "pattern": "[A-Z]{3}"}
    assert code["relevant"] == {
        "op": "or",
        "of": [{"op": "!=", "left": "born", "right": "x"}, {"op": ">", "left": "born", "right": 3}],
    }
    assert told(dis, "checked")["services"] == []


def test_all_forms_are_listed_by_name_and_each_can_be_read(container: Container, dis: Agency) -> None:
    for form in (FORM, CHECKED):
        do(container, form_versions.publish, form)
    listed = dis.get(FORMS).get_json()["forms"]
    names = [each["name"] for each in listed]
    assert names == sorted(names)
    assert {"checked", "test"} <= {*names}
    for each in listed:
        whole = told(dis, each["name"])
        assert {name: whole[name] for name in each} == each
        FormDefinition.model_validate(whole)


def test_a_new_version_is_the_one_that_is_told(container: Container, dis: Agency) -> None:
    for form in (FORM, FORM.model_copy(update={"version": "2"})):
        do(container, form_versions.publish, form)
    assert told(dis, FORM.name)["version"] == "2"
    assert [each["version"] for each in dis.get(FORMS).get_json()["forms"] if each["name"] == FORM.name] == ["2"]


@pytest.mark.parametrize("path", [FORMS, f"{FORMS}/test"])
def test_who_has_it_gets_nothing_until_it_changes(
    container: Container, client: FlaskClient, dis: Agency, path: str
) -> None:
    applied_for(container)
    etag = dis.get(path).headers["ETag"]
    key = {"Authorization": f"Bearer {dis._key}"}
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = client.get(path, headers=key | {"If-None-Match": known})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag)
        assert "RateLimit" in answer.headers
    assert client.get(path, headers=key | {"If-None-Match": '"other"'}).status_code == 200
    with container.database.transaction() as session:
        session.execute(update(Service).where(Service.code == SERVICE).values(channel="portal"))
    changed = client.get(path, headers=key | {"If-None-Match": etag})
    assert (changed.status_code, changed.headers["ETag"] != etag) == (200, True)
    assert SERVICE not in changed.text


@pytest.mark.parametrize("name", ["no-such-form", "test%00", "a/b", "x" * 300, "%F0%9F%90%95", "1"])
def test_an_unknown_form_is_not_there(dis: Agency, name: str) -> None:
    assert refusal(dis.get(f"{FORMS}/{name}"), 404) == "there is no form of this name"
