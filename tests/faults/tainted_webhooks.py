"""Agencies' systems that receive every event: what is posted to them is one more place that is searched."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.database.hearing import added
from tests.faults.tainted_forms import AGENCIES
from tests.standin_receiver import Receiver
from tests.stories.telling import Teller, deliver

POSTED: Final = "webhooks"
"""The file with what was posted."""
TOKEN: Final = "t0ken-of-an-agency-4f9c2e71"
"""A secret that an agency's URL may hold."""


@contextmanager
def heard(teller: Teller, folder: Path) -> Iterator[list[tuple[str, str]]]:
    """Post the events of the block, and write the posts into the folder; yields the secrets that were made for it."""
    learned = [("webhook secret", TOKEN)]
    with Receiver() as receiver:
        for agency in sorted(set(AGENCIES)):
            _, secret = added(teller.container, f"{receiver.url}/{agency}/{TOKEN}", agency)
            learned.append(("webhook secret", secret.removeprefix("whsec_")))
        yield learned
        deliver(teller.worker)
        assert {each.event["type"] for each in receiver.posts} >= {"application.created", "application.replied"}
    with (folder / POSTED).open("a") as file:
        for post in receiver.posts:
            file.write(f"{post.headers}\n{post.body}\n")
