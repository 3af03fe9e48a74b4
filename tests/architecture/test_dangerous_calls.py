"""The product has no dangerous call: none that runs or unpickles input or parses it as XML or YAML, no template or SQL
composed of strings, and no markup that is not escaped (ASVS 1.2.4, 1.3.2, 1.3.7 and 1.5.2).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.test_cryptography import ROOT, imports, sources

pytestmark = pytest.mark.slow

NEVER: Final = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "yaml",
    "xml",
    "lxml",
    "jsonpickle",
    "code",
    "pty",
}
"""Modules that execute input or build objects from it, or read XML with its external entities."""
RUN: Final = {"eval", "exec", "compile", "__import__", "render_template_string", "from_string", "system", "popen"}
SHELLS: Final = {"app/dev/local_stack.py", "app/dev/supervisor.py", "app/platform/database/postgres_backups.py"}
"""The files that start programs: `make run`, on a developer's machine, and `backup` and `restore`, which start those of
PostgreSQL with the operator's settings. They use no shell, and no request reaches them."""
RAW: Final = {"app/web/console/pages/visitors.py": {"Markup"}}
"""The only markup that is not escaped: the QR code, which is drawn there from a secret that is generated there."""
OURS: Final = {"app/domain/forms_import/compiler.py", "app/platform/database/prepared_select.py"}
"""The form compiler is called `compile`, and so is SQLAlchemy's method that makes the text of a statement."""
CONSTANT: Final = re.compile(r"_?[A-Z][A-Z_]*(\.text)?")
MARKUP: Final = re.compile(
    r"\|\s*safe\b|autoescape|<script(?! type=\"module\" src=)|<style|\sstyle=|\son[a-z]+=|javascript:|srcdoc="
)


def called(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Each call, with the last part of the name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            is_pattern = ast.unparse(node.func) == "re.compile"
            yield ("" if is_pattern else name), node


def is_built(node: ast.expr) -> bool:
    """Whether a string is composed of parts that are not constants."""
    if isinstance(node, ast.JoinedStr):
        values = [ast.unparse(each.value) for each in node.values if isinstance(each, ast.FormattedValue)]
        return not all(CONSTANT.fullmatch(each) for each in values)
    is_format = isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".format")
    return isinstance(node, ast.BinOp) or is_format


def faults(name: str, tree: ast.Module) -> set[str]:
    """The forbidden calls and imports of a module."""
    found = {module for module, _ in imports(tree) if module.partition(".")[0] in NEVER}
    found |= {each for module, each in imports(tree) if module == "markupsafe" and each not in RAW.get(name, set())}
    if name not in SHELLS:
        found |= {module for module, _ in imports(tree) if module == "subprocess"}
    for function, call in called(tree):
        if function in RUN and name not in OURS:
            found.add(ast.unparse(call))
        if function == "text" and call.args and is_built(call.args[0]):
            found.add(ast.unparse(call))
        if any(each.arg == "shell" for each in call.keywords):
            found.add(ast.unparse(call))
    return found


def templates() -> list[Path]:
    return sorted((ROOT / "app").rglob("*.html"))


def test_nothing_is_run_unpickled_parsed_or_put_together() -> None:
    assert {name: found for name, tree in sources().items() if (found := faults(name, tree))} == {}


def test_no_template_leaves_anything_unescaped_or_holds_a_script_or_a_style() -> None:
    assert len(templates()) > 15
    found = {file.name: MARKUP.findall(file.read_text()) for file in templates()}
    drawn = found.pop("storyboard.html")  # a standalone document that no route serves
    assert {each.strip() for each in drawn} == {"<style", "style="}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize(
    "line",
    [
        "eval(x)", "__import__(x)", "import pickle", "from xml.etree import ElementTree", "import yaml",
        "session.execute(text(f'SELECT {x}'))", "text('SELECT ' + x)", "text('SELECT {}'.format(x))",
        "from markupsafe import Markup", "import subprocess", "os.system(x)", "run(x, shell=True)",
        "render_template_string(x)", "environment.from_string(x)",
    ],
)  # fmt: skip
def test_what_is_dangerous_would_be_found(line: str) -> None:
    assert faults("app/web/some.py", ast.parse(line))


@pytest.mark.parametrize(
    "line", ["{{ x|safe }}", "{{ x | safe }}", '<p style="x">', '<a onclick="x">', "<script>", "<script src=x>"]
)
def test_so_would_such_markup(line: str) -> None:
    assert MARKUP.search(line)
