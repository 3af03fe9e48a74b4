import os
from collections.abc import Callable, Iterator
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
from tests import servers
from tests.conftest import Clock, settings
from tests.stories import edges, judging
from tests.stories.telling import Teller, deliver
from tests.stories.walking import WalkedEdges

STORIES = sorted(Path(__file__).parent.rglob("*.story"))
BY_FORM = (
    "birth_certificate", "business_permit", "civil_marriage", "driving_test", "good_conduct", "land_search",
    "marriage_notice", "marriage_search", "nil_return", "passport_damaged", "passport_lost", "passport_of_66_pages",
    "provisional_licence", "tax_compliance",
)  # fmt: skip
"""Stories that differ from the others by their form only; `menus check` walks through each form in every run."""
TOLD_ALIKE = [each for each in STORIES if each.stem.endswith("_in_kiswahili") or each.stem in BY_FORM]
"""Stories that repeat another one in Kiswahili or on another form. `flask menus check` covers their texts and screens
in every run; the slow tests replay them once, on SQLite."""
OWN_WAYS = [each for each in STORIES if each not in TOLD_ALIKE]
AgencyKey = Callable[[str], str]
KNOWN_BY_REDIS_ALONE = ("check_by_menu_in_kiswahili", "notice", "sign_in_out_of_time")
"""Stories that need what only Redis has before the first checkpoint: the language chosen on the first screen, and the
time at which the session began (without it the 150 seconds are counted anew)."""

WITHOUT_REDIS = [each for number, each in enumerate(OWN_WAYS) if number % 2 or each.stem in KNOWN_BY_REDIS_ALONE]
"""Half of the stories: the other test without sessions, where Redis is emptied before each beat, has nearly all."""


@pytest.fixture(scope="session")
def sqlite_file(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy, with the sample applications recorded and their SMS sent."""
    file = tmp_path_factory.mktemp("stories") / "told.db"
    file.write_bytes(sqlite_file.read_bytes())
    tell_sample_people(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_url(postgres_url: str) -> Iterator[str]:
    """The same as a PostgreSQL database to copy."""
    told = servers.fresh_database(postgres_url)
    tell_sample_people(told)
    yield told
    servers.drop_database(told)


def tell_sample_people(database_url: str) -> None:
    container = Container.of(settings(database_url=database_url, redis_url="unix:///nowhere"), clock=Clock())
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    deliver(Worker(container))
    container.finder.close()
    container.database.close()


@pytest.fixture
def teller(container: Container, client: FlaskClient, clock: Clock, agency_key: AgencyKey) -> Iterator[Teller]:
    """A teller on a database with the sample applications, whose SMS were sent."""
    made = teller_on(container, client, clock, agency_key)
    with made.stack:
        yield made


def teller_on(container: Container, client: FlaskClient, clock: Clock, agency_key: AgencyKey) -> Teller:
    """A teller that counts the SMS of the sample applications as seen."""
    made = Teller(container, client, clock, agency_key)
    with container.database.reading() as session:
        for number in range(1, 10):
            phone = f"+25470000000{number}"
            made.seen[phone] = max((m.id for m, _ in messages.to_phone(session, phone)), default=0)
    return made


@pytest.mark.parametrize(
    ("database_url", "story"),
    [
        *(pytest.param("sqlite", each, id=f"sqlite-{each.stem}") for each in OWN_WAYS),
        *(pytest.param("postgresql", each, id=f"postgresql-{each.stem}") for each in OWN_WAYS),
        *(pytest.param("sqlite", each, id=f"sqlite-{each.stem}", marks=pytest.mark.slow) for each in TOLD_ALIKE),
    ],
    indirect=["database_url"],
)
def test_story(
    story: Path, teller: Teller, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    mode = os.environ.get("STORIES")
    if mode == "write":
        judging.write(story, teller)
        pytest.skip("written, not judged")
    walked = WalkedEdges()
    walked.listen(monkeypatch)
    judging.judge(story, teller)
    record_property(edges.WALKED, [story.stem, *(list(each) for each in sorted(walked.edges))])
    assert mode == "walk" or edges.find_false_claims(story.stem, walked.edges, edges.read()) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("typed", "said"), [("> 9", "`> 9` is no line of the screen"), ("> 5  # no such line", ".* is offered now")]
)
def test_a_slip_of_the_author_is_not_written_down(teller: Teller, tmp_path: Path, typed: str, said: str) -> None:
    """Nor a remark that is wrong by now, as the menu has the line: the story would silently go another way."""
    story = tmp_path / "slip.story"
    story.write_text(told := f"a slip\n\ndial *222#\n\n{typed}\n")
    with pytest.raises(pytest.fail.Exception, match=rf"slip\.story, line 5: {said}"):
        judging.write(story, teller)
    assert story.read_text() == told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_typed_on_purpose_is_written_down_with_its_remark(teller: Teller, tmp_path: Path) -> None:
    story = tmp_path / "meant.story"
    story.write_text("meant\n\ndial *222#\n> 9  # no such line\n")
    judging.write(story, teller)
    assert "\n> 9  # no such line\n  | Please answer with a number from 1 to 6.\n" in story.read_text()
    judging.judge(story, teller)


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "story", [each for each in OWN_WAYS if each.stem not in KNOWN_BY_REDIS_ALONE], ids=lambda file: file.stem
)
def test_a_story_is_the_same_when_redis_forgets_everything_before_each_beat(
    story: Path, teller: Teller, redis_url: str
) -> None:
    with Redis.from_url(redis_url) as redis:
        judging.judge(story, teller, before=redis.flushall)


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("story", WITHOUT_REDIS, ids=lambda file: file.stem)
def test_a_story_is_the_same_without_any_redis(story: Path, teller: Teller, tmp_path: Path) -> None:
    nowhere = RedisSessions(connect(f"unix://{tmp_path}/none.sock"), teller.container.keys)
    teller.client = create_app(replace(teller.container, sessions=nowhere)).test_client()
    judging.judge(story, teller)
