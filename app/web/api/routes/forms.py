"""The forms that citizens fill in on a phone, by the agencies' API: read, never written."""

import re
from typing import Any, Final

from flask import abort

from app.domain.forms import published_forms
from app.domain.forms.published_forms import PublishedForm
from app.domain.staff.api_keys import Scope
from app.web import container
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import IF_NONE_MATCH, in_path
from app.web.api.schemas.forms import FormDefinition, FormsPublished, FormSummary

blueprint = ApiBlueprint("forms_api", __name__)

NAME: Final = in_path("name", examples=["passport-renewal"])
SUMMARY: Final = {
    "name": "dog-licence",
    "version": "2026-11",
    "digest": "0" * 64,
    "title": {"en": "A licence for a dog", "sw": "Leseni ya mbwa"},
    "services": ["dog-licence-1"],
}
NO_TEXT: Final[dict[str, str]] = {}
DEFINITION: Final = SUMMARY | {
    "account_types": ["citizen"],
    "min_age": 18,
    "in_hand": {"en": "Have the vaccination card at hand.", "sw": "Uwe na kadi ya chanjo."},
    "instead": NO_TEXT,
    "hand_in": NO_TEXT,
    "hand_in_days": 0,
    "questions": [
        {
            "name": "size",
            "kind": "choice",
            "label": {"en": "How big is it?", "sw": "Ni mkubwa kiasi gani?"},
            "short": {"en": "Size", "sw": "Ukubwa"},
            "hint": NO_TEXT,
            "refusal": NO_TEXT,
            "required": True,
            "relevant": {"op": "=", "left": "has_dog", "right": "yes"},
            "constraint": None,
            "choices": [{"name": "big", "label": {"en": "Big", "sw": "Mkubwa"}, "attributes": NO_TEXT}],
            "choice_filter": None,
            "calendar": "",
        }
    ],
}


@blueprint.operation(
    "GET",
    "/forms",
    "List the forms",
    scope=Scope.READ_CATALOGUE,
    takes=(IF_NONE_MATCH,),
    answer=Answer(200, "The forms that can be filled in now", FormsPublished, {"forms": [SUMMARY]}, ("ETag",)),
)
def list_forms() -> FormsPublished:
    """Every form that can be filled in now, of all agencies."""
    with container().database.reading() as session:
        found = published_forms.published_forms(session)
    return FormsPublished(forms=[FormSummary(**_summary(each)) for each in found])


@blueprint.operation(
    "GET",
    "/forms/<path:name>",
    "Read a form",
    scope=Scope.READ_CATALOGUE,
    takes=(NAME, IF_NONE_MATCH),
    answer=Answer(200, "The form as it is filled in now", FormDefinition, DEFINITION, ("ETag",)),
)
def read_form(name: str) -> FormDefinition:
    """A form: its questions in every language, and under which conditions each is asked."""
    with container().database.reading() as session:
        found = published_forms.published_form(session, name) if re.fullmatch("[!-~]{1,64}", name) else None
    if found is None:
        abort(404, "there is no form of this name")
    return FormDefinition(**found.form.model_dump(exclude={"schema_version"}) | _summary(found))


def _summary(published: PublishedForm) -> dict[str, Any]:
    form = published.form
    said = {"name": form.name, "version": form.version, "digest": form.digest, "title": form.title}
    return said | {"services": list(published.services)}
