import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.domain import samples
from app.house import House
from tests.conftest import Clock
from tests.stories.telling import Teller, beats

STORIES = sorted(Path(__file__).parent.glob("*.story"))


@pytest.mark.parametrize("story", STORIES, ids=lambda file: file.stem)
def test_story(story: Path, house: House, client: FlaskClient, clock: Clock, agency_key: Callable[[str], str]) -> None:
    with house.database.transaction() as session:
        samples.load(session, house.contacts)
    teller = Teller(house, client, clock, agency_key)
    teller.deliver()
    with house.database.reading() as session:
        from app.domain import messages

        for number in range(1, 10):
            phone = f"+25470000000{number}"
            teller.seen[phone] = max((m.id for m, _ in messages.to_phone(session, phone)), default=0)
    if os.environ.get("STORIES") == "write":
        write(story, teller)
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
