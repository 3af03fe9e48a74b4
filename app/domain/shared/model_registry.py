"""Every class of rows that the domain has, in whichever module or subfolder it stands.

Declaring a class is enough to be rotated, exported, erased and migrated: nobody has to have imported it before.
"""

import importlib
import pkgutil
from functools import cache

from sqlalchemy import Table

from app import domain
from app.platform.db import Base


def kinds() -> list[type[Base]]:
    """Every class of rows, by the name of its table."""
    import_all()
    return sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda kind: kind.__tablename__)


def tables() -> list[Table]:
    """Every table, those first that others point to."""
    import_all()
    return Base.metadata.sorted_tables


@cache
def import_all() -> None:
    """Import each module of the domain, however deep it lies."""
    for found in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(found.name)
