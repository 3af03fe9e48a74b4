"""What people read: the comments and docstrings of the code, and the pages in docs/ (used by the tests beside this)."""

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
CODE: Final = ("app", "menus", "sessions", "tests")


def docstrings(source: str) -> Iterator[str]:
    """The docstring of each module, class and function, and each string below an attribute."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def comments(source: str) -> Iterator[str]:
    """The comments of a module; comments on consecutive lines are one text."""
    lines: list[str] = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            if lines and token.start[0] > last + 1:
                yield "\n".join(lines)
                lines = []
            lines.append(token.string.lstrip("#: "))
            last = token.start[0]
    if lines:
        yield "\n".join(lines)


def told(file: Path) -> list[str]:
    """The texts of a file that are written for people."""
    text = file.read_text()
    if file.suffix == ".py":
        return [*docstrings(text), *comments(text)]
    if file.suffix == ".md":
        return [text]
    mark = "--" if file.suffix == ".lua" else "#"
    return ["\n".join(line.partition(mark)[2] for line in text.splitlines() if mark in line)]


def files() -> list[Path]:
    """All files with texts for people, without migrations and stored results, which are never changed."""
    found = [file for folder in CODE for end in ("py", "lua") for file in (ROOT / folder).rglob(f"*.{end}")]
    found += [*DOCS.rglob("*.md"), *(ROOT / name for name in ("README.md", "Makefile", "pyproject.toml", "wsgi.py"))]
    return sorted(file for file in found if not {"versions", "results"} & set(file.parts))


@cache
def all_told() -> tuple[tuple[str, str], ...]:
    """Each text, with the file that it stands in; read once."""
    return tuple((str(file.relative_to(ROOT)), text) for file in files() for text in told(file))


def headings(page: str) -> list[str]:
    """The headings of a page in docs/, below its title."""
    lines = (DOCS / page).read_text().splitlines()
    return [line.lstrip("#").strip() for line in lines if line.startswith("##")]
