"""The forms that were loaded, each version for ever: an application in flight keeps the one that it began with."""

from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.forms.definition import Form, read_form
from app.domain.shared.errors import NotFound
from app.platform.db import Base, inserting, now

_FORMS: Final[dict[str, Form]] = {}
"""Forms by their digests, as far as this process was asked for them: a few kilobytes each."""


class FormVersion(Base):
    """One version of a form. `is_current`: whether it is the one that is begun now; one of each name is, or none."""

    __tablename__ = "form_versions"

    digest: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    version: Mapped[str]
    definition: Mapped[str]
    is_current: Mapped[bool]
    loaded_at: Mapped[datetime]


def publish(session: Session, form: Form) -> bool:
    """Make this the version that is begun from now on; False where it is already."""
    if current_digest(session, form.name) == form.digest:
        return False
    session.execute(select(FormVersion.digest).where(FormVersion.name == form.name).with_for_update())
    # Whoever publishes another version of it at this moment has done so by now, and its rows are seen below.
    session.execute(update(FormVersion).where(FormVersion.name == form.name).values(is_current=False))
    values = {
        "name": form.name,
        "version": form.version,
        "definition": form.to_json(),
        "is_current": True,
        "loaded_at": now(session),
    }
    statement = inserting(session, FormVersion).values(digest=form.digest, **values)
    session.execute(statement.on_conflict_do_update(index_elements=[FormVersion.digest], set_={"is_current": True}))
    return True


def current_digest(session: Session, name: str) -> str | None:
    """The digest of the version that is begun now; None where no form of this name was loaded."""
    return session.scalar(select(FormVersion.digest).where(FormVersion.name == name, FormVersion.is_current))


def current_form(session: Session, name: str) -> Form | None:
    """The version that is begun now."""
    digest = current_digest(session, name)
    return form_of(session, digest) if digest else None


def form_of(session: Session, digest: str) -> Form:
    """The form of a digest, whether it is current or not. Raises NotFound.

    What a digest names never changes, so a process asks the database for it once.
    """
    known = _FORMS.get(digest)
    if known is None:
        definition = session.scalar(select(FormVersion.definition).where(FormVersion.digest == digest))
        if definition is None:
            raise NotFound("there is no such version of a form")
        known = _FORMS[digest] = read_form(definition)
    return known


def current_forms(session: Session) -> list[Form]:
    """Every form that can be begun, by name."""
    query = select(FormVersion.digest).where(FormVersion.is_current).order_by(FormVersion.name)
    return [form_of(session, digest) for digest in session.scalars(query)]
