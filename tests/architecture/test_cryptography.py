"""The product uses only the cryptography that docs/security.md lists, in the files named here (ASVS 11.1.2)."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).parents[2]
TRUSTED: Final = {"app/platform/encryption.py": {"cryptography"}, "app/domain/identity/passwords.py": {"argon2"}}
"""The files that import a library of ciphers or of password hashes; all other code calls these files."""
LIBRARIES: Final = {"cryptography", "argon2", "Crypto", "nacl", "jwt", "jose", "bcrypt", "passlib", "itsdangerous"}
CIPHERS: Final = {"AESGCM", "SHA256", "HKDF", "InvalidTag"}
"""The names that are imported from `cryptography`: they leave no choice of block mode or padding."""
DICE: Final = {"app/platform/db.py", "app/domain/messaging/outbox.py"}
"""The files that import `random`: they add jitter to waiting times, which need not be unpredictable."""


def sources() -> dict[str, ast.Module]:
    """The syntax tree of each module of the product, by its path."""
    files = [ROOT / "wsgi.py", *(file for name in ("app", "menus", "sessions") for file in (ROOT / name).rglob("*.py"))]
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text()) for file in files}


def imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each imported module, with the name that is imported from it (empty for `import module`)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((each.name, "") for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", each.name) for each in node.names)


def from_module(tree: ast.Module, name: str) -> set[str]:
    """The names that a module uses of a module of the standard library, however it is imported."""
    taken = {what for module, what in imports(tree) if module == name and what}
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    return taken | {node.attr for node in nodes if isinstance(node.value, ast.Name) and node.value.id == name}


def weak_hashes(tree: ast.Module) -> set[str]:
    """Hash functions other than SHA-256, except those called with `usedforsecurity=False`."""
    told = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and any(each.arg == "usedforsecurity" and ast.unparse(each.value) == "False" for each in node.keywords)
    }
    return from_module(tree, "hashlib") - {"sha256"} - told


def weak_macs(tree: ast.Module) -> set[str]:
    """MACs whose hash is not SHA-256."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    macs = [call for call in calls if ast.unparse(call.func) in ("hmac.new", "hmac.digest")]
    return {ast.unparse(call) for call in macs if [ast.unparse(each) for each in call.args[2:]] != ["'sha256'"]}


def test_ciphers_and_password_hashes_stand_in_two_files() -> None:
    used = {name: {module.split(".")[0] for module, _ in imports(tree)} & LIBRARIES for name, tree in sources().items()}
    assert {name: found for name, found in used.items() if found} == TRUSTED


def test_of_ciphers_aes_gcm_is_used_and_of_derivations_hkdf() -> None:
    taken = {
        what for module, what in imports(sources()["app/platform/encryption.py"]) if module.startswith("cryptography")
    }
    assert taken == CIPHERS


@pytest.mark.slow
def test_what_is_hashed_is_hashed_with_sha_256() -> None:
    trees = sources()
    assert {name: weak_hashes(tree) for name, tree in trees.items() if weak_hashes(tree)} == {}
    assert {name: weak_macs(tree) for name, tree in trees.items() if weak_macs(tree)} == {}


def test_what_nobody_may_guess_comes_from_the_systems_random_numbers() -> None:
    trees = sources()
    assert {name for name, tree in trees.items() if from_module(tree, "random")} == DICE
    assert {what for name in DICE for what in from_module(trees[name], "random")} == {"uniform"}
    assert {name for name, tree in trees.items() if {"uuid"} & {module for module, _ in imports(tree)}} == set()


@pytest.mark.parametrize(
    "source", ["import hashlib\nhashlib.md5(b'')", "from hashlib import sha1", "import hashlib\nhashlib.new('md5')"]
)
def test_a_weak_hash_would_be_found(source: str) -> None:
    assert weak_hashes(ast.parse(source))


@pytest.mark.parametrize("source", ["hmac.new(b'', b'', 'md5')", "hmac.digest(b'', b'', name)", "hmac.new(b'')"])
def test_a_weak_mac_would_be_found(source: str) -> None:
    assert weak_macs(ast.parse(source))
    assert not weak_macs(ast.parse("hmac.digest(b'', b'', 'sha256')"))
