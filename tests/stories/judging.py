"""Replays a story and compares what is seen with it, or writes it anew for its author to review."""

from collections.abc import Callable
from dataclasses import replace
from difflib import ndiff
from pathlib import Path

import pytest

from app.simulator.stories import offered
from app.simulator.stories.notation import is_meant, unremarked, written
from tests.stories.telling import Beat, Teller, beats


def judge(story: Path, teller: Teller, *, before: Callable[[], object] = lambda: None) -> None:
    """Replay a story; fail at the first beat after which something else is seen than the story says.

    `before`: what is done before each beat.
    """
    for beat in beats(story):
        before()
        seen = teller.tell(beat.does)
        if seen != beat.sees:
            pytest.fail(difference(story, beat, seen), pytrace=False)


def difference(story: Path, beat: Beat, seen: list[str]) -> str:
    """What a story expects of a beat against what is seen, every line of both."""
    lines = ndiff(beat.sees, seen)
    return "\n".join([f"{story.name}, line {beat.line}: {beat.does}", "- expected, + seen:", *map(str.rstrip, lines)])


def write(story: Path, teller: Teller) -> None:
    """Replay a story and write it with what is seen now.

    Fail and write nothing if what is typed was not offered, or is marked as not offered and was.
    """
    title, *_ = story.read_text().splitlines()
    told = []
    for beat in beats(story):
        over = not teller.phone.in_session
        seen = teller.tell(beat.does)
        if slip := offered.slip(beat.does, seen, over=over):
            pytest.fail(f"{story.name}, line {beat.line}: {slip}. Is it meant? Say why: `{beat.does}  # ...`", False)
        if is_meant(beat.does) and not offered.slip(unremarked(beat.does), seen, over=over):
            pytest.fail(
                f"{story.name}, line {beat.line}: `{beat.does}` is offered now: what is typed has to change", False
            )
        told.append(replace(beat, sees=seen))
    story.write_text(written(title, told))
