"""Files that Lango writes are private to its user, also those that an earlier start had left open to others."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import create_engine, inspect, text

from app.container import Container
from app.dev import local_stack
from app.dev.supervisor import StartError
from app.migrations import runner
from app.platform.config.setting_fields import ROOT
from app.platform.config.settings import Settings
from app.platform.encryption import Keyring
from app.platform.private_files import NotOurs, own
from app.platform.spool import Spool
from tests import servers
from tests.conftest import KEY, MONDAY
from tests.faults.stores import waited

ODD = "a %41%2Fb?c=d#e [f] 'g'"
"""The name of a folder, with characters that are special in a URL, in a configuration file and in a glob pattern."""


@contextmanager
def careless() -> Iterator[None]:
    """Set a umask of 0: every new file is open to everybody."""
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """By path: the permissions of group and others for a folder and everything in it; 0 is none."""
    return {str(path): path.lstat().st_mode & 0o077 for path in (folder, *folder.rglob("*"))}


def closed(folder: Path) -> bool:
    return set(modes(folder).values()) == {0}


def test_what_was_open_is_closed_and_what_is_not_ours_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with careless():
        (folder / "spool").mkdir(parents=True)
        ours = ["lango.db", "lango.db-wal", "lango.db-shm", "lango.log", "redis.log", "secret.key", "appendonly.aof",
                "dump.rdb", "run.lock", "spool/live"]  # fmt: skip
        for name in (*ours, "holiday.jpg"):
            (folder / name).touch()
        (tmp_path / "elsewhere").touch()
        (folder / "lango.db-link").symlink_to(tmp_path / "elsewhere")
    own(folder)
    assert {name for name, mode in modes(folder).items() if mode} == {
        str(folder / name) for name in ("holiday.jpg", "lango.db-link")
    }
    assert (tmp_path / "elsewhere").stat().st_mode & 0o777 == 0o666


@pytest.mark.parametrize("folder", [Path("/"), Path("/tmp"), Path.home()])
def test_a_folder_that_others_need_is_refused_and_left_as_it_is(folder: Path) -> None:
    before = folder.stat().st_mode
    with pytest.raises(NotOurs, match="DATA_DIR"):
        own(folder)
    with pytest.raises(StartError, match="DATA_DIR"):
        local_stack.hold(folder)
    assert folder.stat().st_mode == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    os.chown(tmp_path, 65534, 65534)
    with pytest.raises(StartError, match="belongs to another user"):
        local_stack.hold(tmp_path)


def test_a_spool_is_closed_where_it_was_open(tmp_path: Path) -> None:
    with careless():
        (tmp_path / "spool").mkdir()
        Spool(tmp_path / "spool", Keyring([KEY])).put("sms", {"text": "words"}, MONDAY)
    assert closed(tmp_path / "spool")


@pytest.mark.slow
def test_a_command_closes_what_it_makes(tmp_path: Path) -> None:
    """Also in a folder with an odd name: neither the migration's configuration nor the database's URL interprets it."""
    folder = tmp_path / ODD
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)}
    with careless():
        folder.mkdir()
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60)
    assert {"lango.db", "secret.key"} <= {file.name for file in folder.iterdir()}
    assert closed(folder)
    assert [each.name for each in tmp_path.iterdir()] == [ODD], "nothing lies beside it"


NAMES = (
    "feature%2Flogin", "%41", "%(here)s", "a%%b%", "what?", "?mode=memory", "a#b", "a b", "a&b=c;d", "file:x",
    ":memory:", "~", "$HOME", "'a' \"b\"", "[a]*", "Mũthoni \u00e9 e\u0301", "-a", "a@b:c",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_database_lies_in_the_data_folder_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    for given in (folder, f" {folder}\n"):
        made = Container.of(Settings(_env_file=None, data_dir=given, redis_url="unix:///nowhere"))
        with made.database.transaction() as session:
            session.execute(text("CREATE TABLE IF NOT EXISTS here (number INTEGER)"))
        made.database.close()
    assert (folder / "lango.db").stat().st_size
    assert [each.name for each in tmp_path.iterdir()] == [name], "nothing lies beside it"


@pytest.mark.slow
def test_a_checkout_of_any_name_is_set_up_with_its_data_in_it(tmp_path: Path) -> None:
    name = f"{ODD} %2F %(here)s é"
    checkout = tmp_path / name
    for part in ("app", "menus", "sessions"):
        shutil.copytree(ROOT / part, checkout / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "wsgi.py", checkout)
    for step in (["db", "upgrade"], ["seed"], ["menus", "check"], ["outbox"]):
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *step]
        subprocess.run(command, cwd=checkout, env={"PATH": os.environ["PATH"]}, check=True, timeout=120)
    assert (checkout / ".lango" / "lango.db").stat().st_size
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_checkout_of_any_name_can_be_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / ODD
    checkout.mkdir()
    (checkout / "migrations").symlink_to(runner.MIGRATIONS)
    monkeypatch.setattr(runner, "MIGRATIONS", checkout / "migrations")
    engine = create_engine(f"sqlite:///{tmp_path}/a.db")
    runner.upgrade(engine)
    assert "messages" in inspect(engine).get_table_names()
    engine.dispose()


def test_redis_is_reached_in_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "a %41?c=d#e [f]"
    folder.mkdir()
    container = Container.of(Settings(_env_file=None, data_dir=folder))
    with servers.redis_server(folder), closing(Redis.from_url(container.settings.redis)) as client:
        assert client.ping()
        assert container.sessions.alive()


@pytest.mark.slow
def test_everything_that_make_run_makes_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / ODD
    with careless():
        folder.mkdir()
        for name in ("lango.log", "redis.log", "lango.db", "appendonly.aof"):
            (folder / name).touch()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        place = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "PORT": str(port)}
        command = [sys.executable, "-m", "app.dev.local_stack", "up"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=place) as run:
            try:
                assert any(said.startswith("Lango is open") for said in run.stdout or ())
                waited((folder / "lango.db-wal").exists)  # the worker may need a moment for it
                assert closed(folder), modes(folder)
                assert {"lango.db-wal", "appendonly.aof", "secret.key"} <= {file.name for file in folder.iterdir()}
            finally:
                run.terminate()
            assert run.wait(20) == 0
    assert closed(folder), modes(folder)
