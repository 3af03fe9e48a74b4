"""Copies a PostgreSQL database while it is written to, and puts a copy back, with PostgreSQL's own programs.

They are run without a shell. The password is passed in the environment, where the process list does not show it; no
other setting of Lango is.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.platform.database.backup_manifest import BackupRefused

DUMP, RESTORE = "pg_dump", "pg_restore"
PLACES: Final = ("/usr/lib/postgresql/{major}/bin", "/usr/pgsql-{major}/bin")
"""Where Debian and Red Hat put the programs of a server."""
TAKEN_ALONG: Final = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")
FROM_ANY_OWNER: Final = ("--no-owner", "--no-privileges")
"""The role that restores owns the tables; rights of other roles are granted on that server (docs/security.md)."""


def copy_postgres(url: str, file: Path, *, server: int, programs: Path | None) -> None:
    """Write a consistent snapshot into an existing file. `server`: the server's major version."""
    _run(url, find_program(DUMP, server, programs), ["--format=custom", *FROM_ANY_OWNER, "--file", str(file)])


def put_back_postgres(file: Path, url: str, *, server: int, programs: Path | None) -> None:
    """Put a copy into a database that has no tables: all of it, or nothing."""
    whole = ["--single-transaction", "--exit-on-error", *FROM_ANY_OWNER, str(file)]
    _run(url, find_program(RESTORE, server, programs), whole)


def find_program(name: str, server: int, folder: Path | None) -> Path:
    """A program of at least the server's version: in `folder` if it is given, else on PATH or in the server's folder.

    Raises BackupRefused if there is none, or only older ones.
    """
    found: dict[Path, int] = {}
    for program in _candidates(name, server, folder):
        found[program] = _major_of(program)
        if found[program] >= server:
            return program
    seen = ", ".join(f"{program} is of {major}" for program, major in found.items()) or "none was found"
    raise BackupRefused(
        f"{name} of PostgreSQL {server} or later is wanted, as the server is: {seen}. Install the client programs"
        f" (Debian: postgresql-client-{server}), or name their folder with --programs"
    )


def _candidates(name: str, server: int, folder: Path | None) -> Sequence[Path]:
    on_path = shutil.which(name)
    places = [Path(each.format(major=server)) for each in PLACES]
    known = [folder / name] if folder else [*([Path(on_path)] if on_path else []), *(each / name for each in places)]
    return [each for each in known if os.access(each, os.X_OK)]


def _major_of(program: Path) -> int:
    """The major version of a program; 0 if it does not say."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, env=_environment())
    except OSError:
        return 0
    version = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return int(version[1]) if version else 0


def _run(url: str, program: Path, arguments: Sequence[str]) -> None:
    parts = conninfo_to_dict(url)
    password = parts.pop("password", None)
    command = [str(program), "--no-password", "--dbname", make_conninfo("", **parts), *arguments]
    environment = _environment() | ({"PGPASSWORD": str(password)} if password is not None else {})
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, env=environment)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise BackupRefused(f"{program.name} failed: {said[0] if said else f'status {done.returncode}'}")


def _environment() -> dict[str, str]:
    """What the programs need, and libpq's own settings (PGSSLROOTCERT, ...): none of Lango's keys."""
    return {name: value for name, value in os.environ.items() if name in TAKEN_ALONG or name.startswith("PG")}
