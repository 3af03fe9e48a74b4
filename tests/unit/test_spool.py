"""The spool: every record that was accepted is drained in order, also if processes die meanwhile."""

import multiprocessing
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platform.encryption import DecryptionError, Keyring
from app.platform.spool import NotNow, Spool, SpoolRecord
from tests.conftest import KEY

NOON: Final = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)
KEYS: Final = Keyring([KEY])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "spool"


@pytest.fixture
def spool(folder: Path) -> Spool:
    return Spool(folder, KEYS)


def put(spool: Spool, *numbers: int) -> None:
    for number in numbers:
        spool.put("sms", {"number": number}, NOON + timedelta(seconds=number))


def drained(spool: Spool, *, bad: tuple[int, ...] = (), stop_at: int | None = None) -> list[int]:
    """Drain the spool; the numbers that were applied. Those in `bad` fail, and at `stop_at` the drain stops."""
    found: list[int] = []

    def apply(record: SpoolRecord) -> None:
        number = record.told["number"]
        if number == stop_at:
            raise NotNow
        if number in bad:
            raise ValueError("cannot be applied")
        found.append(number)

    with suppress(NotNow):
        spool.drain(apply, lambda _name, _error: None)
    return found


def test_what_is_told_comes_back_as_it_was_with_its_kind_and_its_time(spool: Spool) -> None:
    told: dict[str, Any] = {"text": "hali 1020\n“Ũ”\0\u2028", "sender": None, "list": [1, {"a": "b"}]}
    spool.put("report", told, NOON)
    seen: list[SpoolRecord] = []
    assert spool.drain(seen.append, lambda *_: None) == 1
    [record] = seen
    assert (record.kind, record.told, record.at) == ("report", told, NOON)


def test_records_are_drained_once_and_in_order(spool: Spool) -> None:
    assert not spool.waits()
    put(spool, 3, 1, 2)
    assert spool.waits()
    assert (drained(spool), drained(spool), spool.waits()) == ([3, 1, 2], [], False)


def test_what_comes_during_a_drain_comes_after_it(spool: Spool) -> None:
    put(spool, 1, 2)
    found = []

    def apply(record: SpoolRecord) -> None:
        found.append(record.told["number"])
        if record.told["number"] == 1:
            put(spool, 3)
            assert spool.drain(apply, lambda *_: None) == 0, "one drain at a time"

    spool.drain(apply, lambda *_: None)
    assert found == [1, 2]
    assert drained(spool) == [3]


def test_a_drain_that_stops_keeps_the_record_and_all_behind_it(spool: Spool) -> None:
    put(spool, 1, 2, 3)
    assert drained(spool, stop_at=2) == [1]
    put(spool, 4)
    assert spool.read_state().waiting == 4
    assert drained(spool, stop_at=2) == [1], "applied again: whoever applies knows it by its name"
    assert drained(spool) == [1, 2, 3, 4]


def test_a_record_has_the_same_name_each_time(spool: Spool) -> None:
    names: list[str] = []

    def stop(record: SpoolRecord) -> None:
        names.append(record.name)
        raise NotNow

    put(spool, 1)
    for _ in range(2):
        with pytest.raises(NotNow):
            spool.drain(stop, lambda *_: None)
    assert len(names) == 2
    assert len(set(names)) == 1


def test_what_cannot_be_applied_is_set_aside_told_of_and_holds_up_nothing(spool: Spool) -> None:
    put(spool, *range(5))
    told: list[tuple[str, str]] = []

    def apply(record: SpoolRecord) -> None:
        if record.told["number"] == 2:
            raise ValueError

    assert spool.drain(apply, lambda name, error: told.append((name, type(error).__name__))) == 4
    assert [error for _name, error in told] == ["ValueError"]
    assert (spool.waits(), spool.read_state().aside) == (False, 1)
    put(spool, 9)
    spool.again()
    assert drained(spool) == [2, 9]
    assert spool.read_state().aside == 0
    spool.again()
    assert not spool.waits()


def test_a_record_that_no_key_opens_is_set_aside_until_its_key_is_back(spool: Spool, folder: Path) -> None:
    put(spool, 1)
    other = Spool(folder, Keyring(["another-key-for-tests-0123456789-abcdef"]))
    errors: list[Exception] = []
    other.drain(lambda _: None, lambda _name, error: errors.append(error))
    assert [type(error) for error in errors] == [DecryptionError]
    spool.again()
    assert drained(spool) == [1]


