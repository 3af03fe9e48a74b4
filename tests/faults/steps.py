"""The steps at which a process can be told to kill itself: real SIGKILL, without any hook in the code that is shipped.

`arm` wraps what stands at the borders of a step -- a statement, a COMMIT, a claim, the socket -- in this process alone,
and kills it when the step is reached for the n-th time.
"""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from app.domain.messaging import outbox
from app.platform.db import Database
from sessions.redis import RedisSessions
from tests.faults import steps_of_paying, steps_of_webhooks
from tests.faults.killer import Killer, Wrote, around, nothing

OF_A_CALL: Final = (
    "before the status is written",
    "after the alert is written, before COMMIT",
    "after COMMIT of the alert",
)
"""An agency moves an application: status, history, audit row and alert are one commit of the web."""
OF_THE_WORKER: Final = (
    "before the claim",
    "after the claim",
    "after ATTEMPTING, before the socket",
    "half of the request written",
    "after the request left, before the answer",
    "after the answer, before it is recorded",
    "after it is recorded",
)
AMBIGUOUS: Final = OF_THE_WORKER[4:6]
"""Where only a delivery report can tell whether the message went out."""
OF_A_HOP: Final = (
    "before the hop's claim",
    "after the hop's claim",
    "before the effect's insert",
    "after the effect's insert, before COMMIT",
    "after COMMIT of the effect",
    "before the session's commit",
    "after the session's commit, before the answer",
)


def arm(step: str, nth: int) -> None:
    """Have this process die when a step is reached for the n-th time."""
    killer, wrote = Killer(step, nth), Wrote()
    _watch_statements(killer, wrote)
    _watch_commits(killer, wrote)
    _watch_the_outbox(killer, wrote)
    _watch_the_socket(killer, wrote)
    _watch_sessions(killer)
    steps_of_paying.watch(killer, wrote)
    steps_of_webhooks.watch(killer, wrote)


def _watch_statements(killer: Killer, wrote: Wrote) -> None:
    def before(_c: Any, _k: Any, statement: str, *_: Any) -> None:
        if statement.startswith("UPDATE applications"):
            killer.reach("before the status is written")
        if statement.startswith("INSERT INTO effects"):
            killer.reach("before the effect's insert")

    def after(_c: Any, _k: Any, statement: str, *_: Any) -> None:
        for table in ("messages", "effects"):
            if statement.startswith(f"INSERT INTO {table}"):
                wrote.what.add(table)

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)


def _reach_commit(killer: Killer, wrote: Wrote) -> None:
    if "effects" in wrote.what:
        killer.reach("after the effect's insert, before COMMIT")
    elif "messages" in wrote.what:
        killer.reach("after the alert is written, before COMMIT")
    for what, step in BEFORE_COMMIT.items():
        if what in wrote.what:
            killer.reach(step)


def _watch_commits(killer: Killer, wrote: Wrote) -> None:
    """Just before and just after the COMMIT of what was written."""

    def before(_: Session) -> None:
        _reach_commit(killer, wrote)

    transaction = Database.transaction

    @contextmanager
    def watched(database: Database) -> Iterator[Session]:
        wrote.what.clear()
        with transaction(database) as session:
            event.listen(session, "before_commit", before)
            yield session
        done, wrote.what = wrote.what, set()
        for what, step in AFTER_COMMIT.items():
            if what in done:
                killer.reach(step)

    Database.transaction = watched  # type: ignore[method-assign,assignment]


BEFORE_COMMIT: Final = {
    "answer": "after the answer, before it is recorded",
    **steps_of_paying.BEFORE_COMMIT,
    **steps_of_webhooks.BEFORE_COMMIT,
}
AFTER_COMMIT: Final = {
    "effects": "after COMMIT of the effect",
    "messages": "after COMMIT of the alert",
    "claim": "after the claim",
    "answer": "after it is recorded",
    **steps_of_paying.AFTER_COMMIT,
    **steps_of_webhooks.AFTER_COMMIT,
}


def _watch_the_outbox(killer: Killer, wrote: Wrote) -> None:
    def claimed(found: list[Any]) -> None:
        if found:
            wrote.what.add("claim")

    around(outbox, "claim", lambda: killer.reach("before the claim"), claimed)
    for outcome in ("accepted", "refused", "unknown"):
        around(outbox, outcome, nothing, lambda _: wrote.what.add("answer"))


def _watch_the_socket(killer: Killer, wrote: Wrote) -> None:
    """The connection to a provider: a request is written as its head and then, apart, its form."""
    connection = http.client.HTTPConnection

    def reach(of_an_sms: str, of_an_errand: str) -> None:
        killer.reach(f"{wrote.errand}: {of_an_errand}" if wrote.errand else of_an_sms)

    around(
        connection,
        "endheaders",
        lambda: reach("after ATTEMPTING, before the socket", "before the socket"),
        lambda _: reach("half of the request written", "half of it written"),
    )
    around(
        connection,
        "getresponse",
        lambda: reach("after the request left, before the answer", "after it left, before the answer"),
        nothing,
    )


def _watch_sessions(killer: Killer) -> None:
    around(
        RedisSessions,
        "claim",
        lambda: killer.reach("before the hop's claim"),
        lambda _: killer.reach("after the hop's claim"),
    )
    around(
        RedisSessions,
        "commit",
        lambda: killer.reach("before the session's commit"),
        lambda _: killer.reach("after the session's commit, before the answer"),
    )
