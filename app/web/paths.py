"""One spelling of each path: what a proxy in front has a rule for is what is served here."""

import re
from typing import Final

from flask import abort

from app.web import current_request

_PLAIN: Final = r"A-Za-z0-9._~!$&'()*+,=:@\-"
"""What stands for itself in a path (RFC 3986, 3.3). The semicolon does not: some proxies cut there."""
_SEGMENT: Final = rf"(?!\.\.?(?:/|$))(?:[{_PLAIN}]|%[0-9A-F]{{2}})+"
_PATH: Final = re.compile(rf"/|(?:/{_SEGMENT})+/?")
_GAP: Final = re.compile("<(?:path|reference):")
"""The start of a gap in a rule that takes in slashes."""


def refuse_other_spellings() -> None:
    """A 404 like any wrong path for `//at/...`, `/at/x%2Fussd`, `/./at/...`, `/%61t/...`, `/at/...;x`, `/at/.../`.

    Before any guard: a proxy that hides or logs by paths has met none of these spellings.
    """
    asked = current_request()
    environ = asked.environ
    spelt = environ.get("RAW_URI") or environ.get("REQUEST_URI") or environ.get("PATH_INFO", "")
    rule = asked.url_rule
    if not is_canonical(str(spelt).partition("?")[0], rule.rule if rule else ""):
        abort(404)


def is_canonical(path: str, rule: str) -> bool:
    """Whether a path, as it came over the wire, is spelt in the one way in which this rule of ours is served.

    Only what stands in a rule's last gap (`<path:reference>`) may be written in codes, as its writer likes. The rule is
    empty where none was found for the verb.
    """
    if not _PATH.fullmatch(path) or (path.endswith("/") and not rule.endswith("/")):
        return False
    before, *after = _GAP.split(rule, maxsplit=1)
    return "%" not in path or (bool(after) and path.startswith(before) and path.endswith(after[0].partition(">")[2]))
