"""A few requests work, the others wait in the order of their coming; one that is held up lets another begin."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

import pytest

from app.platform.long_waits import tell_of_wait
from app.web import slots
from app.web.asgi import Asgi
from app.web.slots import Slots
from tests.unit.test_asgi import HEADERS, asked, scope


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 5))


def test_no_more_begin_than_there_are_slots_and_the_first_to_wait_is_next() -> None:
    async def work() -> None:
        places, begun = Slots(2), list[int]()

        async def one(number: int) -> None:
            slot = await places.take()
            begun.append(number)
            await asyncio.sleep(0.02)
            slot.give_back()

        those = [asyncio.ensure_future(one(number)) for number in range(5)]
        await asyncio.sleep(0.01)
        assert begun == [0, 1]
        await asyncio.gather(*those)
        assert begun == [0, 1, 2, 3, 4]
        assert places._free == 2

    run(work())


def test_one_that_is_held_up_lets_another_begin_and_gives_no_second_slot_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "HELD_UP", 0.02)

    async def work() -> None:
        places = Slots(1)
        held_up = await places.take()
        other = await asyncio.wait_for(places.take(), 1)
        held_up.give_back()
        assert places._free == 0, "the other has it"
        other.give_back()
        assert places._free == 1

    run(work())


def test_one_who_stops_waiting_takes_no_slot_along() -> None:
    async def work() -> None:
        places = Slots(1)
        first = await places.take()
        gone, waits = asyncio.ensure_future(places.take()), asyncio.ensure_future(places.take())
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        first.give_back()
        (await waits).give_back()
        last = await places.take()
        late = asyncio.ensure_future(places.take())
        await asyncio.sleep(0)
        last.give_back()  # the slot is given to it, and it goes at the same moment
        late.cancel()
        await asyncio.gather(late, return_exceptions=True)
        assert places._free == 1

    run(work())


@pytest.mark.parametrize("tells", [True, False])
def test_a_request_that_waits_for_long_and_says_so_holds_up_nobody(tells: bool) -> None:
    """Six passwords, each of which takes its time, and a menu beside them."""

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [])
        if environ["PATH_INFO"] == "/password":
            if tells:
                tell_of_wait()
            time.sleep(0.1)
        return [b"shown"]

    async def work() -> None:
        app = Asgi(application)
        passwords = [asyncio.ensure_future(asked(app, scope(*HEADERS, path="/password"))) for _ in range(6)]
        await asyncio.sleep(0.02)
        began = time.monotonic()
        assert (await asked(app, scope(*HEADERS, path="/menu")))[1] == b"shown"
        assert (time.monotonic() - began < 0.07) is tells
        await asyncio.gather(*passwords)
        assert app._slots._free == slots.AT_ONCE

    run(work())
