"""One spelling of each path: what a proxy in front has a rule for is what is served here."""

import re
from typing import Final

from flask import abort, request

_PLAIN: Final = r"A-Za-z0-9._~!$&'()*+,=:@\-"
"""What stands for itself in a path (RFC 3986, 3.3). The semicolon does not: some proxies cut there."""
_SEGMENT: Final = rf"(?!\.\.?(?:/|$))(?:[{_PLAIN}]|%[0-9A-F]{{2}})+"
_PATH: Final = re.compile(rf"/|(?:/{_SEGMENT})+/?")
_ENCODED: Final = re.compile("%(..)")
_NEEDLESS: Final = re.compile(rf"[{_PLAIN}/\\;]|[^ -~\x80-\xff]")
"""What is never written in its code: what stands for itself, what divides, and what no path of ours holds."""


def refuse_other_spellings() -> None:
    """A 404 like any wrong path for `//at/...`, `/at/x%2Fussd`, `/./at/...`, `/%61t/...`, `/at/...;x`, `/at/.../`.

    Before any guard: a proxy that hides or logs by paths has met none of these spellings.
    """
    environ = request.environ
    spelt = environ.get("RAW_URI") or environ.get("REQUEST_URI") or environ.get("PATH_INFO", "")
    path, rule = str(spelt).partition("?")[0], request.url_rule
    if not is_canonical(path) or (rule is not None and path.endswith("/") and not rule.rule.endswith("/")):
        abort(404)


def is_canonical(path: str) -> bool:
    """Whether a path, as it came over the wire, is spelt in the one way that is served."""
    if not _PATH.fullmatch(path):
        return False
    return not any(_NEEDLESS.match(chr(int(code, 16))) for code in _ENCODED.findall(path))
