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
"""Modules in a folder; folders and modules directly in `app`; modules of the domain that define one public name."""


def sources(root: Path = ROOT) -> dict[str, str]:
    """The text of each of our modules, by its dotted name, without migrations."""
    files = [file for package in PACKAGES for file in (root / package).rglob("*.py") if "versions" not in file.parts]
    return {name_of(file.relative_to(root)): file.read_text() for file in files}


def name_of(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(name: str, source: str, known: Iterable[str]) -> Iterator[str]:
    """The modules of ours that a module imports, also inside a function or for the type checker only."""
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
    """The modules that define each public class or function."""
    where = defaultdict(list)
    for module, source in found.items():
        for node in ast.parse(source).body:
            if isinstance(node, kind) and not node.name.startswith("_"):  # type: ignore[attr-defined]
                where[node.name].append(module)  # type: ignore[attr-defined]
    return where


def fullest(folders: Mapping[Path, int], most: int) -> dict[str, int]:
    return {str(folder): number for folder, number in folders.items() if number > most}


def crowds(root: Path = ROOT) -> dict[Path, int]:
    """How many modules each folder has."""
    found: dict[Path, int] = defaultdict(int)
    for package in PACKAGES:
        for file in (root / package).rglob("*.py"):
            if file.name != "__init__.py" and "versions" not in file.parts:
                found[file.parent.relative_to(root)] += 1
    return found


def entries(root: Path = ROOT) -> list[str]:
    """Folders and modules directly in `app`."""
    found = [each for each in (root / "app").iterdir() if each.suffix == ".py" or each.is_dir()]
    return [each.name for each in found if not each.name.startswith("__")]


def silent(root: Path = ROOT) -> list[str]:
    """Folders whose package has no docstring."""
    own = {folder: root / folder / "__init__.py" for folder in crowds(root)}
    return [
        str(folder)
        for folder, file in own.items()
        if not file.exists() or not ast.get_docstring(ast.parse(file.read_text()))
    ]


def twice(root: Path = ROOT) -> dict[str, list[str]]:
    """Names of classes that several modules define, and those modules."""
    return {name: where for name, where in homes(sources(root), ast.ClassDef).items() if len(where) > 1}


def everywhere(root: Path = ROOT) -> dict[str, list[str]]:
    """Names of public functions that too many modules of the domain define, and those modules."""
    domain = {name: source for name, source in sources(root).items() if name.startswith("app.domain.")}
    return {name: where for name, where in homes(domain, ast.FunctionDef).items() if len(where) > MOST_HOMES}


def test_no_folder_is_full() -> None:
    assert fullest(crowds(), MOST_MODULES) == {}
    assert len(entries()) <= MOST_ENTRIES


def test_every_folder_says_what_belongs_there() -> None:
    assert silent() == []


def test_nothing_is_imported_in_a_circle() -> None:
    assert circle(graph(sources())) == []


def test_a_class_name_means_one_thing() -> None:
    assert twice() == {}


def test_a_function_name_of_the_domain_stands_in_two_modules_at_most() -> None:
    assert everywhere() == {}
    assert len(homes(sources(), ast.FunctionDef)) > 300


@pytest.mark.parametrize(
    "late",
    ["import app.b", "def f():\n    from app import b", "if TYPE_CHECKING:\n    from app.b import f"],
)
def test_a_circle_would_be_found_wherever_it_is_imported(late: str) -> None:
    assert set(circle(graph({"app": "", "app.a": late, "app.b": "from app.a import g"}))) == {"app.a", "app.b"}
    assert circle(graph({"app": "", "app.a": "import json", "app.b": "from app.a import g"})) == []


def planted(root: Path, files: Mapping[str, str]) -> Path:
    """Write a source tree with these files; each folder gets a package docstring."""
    for name, source in ({"app/domain/identity/otp.py": "def find(): ...", "menus/draft.py": ""} | dict(files)).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        for folder in [each for each in file.parents if root in each.parents]:
            if not (folder / "__init__.py").exists():
                (folder / "__init__.py").write_text('"""What belongs here."""')
        file.write_text(source)
    return root


def test_a_full_folder_would_be_found(tmp_path: Path) -> None:
    full = {f"app/domain/identity/m{number}.py": "" for number in range(MOST_MODULES - 1)}
    assert fullest(crowds(planted(tmp_path, full)), MOST_MODULES) == {}
    planted(tmp_path, {"app/domain/identity/one_more.py": ""})
    assert fullest(crowds(tmp_path), MOST_MODULES) == {"app/domain/identity": MOST_MODULES + 1}
    planted(tmp_path, {f"app/part{number}/m.py": "" for number in range(MOST_ENTRIES)})
    assert len(entries(tmp_path)) == MOST_ENTRIES + 1, "those, and the domain"


def test_a_folder_that_says_nothing_would_be_found(tmp_path: Path) -> None:
    assert silent(planted(tmp_path, {"app/forms/deep/models.py": ""})) == []
    (tmp_path / "app/forms/deep/__init__.py").write_text("import json")
    assert silent(tmp_path) == ["app/forms/deep"]
    (tmp_path / "app/forms/deep/__init__.py").unlink()
    assert silent(tmp_path) == ["app/forms/deep"]


def test_a_class_name_that_stands_twice_would_be_found(tmp_path: Path) -> None:
    files = {"app/web/a.py": "class Refused: ...", "menus/b.py": "class Refused: ...\nclass _Refused: ..."}
    assert twice(planted(tmp_path, files)) == {"Refused": ["app.web.a", "menus.b"]}


def test_a_public_name_in_three_modules_of_the_domain_would_be_found(tmp_path: Path) -> None:
    files = {"app/domain/staff/a.py": "def find(): ...", "app/web/c.py": "def find(): ...\ndef _find(): ..."}
    assert everywhere(planted(tmp_path, files)) == {}
    planted(tmp_path, {"app/domain/messaging/b.py": "def find(): ..."})
    assert sorted(everywhere(tmp_path)["find"]) == [
        "app.domain.identity.otp", "app.domain.messaging.b", "app.domain.staff.a",
    ]  # fmt: skip


def test_a_circle_over_three_folders_would_be_found(tmp_path: Path) -> None:
    files = {
        "app/domain/identity/otp.py": "from menus import draft",
        "menus/draft.py": "def f():\n    import app.web.c",
        "app/web/c.py": "if TYPE_CHECKING:\n    from app.domain.identity.otp import find",
    }
    found = circle(graph(sources(planted(tmp_path, files))))
    assert {"app.domain.identity.otp", "menus.draft", "app.web.c"} <= set(found)
