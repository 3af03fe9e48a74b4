"""Copies a SQLite database while it is written to, and puts a copy back, with SQLite's online backup."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from app.platform.database.backup_manifest import BackupRefused

BUSY_SECONDS: Final = 30.0


def copy_sqlite(database: Path, file: Path) -> None:
    """Write a consistent snapshot into an existing, empty file. No writer waits: it is one read in WAL mode."""
    try:
        with closing(_open(database)) as source, closing(sqlite3.connect(file)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without -wal and -shm beside it
            _check(copy)
    except sqlite3.Error as error:
        raise BackupRefused(f"SQLite could not copy {database}: {error}") from None


def put_back_sqlite(file: Path, database: Path) -> None:
    """Put a copy into a database that has no tables: all of it, or nothing."""
    try:
        with closing(_open(file)) as copy, closing(sqlite3.connect(database, timeout=BUSY_SECONDS)) as target:
            _check(copy)
            copy.backup(target)
    except sqlite3.Error as error:
        raise BackupRefused(f"SQLite could not put {file} back: {error}") from None


def _open(file: Path) -> sqlite3.Connection:
    """Open an existing database; a missing one is not created."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)


def _check(copy: sqlite3.Connection) -> None:
    [[found]] = copy.execute("PRAGMA integrity_check(1)").fetchall()
    if found != "ok":
        raise BackupRefused(f"the copy is damaged: {found}")
