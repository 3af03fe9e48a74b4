import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from redis import Redis

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.messaging import messages
from app.worker.main import Worker
from sessions.redis import RedisSessions, connect
from tests.conftest import Clock, settings
from tests.stories.telling import Teller, beats, deliver

STORIES = sorted(Path(__file__).parent.rglob("*.story"))
AgencyKey = Callable[[str], str]
KNOWN_BY_REDIS_ALONE = ("check_by_menu_in_kiswahili", "notice", "sign_in_out_of_time")
"""What Redis alone knows before anything is typed that is kept: the language that was chosen on the first screen, and
when the call began (the 150 seconds are counted anew)."""


@pytest.fixture(scope="session")
def sqlite_file(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy, with the sample people's applications recorded and told of."""
    file = tmp_path_factory.mktemp("stories") / "told.db"
    file.write_bytes(sqlite_file.read_bytes())
    container = Container.of(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"), clock=Clock())
    tell_sample_people(container)
    container.database.close()
    return file


def tell_sample_people(container: Container) -> None:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    deliver(Worker(container))


@pytest.fixture
def teller(container: Container, client: FlaskClient, clock: Clock, agency_key: AgencyKey) -> Teller:
    """Who tells the stories, with the sample people's applications recorded and told of."""
    if container.database.engine.dialect.name != "sqlite":
        tell_sample_people(container)
    made = Teller(container, client, clock, agency_key)
    with container.database.reading() as session:
        for number in range(1, 10):
            phone = f"+25470000000{number}"
            made.seen[phone] = max((m.id for m, _ in messages.to_phone(session, phone)), default=0)
    return made


@pytest.mark.parametrize("story", STORIES, ids=lambda file: file.stem)
def test_story(story: Path, teller: Teller) -> None:
    if os.environ.get("STORIES") == "write":
        write(story, teller)
    for beat in beats(story):
        assert teller.tell(beat.does) == beat.sees, f"after: {beat.does}"


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "story", [each for each in STORIES if each.stem not in KNOWN_BY_REDIS_ALONE], ids=lambda file: file.stem
)
def test_a_story_is_the_same_when_redis_forgets_everything_before_each_beat(
    story: Path, teller: Teller, redis_url: str
) -> None:
    with Redis.from_url(redis_url) as redis:
        for beat in beats(story):
            redis.flushall()
            assert teller.tell(beat.does) == beat.sees, f"after: {beat.does}"


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("story", STORIES, ids=lambda file: file.stem)
def test_a_story_is_the_same_without_any_redis(story: Path, teller: Teller, tmp_path: Path) -> None:
    nowhere = RedisSessions(connect(f"unix://{tmp_path}/none.sock"), teller.container.keys)
    teller.client = create_app(replace(teller.container, sessions=nowhere)).test_client()
    for beat in beats(story):
        assert teller.tell(beat.does) == beat.sees, f"after: {beat.does}"


def write(story: Path, teller: Teller) -> None:
    """Write down what is seen now, to be read and judged by its author: `STORIES=write make test`."""
    title, *_ = story.read_text().splitlines()
    lines = [title, ""]
    for beat in beats(story):
        lines += [beat.does, *(f"  {line}" for line in teller.tell(beat.does))]
    story.write_text("\n".join(lines) + "\n")
    pytest.skip("written, not judged")
