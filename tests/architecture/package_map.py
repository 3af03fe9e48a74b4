"""The tables of docs/structure.md, made from the packages' docstrings and from the import contracts.

`python -m tests.architecture.package_map` writes them anew into the page.
"""

import ast
import tomllib
from typing import Final

from tests.architecture.made_parts import put_in, table
from tests.architecture.prose import DOCS, ROOT

PAGE: Final = DOCS / "structure.md"
PACKAGES: Final = ("app", "menus", "sessions")


def summary(package: str) -> str:
    """The first paragraph of a package's docstring, on one line."""
    told = ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text())) or ""
    return " ".join(told.partition("\n\n")[0].split())


def packages() -> list[str]:
    """Each package with modules of ours, a parent before its children."""
    found = [file.parent for package in PACKAGES for file in (ROOT / package).rglob("__init__.py")]
    return sorted(str(folder.relative_to(ROOT)) for folder in found)


def package_table() -> str:
    return table(["package", "what belongs there"], [[f"`{package}`", summary(package)] for package in packages()])


def contract(name: str) -> list[str]:
    """The layers of an import contract, from the top down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (found,) = [each for each in contracts if each["name"] == name]
    return list(found["layers"])


def layer_list(name: str) -> str:
    return "\n".join(["```", *contract(name), "```"])


def parts() -> dict[str, str]:
    """The generated parts, by the name of their place in the page."""
    return {
        "packages": package_table(),
        "layers": layer_list("Each layer leans only on those below it"),
        "domain": layer_list("Each part of the domain leans only on those below it"),
        "menus": layer_list("The engine and the notation know no flow"),
    }


def made(page: str) -> str:
    """The page with its generated parts as they are now."""
    return put_in(page, __file__, parts())


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text()))
