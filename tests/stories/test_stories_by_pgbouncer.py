"""Stories are replayed on an installation that reaches PostgreSQL through a PgBouncer in transaction mode."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests import servers
from tests.proxies import pgbouncer
from tests.stories import judging
from tests.stories.telling import Teller
from tests.stories.test_stories import STORIES, postgres_url, sqlite_file, teller

__all__ = ["postgres_url", "sqlite_file", "teller"]

pytestmark = pytest.mark.slow
TOLD: Final = (
    "alerts", "apply_licence", "check_by_sms", "check_dialled_straight", "find", "hops_repeated", "register_citizen",
    "register_continued", "reset", "sign_in_locked", "sms_paid", "a_stolen_agency_key",
)  # fmt: skip
AgencyKey = Callable[[str], str]


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A copy of the database with the sample applications, reached through PgBouncer."""
    url = servers.fresh_database(request.getfixturevalue("postgres_url"))
    with pgbouncer(url, tmp_path_factory.mktemp("pgbouncer")) as pooled:
        yield pooled
    servers.drop_database(url)


@pytest.mark.parametrize("story", [each for each in STORIES if each.stem in TOLD], ids=lambda file: file.stem)
def test_a_story_is_the_same_by_pgbouncer(story: Path, teller: Teller) -> None:
    judging.judge(story, teller)
