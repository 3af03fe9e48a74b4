"""Lists as CSV for spreadsheets, safe from formula injection."""

import io
from collections.abc import Iterable, Sequence
from typing import Final

from defusedcsv import csv
from flask import Response

BYTE_ORDER_MARK: Final = "\ufeff"
"""At the start of a file, it makes a spreadsheet read the file as UTF-8."""


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, each cell on one line and stripped: `defusedcsv` checks the first character of a cell alone."""
    text = io.StringIO()
    csv.writer(text).writerows([" ".join(cell.split()) for cell in row] for row in rows)
    return text.getvalue()


def csv_answer(name: str, parts: Iterable[str]) -> Response:
    """A CSV file as a download that no cache keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(parts, mimetype="text/csv", headers=headers)
