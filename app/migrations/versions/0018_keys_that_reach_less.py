"""keys held to services, test keys and test applications, lists of applications"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("api_keys", sa.Column("services", sa.String(), nullable=True))
    op.add_column("api_keys", sa.Column("test_phone_sealed", sa.LargeBinary(), nullable=True))
    op.add_column("applications", sa.Column("is_test", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_applications_agency_listed", "applications", ["agency_code", "status", "since", "id"])
    op.create_index("ix_applications_service_listed", "applications", ["service_code", "status", "since", "id"])
    op.drop_index(op.f("ix_applications_agency_code"), table_name="applications")


def downgrade() -> None:
    """Go back."""
    op.create_index(op.f("ix_applications_agency_code"), "applications", ["agency_code"])
    op.drop_index("ix_applications_service_listed", table_name="applications")
    op.drop_index("ix_applications_agency_listed", table_name="applications")
    op.drop_column("applications", "is_test")
    op.drop_column("api_keys", "test_phone_sealed")
    op.drop_column("api_keys", "services")
