"""Whether a fee comes from an official source: citizens are shown no other, for a blog's name in our SMS is a trap."""

import re
from typing import Final

_HOST: Final = re.compile(r"(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]+", re.IGNORECASE)
_OFFICIAL: Final = re.compile(
    r"(kenya )?gazette(?= [0-9]|,| notice\b| waiver\b| supplement\b|$)"
    r"|legal notice [0-9]"
    r"|([a-z]{2,8} )?((citizens?'?|service) )*charter(?=,|$)",
    re.IGNORECASE,
)


def is_official(source: str) -> bool:
    """A gazette, a legal notice, an agency's charter, or a host of the government (`kra.go.ke`).

    Every host that a source names must be the government's, by its end: `go.ke.example.com` is not.
    """
    hosts = _HOST.findall(source)
    if hosts:
        return "@" not in source and all(host.casefold().endswith(".go.ke") for host in hosts)
    return _OFFICIAL.match(source.strip()) is not None
