"""Names of things in a path, which may be whatever stands there, but no name of a route: a reference, slashes too, and
the id of an account."""

from typing import Final

from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter, PathConverter

BELOW: Final = ("fee", "messages", "payments", "replies", "simulate", "status")
"""What paths below an application, or below `/applications`, end in: with a wrong verb a 405, and no reference."""
_BELOW: Final = rf"(?:{'|'.join(BELOW)})\Z"


class ReferenceConverter(PathConverter):
    """The gap `<reference:reference>` of a path."""

    regex = rf"(?!{_BELOW})(?:(?!/{_BELOW}).)+?"


class AccountConverter(BaseConverter):
    """The gap `<account:account_id>` of a path."""

    regex = r"(?!find\Z)[^/]+"


def set_up(state: BlueprintSetupState) -> None:
    """Let the paths of this application have such gaps."""
    state.app.url_map.converters |= {"reference": ReferenceConverter, "account": AccountConverter}
