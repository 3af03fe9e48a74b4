"""The models of the domain are found without being listed anywhere."""

import subprocess
import sys
from pathlib import Path

import pytest

ELSEWHERE = """
import sys
import app.domain
app.domain.__path__.append(sys.argv[1])
from app.domain.shared import blind_indexes, sealed_columns
print("phone" in {c.name for c in blind_indexes.columns("phone") if c.table.name == "parcels"})
print({"accounts", "inbound", "parcels"} <= {kind.__tablename__ for kind in sealed_columns.kinds()})
"""
PARCEL = """
from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column
from app.platform.db import Base
from app.platform.database.sealed_value import sealed_text
from app.domain.shared.blind_indexes import of

class Parcel(Base):
    __tablename__ = "parcels"
    phone: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=of("phone"))
    body_sealed: Mapped[bytes]
    body = sealed_text("body")
"""


@pytest.mark.slow
def test_a_model_is_found_wherever_it_stands_and_whoever_imports_it(tmp_path: Path) -> None:
    folder = tmp_path / "post" / "parcels"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("")
    (folder / "__init__.py").write_text("")
    (folder / "rows.py").write_text(PARCEL)
    command = [sys.executable, "-c", ELSEWHERE, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert result.stdout.split() == ["True", "True"]
