"""URL converters for values in a path: a reference, which may have slashes, and the id of an account. Neither matches a
path segment that is the name of a route."""

from typing import Final

from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter, PathConverter

BELOW: Final = ("fee", "messages", "payments", "replies", "simulate", "status")
"""The last segments of the routes below an application, or below `/applications`. A reference does not end in one, so a
wrong verb there gets a 405."""
_BELOW: Final = rf"(?:{'|'.join(BELOW)})\Z"


class ReferenceConverter(PathConverter):
    """Converts `<reference:reference>` in a route."""

    regex = rf"(?!{_BELOW})(?:(?!/{_BELOW}).)+?"


class AccountConverter(BaseConverter):
    """Converts `<account:account_id>` in a route."""

    regex = r"(?!find\Z)[^/]+"


def set_up(state: BlueprintSetupState) -> None:
    """Register the converters with the application."""
    state.app.url_map.converters |= {"reference": ReferenceConverter, "account": AccountConverter}
