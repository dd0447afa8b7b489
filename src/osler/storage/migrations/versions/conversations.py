"""Conversations: questions asked one after another, and what is offered to be asked next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "threads",
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("expires_at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_index(op.f("ix_threads_owner"), "threads", ["owner"], unique=False)
    op.create_index(op.f("ix_threads_expires_at"), "threads", ["expires_at"], unique=False)
    op.create_table(
        "turns",
        sa.Column("thread_id", sa.String(length=43), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asking_id", sa.String(length=43), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asking_id"],
            ["askings.id"],
            name=op.f("fk_turns_asking_id_askings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["threads.id"],
            name=op.f("fk_turns_thread_id_threads"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("thread_id", "number", name=op.f("pk_turns")),
        sa.UniqueConstraint("asking_id", name=op.f("uq_turns_asking_id")),
    )
    op.create_table(
        "offers",
        sa.Column("asking_id", sa.String(length=43), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asking_id"],
            ["askings.id"],
            name=op.f("fk_offers_asking_id_askings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("asking_id", name=op.f("pk_offers")),
    )
