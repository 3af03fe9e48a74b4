"""Run histories again by their seeds: `python -m tests.simulation 17 18` prints what happened and what was broken."""

import sys
import tempfile
from pathlib import Path

from tests.conftest import prepare, settings
from tests.simulation.histories import history, settle_past
from tests.simulation.laws import violations


def main(seeds: list[int]) -> int:
    """Run and print each; how many broke a law."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="lango-") as name:
        folder = Path(name)
        prepare(settings(database_url=f"sqlite:///{folder}/empty.db", redis_url="unix:///nowhere"))
        past = settle_past(folder / "empty.db", folder / "past.db")
        for seed in seeds:
            with history(seed, past, folder) as world:
                found = violations(world)
                print(*world.log, *found, f"seed {seed}: {len(found)} violations, {dict(world.counted)}", sep="\n")
                failed += bool(found)
    return failed


if __name__ == "__main__":
    sys.exit(main([int(each) for each in sys.argv[1:]]))
