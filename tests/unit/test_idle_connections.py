"""Idle connections: the one used last is taken first, and none that another process has opened."""

import os

from app.platform.idle_connections import IdleConnections


def test_the_one_used_last_is_taken_first_and_none_where_none_waits() -> None:
    idle: IdleConnections[str] = IdleConnections()
    for each in ("one", "other"):
        idle.put(each)
    assert len(idle) == 2
    assert [idle.take() for _ in range(3)] == ["other", "one", None]
    assert len(idle) == 0


def test_a_forked_process_takes_none_that_the_other_has_opened_and_ends_none() -> None:
    ended: list[str] = []

    class Connection:
        def __del__(self) -> None:
            ended.append("ended")

    idle: IdleConnections[Connection] = IdleConnections()
    idle.put(Connection())
    child = os.fork()
    if child == 0:  # the child must not run on into pytest: its exit status is the result
        taken = idle.take()
        os._exit(0 if taken is None and not ended else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert idle.take() is not None
