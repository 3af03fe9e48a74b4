"""A reference in a path: whatever stands there, slashes too, but none of the routes below an application."""

from typing import Final

from flask.blueprints import BlueprintSetupState
from werkzeug.routing import PathConverter

BELOW: Final = ("fee", "messages", "payments", "replies", "simulate", "status")
"""What paths below an application, or below `/applications`, end in: with a wrong verb a 405, and no reference."""
_BELOW: Final = rf"(?:{'|'.join(BELOW)})\Z"


class ReferenceConverter(PathConverter):
    """The gap `<reference:reference>` of a path."""

    regex = rf"(?!{_BELOW})(?:(?!/{_BELOW}).)+?"


def set_up(state: BlueprintSetupState) -> None:
    """Let the paths of this application have such gaps."""
    state.app.url_map.converters["reference"] = ReferenceConverter
