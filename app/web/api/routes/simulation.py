"""The agencies' API for test keys: simulates what a citizen would do to a test application."""

from flask import abort, g
from sqlalchemy.orm import Session

from app.domain.applying import simulated_events
from app.domain.staff.api_keys import Scope
from app.web import container
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import REFERENCE
from app.web.api.routes.application_details import state_of
from app.web.api.schemas.applications import ApplicationState
from app.web.api.schemas.simulation import SIMULATED, SimulationWanted

blueprint = ApiBlueprint("simulation", __name__)

REAL: str = "a test key is wanted: what citizens do is simulated for test applications only"


@blueprint.operation(
    "POST",
    "/applications/<path:reference>/simulate",
    "Simulate what a citizen does to a test application",
    scope=Scope.WRITE_APPLICATIONS,
    reads=SimulationWanted,
    takes=(REFERENCE,),
    answer=Answer(200, "The application as it stands now", ApplicationState, SIMULATED, ("ETag",)),
    refuses=(409,),
    once=True,
)
def simulate(session: Session, reference: str, given: SimulationWanted) -> ApplicationState:
    """Simulate an event; the test phone is told, as a citizen would be. A key that is no test key gets a 403."""
    if not g.key.is_test:
        abort(403, REAL)
    application = simulated_events.simulate(
        session, reference, given.simulation(), key=g.key, contacts=container().contacts
    )
    return state_of(session, application)
