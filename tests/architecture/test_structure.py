"""The structure that a reader finds their way by: folders, names and imports (docs/structure.md)."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("app", "menus", "sessions")
MOST_MODULES, MOST_ENTRIES, MOST_HOMES = 15, 14, 2
"""Modules in a folder; folders and modules right in `app`; modules of the domain where one public name stands."""


def sources() -> dict[str, str]:
    """The text of each of our modules, by its dotted name; a migration's own files are none."""
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py") if "versions" not in file.parts]
    return {name_of(file.relative_to(ROOT)): file.read_text() for file in files}


def name_of(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(name: str, source: str, known: Iterable[str]) -> Iterator[str]:
    """What a module imports of ours, wherever it does: inside a function and for the type checker too."""
    known = set(known)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else str(node.module)


def graph(found: Mapping[str, str]) -> dict[str, set[str]]:
    return {name: set(imports(name, source, found)) - {name} for name, source in found.items()}


def circle(leads: Mapping[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, if there are any."""
    try:
        TopologicalSorter(leads).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def homes(found: Mapping[str, str], kind: type[ast.stmt]) -> dict[str, list[str]]:
    """The modules where each public class or function stands."""
    where = defaultdict(list)
    for module, source in found.items():
        for node in ast.parse(source).body:
            if isinstance(node, kind) and not node.name.startswith("_"):  # type: ignore[attr-defined]
                where[node.name].append(module)  # type: ignore[attr-defined]
    return where


def fullest(folders: Mapping[Path, int], most: int) -> dict[str, int]:
    return {str(folder): number for folder, number in folders.items() if number > most}


def crowds() -> dict[Path, int]:
    """How many modules each folder has."""
    found: dict[Path, int] = defaultdict(int)
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            if file.name != "__init__.py" and "versions" not in file.parts:
                found[file.parent.relative_to(ROOT)] += 1
    return found


def test_no_folder_is_full() -> None:
    assert fullest(crowds(), MOST_MODULES) == {}
    entries = [each for each in (ROOT / "app").iterdir() if each.suffix == ".py" or each.is_dir()]
    assert len([each for each in entries if not each.name.startswith("__")]) <= MOST_ENTRIES


def test_every_folder_says_what_belongs_there() -> None:
    silent = [
        folder for folder in crowds() if not ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text()))
    ]
    assert silent == []


def test_nothing_is_imported_in_a_circle() -> None:
    assert circle(graph(sources())) == []


def test_a_class_name_means_one_thing() -> None:
    assert {name: where for name, where in homes(sources(), ast.ClassDef).items() if len(where) > 1} == {}


def test_a_function_name_of_the_domain_stands_in_two_modules_at_most() -> None:
    domain = {name: source for name, source in sources().items() if name.startswith("app.domain.")}
    found = homes(domain, ast.FunctionDef)
    assert {name: where for name, where in found.items() if len(where) > MOST_HOMES} == {}
    assert len(found) > 300


@pytest.mark.parametrize(
    "late",
    ["import app.b", "def f():\n    from app import b", "if TYPE_CHECKING:\n    from app.b import f"],
)
def test_a_circle_would_be_found_wherever_it_is_imported(late: str) -> None:
    planted = {"app": "", "app.a": late, "app.b": "from app.a import g"}
    assert set(circle(graph(planted))) == {"app.a", "app.b"}
    assert circle(graph({"app": "", "app.a": "import json", "app.b": "from app.a import g"})) == []


def test_what_is_wrong_would_be_found() -> None:
    assert fullest({Path("app/x"): 16, Path("app/y"): 15}, MOST_MODULES) == {"app/x": 16}
    planted = {"a": "class Refused: ...\ndef find(): ...", "b": "class Refused: ...\nclass _Refused: ..."}
    assert homes(planted, ast.ClassDef) == {"Refused": ["a", "b"]}
    assert homes(planted, ast.FunctionDef) == {"find": ["a"]}
