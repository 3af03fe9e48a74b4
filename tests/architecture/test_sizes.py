"""Small files, small functions, and names that say what is inside (docs/structure.md)."""

import ast
import re
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "menus", "sessions")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEST_FILE = 350, 40, 650
"""Lines."""
LONG_FILE = 250
"""Lines: at most one file of twenty is longer."""
SAYS_NOTHING = re.compile(r"(^|_)(utils?|helpers?|managers?|misc|common|stuff|base)(_|$)")


def modules() -> list[Path]:
    """Our modules, without the migrations, which are generated and never changed."""
    found = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    return [file for file in found if "versions" not in file.parts]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def functions(source: str) -> dict[str, int]:
    """The lines of each function, from its `def` to its last statement."""
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {f"{node.name}:{node.lineno}": length(node) for node in nodes}


def all_functions() -> dict[str, int]:
    return {
        f"{file.relative_to(ROOT)}:{name}": lines
        for file in modules()
        for name, lines in functions(file.read_text()).items()
    }


def test_no_file_is_long() -> None:
    sizes = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in modules()}
    assert {file: lines for file, lines in sizes.items() if lines > LONGEST_FILE} == {}
    long = sorted(file for file, lines in sizes.items() if lines > LONG_FILE)
    assert quantiles(sizes.values(), n=20)[-1] <= LONG_FILE, f"too many long files, split one that you changed: {long}"


def test_no_test_file_is_very_long() -> None:
    sizes = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in (ROOT / "tests").rglob("*.py")}
    assert {file: lines for file, lines in sizes.items() if lines > LONGEST_TEST_FILE} == {}
    assert quantiles(sizes.values(), n=20)[-1] <= LONGEST_FILE


def test_no_function_is_long() -> None:
    assert {name: lines for name, lines in all_functions().items() if lines > LONGEST_FUNCTION} == {}


def test_functions_are_short_as_a_rule() -> None:
    lines = list(all_functions().values())
    assert len(lines) > 200
    assert median(lines) <= 6
    assert quantiles(lines, n=20)[-1] <= 25


def test_names_say_what_is_inside() -> None:
    names = [name for file in modules() for name in (*file.relative_to(ROOT).parts[:-1], file.stem)]
    assert [name for name in names if SAYS_NOTHING.search(name)] == []


def test_the_longest_would_be_found() -> None:
    source = "def f():\n" + "    x = 1\n" * 40 + "\n\nasync def g():\n    return 1\n"
    assert functions(source) == {"f:1": 41, "g:44": 2}
    assert SAYS_NOTHING.search("string_utils")
    assert not SAYS_NOTHING.search("database")
