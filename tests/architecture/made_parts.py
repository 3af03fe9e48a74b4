"""Writes the generated parts of a page: each stands between a line that names its generator and the line `end`."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

BEGIN: Final = "<!-- {}: made by tests/architecture/{}.py -->"
END: Final = "<!-- end -->"


def put_in(page: str, maker: str, parts: Mapping[str, str]) -> str:
    """A page with these parts put in. `maker`: the file that makes them. Raises ValueError where a part has no place
    in the page.
    """
    for name, text in parts.items():
        before, mark, after = page.partition(BEGIN.format(name, Path(maker).stem))
        if not mark:
            raise ValueError(f"the page has no place for {name}")
        _, end, rest = after.partition(END)
        page = f"{before}{mark}\n\n{text}\n\n{end}{rest}"
    return page


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
