"""Whether a fee's source is official. Citizens are shown no other: they would trust any website that our SMS names."""

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
    """Whether a source is a gazette, a legal notice, an agency's charter, or a host of the government (`kra.go.ke`).

    Every host that a source names must be the government's, by its last two labels: `go.ke.example.com` is not.
    """
    hosts = _HOST.findall(source)
    if hosts:
        return "@" not in source and all(host.casefold().endswith(".go.ke") for host in hosts)
    return _OFFICIAL.match(source.strip()) is not None
