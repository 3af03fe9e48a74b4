"""Pooled HTTP that can tell "it never left" from "it may have arrived".

A message may be sent again only when the first try certainly failed before its first byte. The plain
`requests` cannot say so: a TLS handshake that is reset or times out looks to it like a lost answer.
"""

from typing import Any

from requests import Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Retry
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from app.providers.ports import Refused, Unknown

POOL = 24
"""Connections kept open: more than the worker has threads."""


class _Connection(HTTPSConnection):
    def connect(self) -> None:
        try:
            super().connect()
        except Exception as error:
            raise NewConnectionError(self, type(error).__name__) from error


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


_POOLS = {"http": HTTPConnectionPool, "https": _Pool}


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager


class Connections:
    """Connections that threads share, with a new session for each request: one of `requests` is not promised to be
    thread-safe, and would send the cookies of one answer with the next person's request.

    `tries`: how often connecting is tried; sending, once.
    """

    def __init__(self, *, tries: int = 3) -> None:
        retries = Retry(connect=tries - 1, read=0, status=0, redirect=0, other=0)
        self._adapter = _Adapter(pool_connections=4, pool_maxsize=POOL, max_retries=retries)

    def session(self) -> Session:
        """A session for one request. Do not close it: its connections are shared."""
        session = Session()
        for scheme in ("https://", "http://"):
            session.mount(scheme, self._adapter)
        return session


def never_left(error: Exception) -> bool:
    """Whether a request that ended in this error certainly did not reach the other side.

    Only an error of connecting says so. A proxy's error says nothing by itself: urllib3 blames the proxy
    for an answer that was cut off as well.
    """
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    return isinstance(getattr(reason, "original_error", reason), (ConnectTimeoutError, NewConnectionError))


def judge_failure(error: Exception) -> Refused | Unknown:
    """The outcome of a message whose request raised this error: not sent (nor would any other be), or unknown."""
    reason = type(error).__name__
    if never_left(error):
        return Refused("not sent", reason, temporary=True, for_all=True)
    return Unknown(reason)
