"""What `make mutants` reads: every module that its settings name exists, and every explanation has a reason."""

import tomllib
from pathlib import Path

import pytest

from tests.mutants.survivors import ROOT, Survivor, explained, read_results, read_survivor, stands

PRINTED = """
    app.domain.identity.otp.x_use__mutmut_1: killed
    app.domain.identity.otp.x_use__mutmut_2: survived
    app.domain.identity.otp.x__wrong__mutmut_3: no tests
    app.domain.identity.otp.x_use__mutmut_4: not checked
    app.domain.identity.sign_in.xǁTryǁkept__mutmut_1: timeout
"""
DIFF = """# app.domain.identity.otp.x_use__mutmut_2: survived
--- app/domain/identity/otp.py
+++ app/domain/identity/otp.py
@@ -1,4 +1,4 @@
 def use(session, code_id):
-    return a < b
+    return a <= b
"""


def test_every_module_and_every_test_that_is_named_is_there() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutmut"]
    named = [*told["only_mutate"], *told["pytest_add_cli_args_test_selection"], *told["also_copy"]]
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_what_came_of_each_is_counted() -> None:
    found = read_results(PRINTED)
    assert found.by_module == {
        "app.domain.identity.otp": {"noticed": 1, "unnoticed": 2, "not tried": 1},
        "app.domain.identity.sign_in": {"noticed": 1},
    }
    assert found.unnoticed == ["app.domain.identity.otp.x_use__mutmut_2", "app.domain.identity.otp.x__wrong__mutmut_3"]
    assert (found.total(), found.total("not tried")) == (5, 1)


def test_a_survivor_is_known_by_its_lines_and_not_by_its_number() -> None:
    found = {read_survivor(f"app.domain.identity.otp.x_use__mutmut_{number}", DIFF) for number in (2, 7)}
    assert found == {Survivor("app.domain.identity.otp.use", "return a < b", "return a <= b")}
    method = read_survivor("app.domain.identity.sign_in.xǁTryǁkept__mutmut_1", DIFF)
    assert method.function == "app.domain.identity.sign_in.Try.kept"


def test_an_explanation_names_its_lines_and_gives_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "survivors.toml"
    file.write_text('[[survivor]]\nin = "a.b"\nwas = "x"\nbecame = "y"\nwhy = "because"\n')
    assert explained(file) == {Survivor("a.b", "x", "y"): "because"}
    assert [each for each, why in explained().items() if not why.strip()] == []


def test_every_explanation_is_of_a_line_that_is_still_there() -> None:
    """A full run reports this too, but is rare. A mutant of a line that was rewritten has to be explained anew."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutmut"]
    changed = tuple(name.removesuffix(".py").replace("/", ".") + "." for name in told["only_mutate"])
    assert [each for each in explained() if not each.function.startswith(changed)] == []
    assert [each for each in explained() if not stands(each)] == []


@pytest.mark.parametrize(
    ("function", "was", "still"),
    [
        ("app.one.use", "return a < b", True),
        ("app.one.use", "two = ( 1, )", True),
        ("app.one.use", "return a <= b", False),
        ("app.one.other", "return a < b", False),
        ("app.one.keep", "return a > b", False),
        ("app.one.Try.keep", "return a > b", True),
        ("app.one.Try.use", "return a < b", False),
        ("app.one.Other.keep", "return a > b", False),
        ("app.two.use", "return a < b", False),
    ],
)
def test_an_explanation_stands_while_its_line_is_in_its_function(
    tmp_path: Path, function: str, was: str, still: bool
) -> None:
    (tmp_path / "app").mkdir()
    text = "def use(a, b):\n    two = (\n        1,\n    )\n    return a < b\n\n\nclass Try:\n    def keep(a, b):\n"
    (tmp_path / "app/one.py").write_text(f"{text}        return a > b\n")
    assert stands(Survivor(function, was, "anything"), tmp_path) is still
