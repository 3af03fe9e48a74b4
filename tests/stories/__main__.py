"""Replays one story: `make story NAME=help` (`STORIES=write make story NAME=help` fills its answers in)."""

import sys
from difflib import get_close_matches
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TOLD_BY = "tests/stories/test_stories.py"


def chosen_by(name: str) -> str:
    """The test that replays a story on SQLite. `name`: the story's file, with or without its folder and ending.

    Ends the command where no story has the name.
    """
    names = sorted(file.stem for file in HERE.rglob("*.story"))
    wanted = Path(name).name.removesuffix(".story")
    if wanted not in names:
        near = get_close_matches(wanted, names) or [each for each in names if wanted in each] if wanted else []
        alike = f" Did you mean {' or '.join(near)}?" if near else " They are files tests/stories/NAME.story."
        raise SystemExit(f"No story has the name {wanted!r}.{alike}" if wanted else "Which story? make story NAME=help")
    return f"{TOLD_BY}::test_story[sqlite-{wanted}]"


def main(name: str = "", *arguments: str) -> int:
    """Replay the story of this name; further arguments go to pytest."""
    return pytest.main([chosen_by(name), "-n", "0", "-p", "no:cacheprovider", *arguments])


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
