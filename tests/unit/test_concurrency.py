"""The concurrency limit: a few requests run, the others wait in order; one that is held up lets another begin."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

import pytest

from app.platform.long_waits import tell_of_wait
from app.web import concurrency
from app.web.asgi import Asgi
from app.web.concurrency import ConcurrencyLimit
from tests.unit.test_asgi import HEADERS, asked, scope


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 5))


def test_no_more_begin_than_there_are_permits_and_the_first_to_wait_is_next() -> None:
    async def work() -> None:
        limit, begun = ConcurrencyLimit(2), list[int]()

        async def one(number: int) -> None:
            permit = await limit.take()
            begun.append(number)
            await asyncio.sleep(0.02)
            permit.give_back()

        those = [asyncio.ensure_future(one(number)) for number in range(5)]
        await asyncio.sleep(0.01)
        assert begun == [0, 1]
        await asyncio.gather(*those)
        assert begun == [0, 1, 2, 3, 4]
        assert limit._free == 2

    run(work())


def test_one_that_is_held_up_lets_another_begin_and_gives_no_second_permit_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(concurrency, "HELD_UP", 0.02)

    async def work() -> None:
        limit = ConcurrencyLimit(1)
        held_up = await limit.take()
        other = await asyncio.wait_for(limit.take(), 1)
        held_up.give_back()
        assert limit._free == 0, "the other has it"
        other.give_back()
        assert limit._free == 1

    run(work())


def test_one_who_stops_waiting_takes_no_permit_along() -> None:
    async def work() -> None:
        limit = ConcurrencyLimit(1)
        first = await limit.take()
        gone, waits = asyncio.ensure_future(limit.take()), asyncio.ensure_future(limit.take())
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        first.give_back()
        (await waits).give_back()
        last = await limit.take()
        late = asyncio.ensure_future(limit.take())
        await asyncio.sleep(0)
        last.give_back()  # the permit goes to `late`, which is cancelled at the same moment
        late.cancel()
        await asyncio.gather(late, return_exceptions=True)
        assert limit._free == 1

    run(work())


@pytest.mark.parametrize("tells", [True, False])
def test_a_request_that_waits_for_long_and_says_so_holds_up_nobody(
    tells: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six requests hash a password; the menu beside them is answered meanwhile only if they tell of their wait."""
    monkeypatch.setattr(concurrency, "HELD_UP", 60.0)
    hashed = threading.Event()

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [])
        if environ["PATH_INFO"] == "/password":
            if tells:
                tell_of_wait()
            hashed.wait(5)
        return [b"shown"]

    async def work() -> None:
        app = Asgi(application)
        passwords = [asyncio.ensure_future(asked(app, scope(*HEADERS, path="/password"))) for _ in range(6)]
        menu = asyncio.ensure_future(asked(app, scope(*HEADERS, path="/menu")))
        await asyncio.wait([menu], timeout=3 if tells else 0.2)
        assert menu.done() is tells
        hashed.set()
        assert {body for _, body in await asyncio.gather(menu, *passwords)} == {b"shown"}
        assert app._limit._free == concurrency.AT_ONCE

    run(work())
