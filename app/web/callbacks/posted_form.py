"""The form of a callback, read once and at once: a hop has few fields, and every hop has them."""

from typing import Final
from urllib.parse import parse_qs

from flask import request

QUOTED: Final = "werkzeug.url_quote"
"""Bytes that are no letters stay as they were posted, `%ff`: registered by Werkzeug, for its own forms."""
MOST_FIELDS: Final = 100
"""The provider sends nine at most."""


def read_form() -> dict[str, list[str]]:
    """The fields of the request, each with all its values; none where the body is no form, or has too many."""
    body = request.get_data(cache=False)
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors=QUOTED)
    except ValueError:
        return {}
