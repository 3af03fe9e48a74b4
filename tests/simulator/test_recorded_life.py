"""A story is recorded at the terminal phone, replayed on a fresh database as the tests of stories do, and played."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap.web import create_app
from app.container import Container
from app.simulator.stories import offered
from app.simulator.stories.notation import beats
from tests.conftest import Clock, settings
from tests.simulator.pseudo_terminal import ANSWER, PHONE, leave, seen_by, type_line
from tests.simulator.running import ROOT, RunningInstallation, running_installation
from tests.stories import judging
from tests.stories.test_stories import tell_sample_people, teller_on

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installation(
    sqlite_file: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningInstallation]:
    """One installation to record on and to play on."""
    with (
        running_installation(sqlite_file, redis_url, tmp_path_factory.mktemp("running")) as running,
        running.served(),
    ):
        yield running


def live(installation: RunningInstallation, file: Path) -> None:
    """Register, add an e-mail, apply, pay, and look at an application on another phone: all at the terminal phone."""
    phone = installation.phone("0712000005", "--record", str(file))
    phone.expect(PHONE)
    type_line(phone, "network safaricom", PHONE)
    for typed in ("*222#", "9", "2", "1", "29000005", "Amina", "2001", "1", "482915", "482915", "2"):
        type_line(phone, typed, ANSWER)
    shown = type_line(phone, "Amina@Example.com", PHONE)
    seen_by(phone, shown, "E-mail to amina@example.com: eCitizen")
    [*_, code] = re.findall(r"code is (\d{6})", type_line(phone, "mails", PHONE))
    for typed in ("*222#", "3", "482915", "3", "2", "1"):
        type_line(phone, typed, ANSWER)
    assert "Your e-mail is confirmed" in type_line(phone, code, ANSWER)
    seen_by(phone, type_line(phone, "drop", PHONE), "has a new e-mail, a.*\r\n")
    for typed in ("*222*4*dl-renew-3*1#", "482915", "1", "DL-123456"):
        type_line(phone, typed, ANSWER)
    [reference] = re.findall(r"Your reference: (\d{4} \d{4})", type_line(phone, "1", ANSWER))
    type_line(phone, "twice", ANSWER)
    type_line(phone, "1", ANSWER)
    shown = type_line(phone, "1", PHONE)
    seen_by(phone, shown, "type: pin 1234, cancel")
    seen_by(phone, type_line(phone, "pin 1234 twice", PHONE), "KES 1,450 paid")
    type_line(phone, "as 0700000001", PHONE)
    type_line(phone, "*222*1*102030405060#", ANSWER)
    seen_by(phone, type_line(phone, "1", PHONE), r"SMS \(1\): eCitizen 1020 3040 5060: Passport")
    type_line(phone, "as 0712000005", PHONE)
    seen_by(phone, type_line(phone, "STOP", PHONE), r"SMS \(1\): .*\r\n")
    assert reference
    assert leave(phone) == 0


@pytest.fixture(scope="module")
def recorded(installation: RunningInstallation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("recorded") / "a_life.story"
    live(installation, file)
    return file


def test_it_is_told_on_a_fresh_database(
    recorded: Path, sqlite_file: Path, redis_url: str, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "fresh.db"
    file.write_bytes(sqlite_file.read_bytes())
    tell_sample_people(f"sqlite:///{file}")
    made = settings(database_url=f"sqlite:///{file}", redis_url=redis_url, data_dir=tmp_path)
    with closing(Container.of(made, clock=clock).database):
        container = Container.of(made, clock=clock)
        teller = teller_on(container, create_app(container).test_client(), clock, lambda _: "")
        with teller.stack:
            judging.judge(recorded, teller)


def test_what_chance_made_stands_in_it_by_its_name(recorded: Path) -> None:
    told = recorded.read_text()
    for name in ("{reference}", "{invoice}", "{receipt}", "> {code}"):
        assert name in told
    assert "callbacks come twice\n0712000005 enters the PIN\n" in told
    assert "> 9  # not offered\n" in told
    assert "# sent twice at once:\n> 1\n" in told
    assert not re.search(r"\b\d{4} \d{4} \d{4}\b", told.replace("1020 3040 5060", ""))
    assert recorded.stat().st_mode & 0o077 == 0
    for beat in beats(recorded):
        assert offered.slip(beat.does, beat.sees, over=False) is None


def play(installation: RunningInstallation, file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "phone", "--play", str(file), *more]
    return subprocess.run(
        command, cwd=ROOT, env=installation.environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_a_story_is_played_by_twenty_phones_at_once(installation: RunningInstallation, tmp_path: Path) -> None:
    played = play(installation, ROOT / "tests" / "stories" / "find.story", "--times", "20")
    assert played.stdout.startswith("played 20, as told 20, different 0, errors 0; hops "), (
        played.stdout + played.stderr
    )
    assert re.search(r"; hops \d{3,}, p50 \d+ ms, p95 \d+ ms\n", played.stdout)
    assert played.returncode == 0


def test_a_story_that_differs_is_shown_and_fails(installation: RunningInstallation, tmp_path: Path) -> None:
    file = tmp_path / "other.story"
    file.write_text("Another first screen\n\ndial *222#\n  | Welcome. Karibu\n  | 1. Track by reference number\n")
    played = play(installation, file)
    assert played.stdout.startswith("played 1, as told 0, different 1, errors 0; hops 1")
    assert f"The first that differs: {file}:3: dial *222#\n- expected, + seen:\n- | Welcome. Karibu\n" in played.stdout
    assert played.returncode == 1
