"""A database filled as a release fills it: our forms first, then the catalogue whose services name them."""

from sqlalchemy.orm import Session

from app.cli.form_screens import find_form_misfits
from app.domain.catalogue_import import loader
from app.domain.forms_import import form_loader


def load_ours(session: Session, *, without: str = "", new_only: bool = False) -> dict[str, int]:
    """Load our forms and catalogue; how many rows of each file were read. `without`: the stem of a file to omit."""
    form_loader.load_forms(session, form_loader.our_forms(), find_form_misfits)
    files = [file for file in loader.our_files() if file.stem != without]
    return loader.load(session, files, new_only=new_only)
