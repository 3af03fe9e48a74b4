"""every service: counties, categories, centres, questions, words, and the catalogue's version"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "access_fee_tiers",
        sa.Column("min_kes", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("max_kes", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("access_fee_kes", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.PrimaryKeyConstraint("min_kes", name=op.f("pk_access_fee_tiers")),
    )
    op.create_table(
        "catalogue_loads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_loads")),
    )
    op.create_table(
        "categories",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_sw", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_categories")),
    )
    op.create_table(
        "counties",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("headquarters", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_counties")),
    )
    op.create_table(
        "faqs",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_sw", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answer_sw", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_faqs")),
    )
    op.create_table(
        "synonyms",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_synonyms")),
    )
    op.create_table(
        "huduma_centres",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("hours", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["county"], ["counties.code"], name=op.f("fk_huduma_centres_county_counties")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_huduma_centres")),
    )
    op.add_column("services", sa.Column("popular", sa.Integer(), nullable=True))
    op.add_column("services", sa.Column("fee_all_in", sa.Boolean(), nullable=True))
    op.add_column("services", sa.Column("fee_source", sa.String(), nullable=True))
    op.add_column("services", sa.Column("documents_sw", sa.String(), nullable=True))
    op.add_column("services", sa.Column("confidence", sa.String(), nullable=True))


def downgrade() -> None:
    """Go back."""
    for column in ("confidence", "documents_sw", "fee_source", "fee_all_in", "popular"):
        op.drop_column("services", column)
    for table in ("huduma_centres", "synonyms", "faqs", "counties", "categories", "catalogue_loads"):
        op.drop_table(table)
    op.drop_table("access_fee_tiers")
