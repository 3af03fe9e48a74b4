"""Imports go down only, and the core can be loaded without the web (docs/structure.md)."""

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest

import app.domain
import menus

ROOT = Path(__file__).parents[2]
FOREIGN = {"flask", "redis", "requests", "werkzeug"}
"""Libraries that `menus` and `app.domain` must not load."""
BELOW_THE_WEB = sorted(
    module.name
    for package in (app.domain, menus)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
)


def lint(config: Path, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", config]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=False)


def loaded_by(statement: str) -> set[str]:
    """The top-level packages that are loaded in a fresh interpreter after a statement."""
    code = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_imports_go_down_only() -> None:
    ran = lint(ROOT / "pyproject.toml")
    assert ran.returncode == 0, ran.stdout
    assert "0 broken" in ran.stdout


def test_an_import_that_goes_up_would_be_found(tmp_path: Path) -> None:
    upside_down = tmp_path / "importlinter.ini"
    upside_down.write_text(
        "[importlinter]\nroot_packages =\n    app\n    menus\n    sessions\n"
        "[importlinter:contract:1]\nname = upside down\ntype = layers\nlayers =\n    app.domain\n    app.web\n"
    )
    ran = lint(upside_down)
    assert ran.returncode == 1
    assert "1 broken" in ran.stdout


def test_a_module_without_a_layer_would_be_found(tmp_path: Path) -> None:
    """In a copy of the tree, one new module each of the application, the domain and the menus has no layer."""
    for package in ("app", "menus", "sessions"):
        copytree(ROOT / package, tmp_path / package, ignore=ignore_patterns("__pycache__", "*.csv", "*.po", "*.mo"))
    for name in ("app/forms/__init__.py", "app/domain/vouchers.py", "menus/vouchers.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('"""Made up."""\n')
    ran = lint(Path(copy(ROOT / "pyproject.toml", tmp_path)), tmp_path)
    assert ran.returncode == 1
    assert "3 broken" in ran.stdout
    for what in ("app.forms", "app.domain.vouchers", "menus.vouchers"):
        assert what in ran.stdout, ran.stdout


def test_the_package_itself_loads_nothing() -> None:
    (only,) = ast.parse((ROOT / "app" / "__init__.py").read_text()).body
    assert isinstance(only, ast.Expr), "its docstring"


@pytest.mark.slow
@pytest.mark.parametrize(
    "modules", ["app.domain.applications.applications", ", ".join(BELOW_THE_WEB)], ids=["one", "all"]
)
def test_menus_and_domain_load_neither_web_nor_redis_nor_http(modules: str) -> None:
    assert not loaded_by(f"import {modules}") & FOREIGN


@pytest.mark.slow
def test_what_is_loaded_is_seen() -> None:
    assert loaded_by("import app.bootstrap.web") >= FOREIGN
