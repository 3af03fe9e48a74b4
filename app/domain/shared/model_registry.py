"""Every model class of the domain, in whichever module or subfolder it is.

A declared class is included in rotation, export, erasure and migration, even if nothing else imports it.
"""

import importlib
import pkgutil
from functools import cache

from sqlalchemy import Table

from app import domain
from app.platform.db import Base


def kinds() -> list[type[Base]]:
    """Every model class, by the name of its table."""
    import_all()
    return sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda kind: kind.__tablename__)


def tables() -> list[Table]:
    """Every table, in the order of foreign keys: a table comes after those that it points to."""
    import_all()
    return Base.metadata.sorted_tables


@cache
def import_all() -> None:
    """Import every module of the domain, at any depth."""
    for found in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(found.name)