def test_a_record_that_was_damaged_or_moved_is_set_aside(spool: Spool, folder: Path) -> None:
    put(spool, 1, 2)
    first, second = [line for line in (folder / "live").read_bytes().split(b"\n") if line]
    name, length, sealed = first.split(b" ")
    moved = b" ".join([second.split(b" ")[0], length, sealed])
    damaged = b" ".join([name, length, sealed[:40] + b"AAAA" + sealed[44:]])
    garbage = b" ".join([name, b"zzzzzzzz", b"\xff\xfe"])
    (folder / "live").write_bytes(b"\n".join([moved, damaged, garbage, second, b""]))
    assert drained(spool) == [2]
    assert spool.read_state().aside == 3


@given(st.data())
def test_a_line_torn_at_any_byte_is_passed_by_and_what_follows_it_is_whole(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("torn")
    spool = Spool(folder, KEYS)
    put(spool, 1)
    whole = (folder / "live").stat().st_size
    put(spool, 2)
    torn = data.draw(st.integers(whole, (folder / "live").stat().st_size - 2))
    os.truncate(folder / "live", torn)
    put(spool, 3)
    assert drained(spool) == [1, 3]
    assert spool.read_state().aside == 0, "nobody was told that it was taken: no alarm"


def test_nothing_of_it_can_be_read_on_the_disk_and_only_its_owner_may_look(spool: Spool, folder: Path) -> None:
    spool.put("sms", {"text": "Nyayo House", "sender": "+254711000001"}, NOON)
    spool.drain(lambda _: 1 / 0, lambda *_: None)  # type: ignore[arg-type]
    spool.put("sms", {"text": "Nyayo House", "sender": "+254711000001"}, NOON)
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not any(word in file.read_bytes() for word in (b"Nyayo", b"711000001", b"sms"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_its_standing_says_how_many_since_when_and_whether_the_disk_takes_more(spool: Spool) -> None:
    assert spool.read_state().waiting == 0
    assert (spool.read_state().oldest, spool.read_state().writable) == (None, True)
    put(spool, 60, 90)
    assert (spool.read_state().waiting, spool.read_state().oldest) == (2, NOON + timedelta(seconds=60))


def test_a_disk_that_takes_nothing_says_so() -> None:
    nowhere = Spool(Path("/dev/null/spool"), KEYS)
    assert not nowhere.waits()
    assert not nowhere.read_state().writable
    with pytest.raises(OSError):  # noqa: PT011 - which, is the disk's affair
        put(nowhere, 1)
    assert nowhere.drain(lambda _: None, lambda *_: None) == 0


def test_a_disk_that_is_full_keeps_what_it_had_and_no_half_of_more(
    spool: Spool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(spool, 1)
    before = (folder / "live").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            put(spool, 2)
    assert (folder / "live").read_bytes() == before
    put(spool, 3)
    assert drained(spool) == [1, 3]


# Many at once


def _put_many(folder: Path, first: int, count: int) -> None:
    put(Spool(folder, KEYS), *range(first, first + count))


@pytest.mark.slow
def test_processes_and_threads_write_at_once_while_another_drains(spool: Spool, folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_put_many, args=(folder, 1000 * each, 60)) for each in range(2)]
    for writer in writers:
        writer.start()
    found: list[int] = []
    with ThreadPoolExecutor(4) as threads:
        done = [threads.submit(_put_many, folder, 1000 * each, 30) for each in range(2, 6)]
        while any(writer.is_alive() for writer in writers) or not all(each.done() for each in done):
            found += drained(spool)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    found += drained(spool)
    for each, count in [*((n, 60) for n in range(2)), *((n, 30) for n in range(2, 6))]:
        assert [number for number in found if number // 1000 == each] == [1000 * each + n for n in range(count)]
    assert len(found) == 240


@pytest.mark.slow
def test_a_process_killed_while_it_writes_loses_nothing_that_was_answered(
    spool: Spool, folder: Path, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    answered: list[int] = []
    for turn in range(5):
        said = tmp_path / f"said{turn}"
        writer = context.Process(target=_keep_putting, args=(folder, 1000 * turn, said))
        writer.start()
        while not said.exists() or said.stat().st_size < 40 + 17 * turn:
            time.sleep(0.0005)
        writer.kill()
        writer.join()
        answered += [int(line) for line in said.read_text().split("\n")[:-1]]
    found = drained(spool)
    assert set(answered) <= set(found)
    assert len(found) == len(set(found)) <= len(answered) + 5
    assert found == sorted(found)
    assert spool.read_state().aside == 0


def _keep_putting(folder: Path, first: int, said: Path) -> None:
    spool, number = Spool(folder, KEYS), first
    with said.open("ab", buffering=0) as answers:
        while True:
            put(spool, number)
            answers.write(b"%d\n" % number)
            number += 1
