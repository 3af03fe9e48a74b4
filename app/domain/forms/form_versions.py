"""The forms that were loaded. Every version is kept: an application in progress uses the one it was begun with."""

from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.forms.definition import Form, read_form
from app.domain.shared.errors import NotFound
from app.platform.database.named_lock import lock_name
from app.platform.db import Base, inserting, now

_FORMS: Final[dict[str, Form]] = {}
"""The cache of this process: forms by their digests, a few kilobytes each."""


class FormVersion(Base):
    """One version of a form. `is_current`: new applications use it; at most one version of each name is current."""

    __tablename__ = "form_versions"

    digest: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    version: Mapped[str]
    definition: Mapped[str]
    is_current: Mapped[bool]
    loaded_at: Mapped[datetime]


def publish(session: Session, form: Form) -> bool:
    """Make this the current version of its name; False where it is already."""
    lock_name(session, "form", form.name)  # a concurrent publish of the same form has committed by now
    if current_digest(session, form.name) == form.digest:
        return False
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
    """The digest of the current version; None where no form of this name was loaded."""
    return session.scalar(select(FormVersion.digest).where(FormVersion.name == name, FormVersion.is_current))


def current_form(session: Session, name: str) -> Form | None:
    """The current version; None where no form of this name was loaded."""
    digest = current_digest(session, name)
    return form_of(session, digest) if digest else None


def form_of(session: Session, digest: str) -> Form:
    """The form of a digest, whether it is current or not. Raises NotFound.

    The form of a digest never changes, so a process reads it from the database once.
    """
    known = _FORMS.get(digest)
    if known is None:
        definition = session.scalar(select(FormVersion.definition).where(FormVersion.digest == digest))
        if definition is None:
            raise NotFound("there is no such version of a form")
        known = _FORMS[digest] = read_form(definition)
    return known


def current_forms(session: Session) -> list[Form]:
    """The current version of every form, by name."""
    query = select(FormVersion.digest).where(FormVersion.is_current).order_by(FormVersion.name)
    return [form_of(session, digest) for digest in session.scalars(query)]
