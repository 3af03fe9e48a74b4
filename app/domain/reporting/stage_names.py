"""The labels of stages, for tables with the figures of several agencies."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.catalogue import catalogue_texts
from app.domain.catalogue.models import Stage

GENERAL = "general"


def find_stage_names(session: Session, language: str) -> dict[tuple[str, str], str]:
    """The label of each stage by status and code; if several families have it, the general one's, else the first's."""
    rows = sorted(session.scalars(select(Stage)), key=lambda each: (each.family != GENERAL, each.family))
    names = dict[tuple[str, str], str]()
    for each in rows:
        if (each.status, each.code) not in names:
            names[each.status, each.code] = catalogue_texts.stage_label(session, each, language)
    return names
