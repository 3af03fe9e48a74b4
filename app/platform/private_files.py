"""What Lango writes is for its own user alone: files of 0600 in folders of 0700."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

OURS: Final = (
    "lango.db*", "secret.*", "run.lock", "lango.log", "redis.log", "redis.sock", "appendonly.aof", "appendonlydir",
    "dump.rdb", "temp-*", "metrics", "spool", "simulated-*",
)  # fmt: skip
"""What Lango and its Redis make in a data folder; whatever else lies there is left as it is."""


class NotOurs(Exception):
    """A data folder that may not be made private; the text says which, and what to do."""


def close_to_others() -> None:
    """Set the umask, so that files of this process and its children are for their user alone."""
    os.umask(0o077)


def own(folder: Path) -> None:
    """Create the data folder if it is not there, and remove the access that an older start left to other users.

    Raises NotOurs for a folder of another user, and for one that others need too: `/`, a home, `/tmp`; and OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.stat()
    if found.st_uid != os.geteuid():
        raise NotOurs(f"The data folder {folder} belongs to another user: take another DATA_DIR.")
    if found.st_mode & stat.S_ISVTX or folder.resolve() in (Path("/"), Path.home().resolve()):
        raise NotOurs(f"The data folder {folder} is not for Lango alone: take a DATA_DIR of its own.")
    tighten(folder)
    for path in _ours(folder):
        tighten(path)


def tighten(path: Path) -> None:
    """Remove the access of others to a file or folder of ours. A link, or a file of another user, is left as it is."""
    with suppress(FileNotFoundError):  # Redis and SQLite delete files
        found = path.lstat()
        if found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode) and found.st_mode & 0o077:
            path.chmod(stat.S_IMODE(found.st_mode) & 0o700)


def own_key(data_dir: Path) -> str:
    """A machine's own key, kept in the data folder and readable by its owner only."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = data_dir / "secret.key"
    if not file.exists():
        draft = data_dir / f"secret.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            file.hardlink_to(draft)
        except FileExistsError:
            pass  # another process was first: its key is the key
        finally:
            draft.unlink()
    return file.read_text().strip()


def _ours(folder: Path) -> Iterator[Path]:
    for pattern in OURS:
        for path in folder.glob(pattern):
            yield path
            if path.is_dir() and not path.is_symlink():
                yield from path.rglob("*")
