"""The texts of the code that citizens read: those that are marked with `_`, and those that should be."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from menus.faults import ROOT, MenuFault, SourcePlace, quote

FOLDERS: Final = ("app", "menus")
SHOWN_BY: Final = frozenset(
    {"Option", "menu", "ask", "choose", "end", "Rejected", "translate", ".say", "_key", "_goodbye"}
)
"""What shows a text to a citizen: a literal among its arguments must be marked with `_`."""
MAY_SHOW: Final = re.compile(r"\b_\(|\b(?:" + "|".join(each.strip(".") for each in sorted(SHOWN_BY)) + r")\(")
"""A file without any of these is not read further."""


@cache
def find_marked(root: Path = ROOT) -> dict[str, SourcePlace]:
    """Every text that is marked with `_` in the code, and where it is first."""
    found: dict[str, SourcePlace] = {}
    for file, tree in _trees(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                for given in node.args[:1]:
                    if isinstance(given, ast.Constant) and isinstance(given.value, str):
                        found.setdefault(given.value, SourcePlace(file, given.lineno))
    return found


def find_unmarked_faults(root: Path = ROOT) -> Iterator[MenuFault]:
    """Texts that are shown without a mark: they would be English in every language, because no translator gets them."""
    for file, tree in _trees(root):
        for line, text in find_unmarked(tree):
            yield MenuFault(quote(text), "shown without a mark for translation: _(...)", SourcePlace(file, line))


def find_unmarked(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The literals with letters in them that a source shows to citizens without a mark, and their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) & SHOWN_BY:
            given = [*node.args, *(each.value for each in node.keywords if each.arg in ("text", "label", "above"))]
            yield from ((argument.lineno, text) for argument in given for text in _bare(argument))


@cache
def _trees(root: Path) -> list[tuple[Path, ast.Module]]:
    files = [file for folder in FOLDERS for file in sorted((root / folder).rglob("*.py"))]
    read = [(file, file.read_text()) for file in files]
    return [(file, ast.parse(source)) for file, source in read if MAY_SHOW.search(source)]


def _called(node: ast.Call) -> set[str]:
    """The name of what is called, with a dot too where it belongs to something: `menu`, `say` and `.say`."""
    if isinstance(node.func, ast.Attribute):
        return {node.func.attr, f".{node.func.attr}"}
    return {node.func.id} if isinstance(node.func, ast.Name) else set()


def _bare(argument: ast.expr) -> Iterator[str]:
    """The words in an argument: a literal, an f-string, or a table's values."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        if re.search(r"[A-Za-z]", argument.value):
            yield argument.value
    elif isinstance(argument, ast.JoinedStr):
        yield from (text for part in argument.values for text in _bare(part))
    elif isinstance(argument, ast.Dict):
        yield from (text for value in argument.values for text in _bare(value))
    elif isinstance(argument, ast.BinOp | ast.IfExp | ast.BoolOp):
        parts = [part for part in ast.iter_child_nodes(argument) if isinstance(part, ast.expr)]
        yield from (text for part in parts for text in _bare(part))
