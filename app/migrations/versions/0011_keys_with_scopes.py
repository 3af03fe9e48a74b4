"""API keys with scopes, an end and budgets, and the reference shapes that an agency may bring"""

import secrets
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ADDED = (
    sa.Column("public_id", sa.String(), nullable=True),
    sa.Column("name", sa.String(), nullable=True),
    sa.Column("scopes", sa.String(), nullable=True),
    sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("requests_per_minute", sa.Integer(), nullable=True),
    sa.Column("sms_per_hour", sa.Integer(), nullable=True),
    sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
)
LIFE = timedelta(days=365)
"""Of a key that was made before: from the day of the migration, so that no deploy shuts an agency out."""


def upgrade() -> None:
    """Go forward."""
    for column in ADDED:
        op.add_column("api_keys", column)
    op.create_index(op.f("ix_api_keys_public_id"), "api_keys", ["public_id"], unique=True)
    _name_the_keys()
    op.create_table(
        "reference_shapes",
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("agency_code", sa.String(), nullable=False),
        sa.Column("example", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_code"], ["agencies.code"], name=op.f("fk_reference_shapes_agency_code_agencies")
        ),
        sa.PrimaryKeyConstraint("shape", name=op.f("pk_reference_shapes")),
    )
    op.create_index(op.f("ix_reference_shapes_agency_code"), "reference_shapes", ["agency_code"], unique=False)


def _name_the_keys() -> None:
    keys = sa.table(
        "api_keys",
        sa.column("id", sa.Integer()),
        sa.column("public_id", sa.String()),
        sa.column("expires_at", sa.DateTime(timezone=True)),
    )
    ends, connection = datetime.now(UTC) + LIFE, op.get_bind()
    for number in connection.scalars(sa.select(keys.c.id)).all():
        named = {"public_id": secrets.token_hex(4), "expires_at": ends}
        connection.execute(sa.update(keys).where(keys.c.id == number).values(**named))


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_reference_shapes_agency_code"), table_name="reference_shapes")
    op.drop_table("reference_shapes")
    op.drop_index(op.f("ix_api_keys_public_id"), table_name="api_keys")
    for column in reversed(ADDED):
        op.drop_column("api_keys", column.name)
