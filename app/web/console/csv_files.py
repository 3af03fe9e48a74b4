"""Lists as CSV for a spreadsheet, in which nothing is a formula to it."""

import io
from collections.abc import Iterable, Sequence
from typing import Final

from defusedcsv import csv
from flask import Response

BYTE_ORDER_MARK: Final = "\ufeff"
"""At its beginning a spreadsheet reads the file as UTF-8."""


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, each cell on one line and without blanks around it: `defusedcsv` looks at its first letter alone."""
    text = io.StringIO()
    csv.writer(text).writerows([" ".join(cell.split()) for cell in row] for row in rows)
    return text.getvalue()


def csv_answer(name: str, parts: Iterable[str]) -> Response:
    """A file to be kept by who asked for it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(parts, mimetype="text/csv", headers=headers)
