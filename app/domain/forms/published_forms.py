"""The forms that can be filled in now, each with the services that are applied for with it."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.catalogue.models import Service
from app.domain.forms import form_versions
from app.domain.forms.definition import Form


@dataclass(frozen=True)
class PublishedForm:
    """A form, and the codes of its services; without any as long as no service names the form."""

    form: Form
    services: tuple[str, ...]


def published_forms(session: Session) -> list[PublishedForm]:
    """The current version of every form, by name."""
    services = _services(session)
    return [PublishedForm(form, services[form.name]) for form in form_versions.current_forms(session)]


def published_form(session: Session, name: str) -> PublishedForm | None:
    """The current version of a form; None where it has none."""
    form = form_versions.current_form(session, name)
    return PublishedForm(form, _services(session)[name]) if form else None


def _services(session: Session) -> defaultdict[str | None, tuple[str, ...]]:
    query = select(Service.form, Service.code).where(Service.form.is_not(None), Service.channel == "phone")
    found: defaultdict[str | None, tuple[str, ...]] = defaultdict(tuple)
    for form, code in session.execute(query.order_by(Service.code)):
        found[form] += (code,)
    return found
