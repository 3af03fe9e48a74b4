"""Copies the database into one file while Lango runs, and puts such a copy back into an empty database."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from app.platform.database.backup_manifest import (
    FORMAT,
    BackupManifest,
    BackupRefused,
    digest_of,
    manifest_file,
    open_new,
    write_manifest,
)
from app.platform.database.postgres_backups import copy_postgres, put_back_postgres
from app.platform.database.sqlite_backups import copy_sqlite, put_back_sqlite
from app.platform.db import Database
from app.platform.private_files import tighten


def write_backup(database: Database, file: Path, programs: Path | None = None) -> BackupManifest:
    """Copy the database into a new file, and write its manifest beside it, both for this user alone.

    `programs`: the folder of PostgreSQL's programs. Raises BackupRefused, and leaves no file then. No file is ever
    overwritten.
    """
    made_at, draft = database.clock(), file.with_name(f"{file.name}.part")
    for each in (file, manifest_file(file)):
        if each.exists() or each.is_symlink():
            raise BackupRefused(f"{each} is there already: nothing is overwritten, name another file")
    migration = _migration_of(database.engine)
    try:
        open_new(draft).close()
    except OSError as error:
        raise BackupRefused(f"{draft} cannot be written: {error.strerror}") from None
    try:
        _copy(database.engine, draft, programs)
        return _keep(database, draft, file, migration, made_at)
    except OSError as error:
        raise BackupRefused(f"{file} cannot be written: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)


def put_back(database: Database, file: Path, manifest: BackupManifest, programs: Path | None = None) -> None:
    """Put a copy back into this database, which must have no tables: all of it, or nothing. Raises BackupRefused."""
    engine = database.engine
    if manifest.database != engine.dialect.name:
        raise BackupRefused(f"this copy is of {manifest.database}, and DATABASE_URL names {engine.dialect.name}")
    manifest.check_key(database.keys)
    manifest.check_file(file)
    _require_empty(engine)
    if engine.dialect.name == "sqlite":
        put_back_sqlite(file, _sqlite_file(engine))
        tighten(_sqlite_file(engine))
    else:
        put_back_postgres(file, _url_of(engine), server=_server_of(engine), programs=programs)
    engine.dispose()


def _keep(database: Database, draft: Path, file: Path, migration: str, made_at: datetime) -> BackupManifest:
    """Give a complete copy its final name, after it is synced to disk and its manifest is written."""
    with draft.open("rb") as content:
        os.fsync(content.fileno())
    told = BackupManifest(
        FORMAT, database.engine.dialect.name, migration, made_at.isoformat(), draft.stat().st_size, digest_of(draft)
    ).signed(database.keys)
    write_manifest(file, told)
    try:
        os.link(draft, file)
    except OSError:
        with suppress(OSError):
            manifest_file(file).unlink()
        raise
    return told


def _copy(engine: Engine, file: Path, programs: Path | None) -> None:
    if engine.dialect.name == "sqlite":
        copy_sqlite(_sqlite_file(engine), file)
    else:
        copy_postgres(_url_of(engine), file, server=_server_of(engine), programs=programs)


def _migration_of(engine: Engine) -> str:
    try:
        with engine.connect() as connection:
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    except SQLAlchemyError:
        raise BackupRefused(
            "the database is out of reach, or has none of Lango's tables: there is nothing to copy"
        ) from None


def _require_empty(engine: Engine) -> None:
    try:
        tables = inspect(engine).get_table_names()
    except SQLAlchemyError:
        raise BackupRefused("the database is out of reach: an empty one is wanted") from None
    finally:
        engine.dispose()
    if tables:
        raise BackupRefused(
            f"the database of DATABASE_URL is not empty (it has {tables[0]!r} and {len(tables) - 1} tables more): an"
            " empty one is wanted, without `db upgrade`. Nothing was changed"
        )


def _sqlite_file(engine: Engine) -> Path:
    name = engine.url.database
    if not name or name == ":memory:":
        raise BackupRefused("a database in memory has no copy")
    return Path(name)


def _server_of(engine: Engine) -> int:
    """The major version of the server."""
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
    except SQLAlchemyError:
        raise BackupRefused("the database is out of reach") from None


def _url_of(engine: Engine) -> str:
    return make_url(engine.url).set(drivername="postgresql").render_as_string(hide_password=False)
