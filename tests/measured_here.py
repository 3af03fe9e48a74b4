"""Where figures are measured: the commit, the machine and the versions of what runs. For the pages in docs/results."""

import os
import platform
import subprocess
from importlib.metadata import version
from typing import Final

from app.platform.config.setting_fields import ROOT

LIBRARIES: Final = ("flask", "granian", "sqlalchemy", "redis", "psycopg")


def commit() -> str:
    """The commit that is checked out, in short; `-dirty` after it says that files other than results differ from it."""
    short = _git("rev-parse", "--short", "HEAD")
    return short + "-dirty" * bool(_git("status", "--porcelain", "--", ".", ":!docs/results")) if short else "unknown"


def _git(*command: str) -> str:
    told = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip()


def machine(*libraries: str) -> str:
    """Cores, kind, system and Python, and the versions of Lango's main libraries and of these."""
    versions = ", ".join(f"{name} {version(name)}" for name in (*LIBRARIES, *libraries))
    return (
        f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}"
    )
