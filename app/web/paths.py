"""Serves each path in one spelling only: the one that a proxy in front has rules for."""

import re
from typing import Final

from flask import abort

from app.web import current_request

_PLAIN: Final = r"A-Za-z0-9._~!$&'()*+,=:@\-"
"""Characters that need no percent-encoding in a path (RFC 3986, 3.3), but the semicolon: some proxies cut there."""
_SEGMENT: Final = rf"(?!\.\.?(?:/|$))(?:[{_PLAIN}]|%[0-9A-F]{{2}})+"
_PATH: Final = re.compile(rf"/|(?:/{_SEGMENT})+/?")
_GAP: Final = re.compile("<(?:path|reference):")
"""The start of a parameter in a rule whose value may have slashes."""


def refuse_other_spellings() -> None:
    """A 404 like any wrong path for `//at/...`, `/at/x%2Fussd`, `/./at/...`, `/%61t/...`, `/at/...;x`, `/at/.../`.

    Runs before any guard: a proxy's rules that hide or log paths do not match these spellings.
    """
    asked = current_request()
    environ = asked.environ
    spelt = environ.get("RAW_URI") or environ.get("REQUEST_URI") or environ.get("PATH_INFO", "")
    rule = asked.url_rule
    if not is_canonical(str(spelt).partition("?")[0], rule.rule if rule else ""):
        abort(404)


def is_canonical(path: str, rule: str) -> bool:
    """Whether a path, as it was sent, has the one spelling in which this rule of ours is served.

    Only the value of a parameter that may have slashes (`<path:reference>`) may be percent-encoded. `rule` is empty
    where none fits the path and the verb.
    """
    if not _PATH.fullmatch(path) or (path.endswith("/") and not rule.endswith("/")):
        return False
    before, *after = _GAP.split(rule, maxsplit=1)
    return "%" not in path or (bool(after) and path.startswith(before) and path.endswith(after[0].partition(">")[2]))
