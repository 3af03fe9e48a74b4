"""The services of a member of staff's agency, with a text search, and the stages of these services."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.back_office.work_queue import reach_of, services_within
from app.domain.catalogue import models
from app.domain.catalogue.changes import catalogue_changes
from app.domain.catalogue.models import Service, Stage, StageSilence
from app.domain.shared.errors import NotAllowed, NotFound
from app.domain.staff.staff_members import Staff

PAGE = 100
"""Services on a page: some agencies have thousands."""


@dataclass(frozen=True)
class ServicePage:
    """A page of services, by code. `last`: the code after which the next page begins; None on the last page."""

    services: Sequence[Service]
    last: str | None


@dataclass(frozen=True)
class AgencyStage:
    """A stage, and whether the agency sends SMS there."""

    stage: Stage
    sends_sms: bool


def find_page(session: Session, staff: Staff, words: str, after: str) -> ServicePage:
    """A page of the services within reach whose name, label or code contains every typed word. `after`: the cursor."""
    reach = reach_of(staff)
    query = select(Service).where(Service.agency_code == reach.agency, Service.code > after)
    if reach.services:
        query = query.where(Service.code.in_(reach.services))
    for word in words.split():
        named = (Service.name, Service.name_sw, Service.label, Service.label_sw, Service.code)
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in named)))
    found = session.scalars(query.order_by(Service.code).limit(PAGE + 1)).all()
    return ServicePage(found[:PAGE], found[PAGE - 1].code if len(found) > PAGE else None)


def find_own_service(session: Session, code: str, *, staff: Staff) -> Service:
    """A service within reach. Raises NotFound for any other."""
    found, reach = models.service(session, code), reach_of(staff)
    if found is None or not reach.has_service(found.code, found.agency_code):
        raise NotFound("there is no such service")
    return found


def list_stages(session: Session, *, staff: Staff) -> list[AgencyStage]:
    """The stages of the families of the services within reach."""
    reach = reach_of(staff)
    families = sorted({each.family for each in services_within(session, reach)})
    query = select(StageSilence.family, StageSilence.stage).where(StageSilence.agency_code == reach.agency)
    silent = {tuple(row) for row in session.execute(query)}
    stages = [each for family in families for each in models.stages(session, family)]
    return [AgencyStage(each, (each.family, each.code) not in silent) for each in stages]


def find_own_stage(session: Session, family: str, code: str, *, staff: Staff) -> AgencyStage:
    """A stage of a family of the services within reach. Raises NotFound for any other."""
    reach = reach_of(staff)
    found = models.stage(session, family, code)
    if found is None or family not in {each.family for each in services_within(session, reach)}:
        raise NotFound("there is no such stage")
    return AgencyStage(found, not catalogue_changes.is_silence(session, reach.agency, family, code))


def has_family(session: Session, family: str, *, staff: Staff) -> bool:
    """Whether all services of the agency in a family are within reach: the SMS of a stage is switched for all."""
    whole = select(Service.code).where(Service.agency_code == reach_of(staff).agency, Service.family == family)
    return staff.has_services(session.scalars(whole).all())


def switch_stage(session: Session, family: str, code: str, *, is_on: bool, staff: Staff) -> None:
    """Switch the SMS of the agency at a stage on or off. Raises NotFound; NotAllowed without `has_family`."""
    find_own_stage(session, family, code, staff=staff)
    if not has_family(session, family, staff=staff):
        raise NotAllowed("this stage is also of services that you do not work on: a colleague of all switches its SMS")
    agency = reach_of(staff).agency
    catalogue_changes.switch_sms(session, agency, family, code, is_on=is_on, actor=staff.actor)
