"""Every table, as SQLAlchemy metadata. The migrations make them; a test holds the two together.

Moments are ISO 8601 text in UTC with microseconds and a trailing "Z" (`moment.py`), so that they
sort, hash and travel the same in both databases. JSON is canonical text. Rows are superseded by
later rows rather than changed where a reader could ask what was there before.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

MOMENT = String(27)  # 2026-11-25T23:52:43.000000Z
SHA256 = String(64)  # hex
ID = String(26)  # `identity.new_id`

users = Table(
    "users",
    metadata,
    Column("id", ID, primary_key=True),
    Column("login", String(200), nullable=False, unique=True),  # e-mail or name, case-folded
    Column("name", String(200), nullable=False),
    Column("roles", String(200), nullable=False),  # space-separated, sorted
    Column("password", String(200)),  # argon2 hash; NULL for those who sign in elsewhere
    Column("totp", String(200)),  # base32 secret once confirmed
    Column("totp_pending", String(200)),
    Column("totp_step", Integer),  # last time step accepted: a code is good once
    Column("issuer", String(400)),  # OpenID Connect: who vouches
    Column("subject", String(400)),
    Column("credentials", String(200)),  # "MD, PhD"
    Column("specialty", String(200)),
    Column("interests", Text),  # declared interests, as the member worded them
    Column("interests_at", MOMENT),
    Column("board", Boolean, nullable=False, default=False),  # listed on the board page
    Column("created_at", MOMENT, nullable=False),
    Column("disabled_at", MOMENT),
    Column("revision", Integer, nullable=False, default=1),
    UniqueConstraint("issuer", "subject"),
)

preferences = Table(  # what someone chose for themselves; told to nobody, the ledger neither
    "preferences",
    metadata,
    Column("user_id", ID, ForeignKey("users.id"), primary_key=True),
    Column("reader", String(20), nullable=False),  # whom pages are written for
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", SHA256, primary_key=True),  # hash of what the cookie holds
    Column("user_id", ID, ForeignKey("users.id"), nullable=False, index=True),
    Column("created_at", MOMENT, nullable=False),
    Column("seen_at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False),
    Column("confirmed_at", MOMENT, nullable=False),  # last time the person proved who they are
    Column("second_factor", Boolean, nullable=False, default=False),
    Column("ended_at", MOMENT),
    Column("agent", String(200)),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", ID, primary_key=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False, index=True),
    Column("name", String(200), nullable=False),
    Column("secret", SHA256, nullable=False, unique=True),
    Column("scopes", String(200), nullable=False),  # space-separated, sorted
    Column("created_at", MOMENT, nullable=False),
    Column("expires_at", MOMENT),
    Column("used_at", MOMENT),
    Column("ended_at", MOMENT),
)

attempts = Table(  # failed sign-ins, for throttling; old rows are swept
    "attempts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("subject", String(260), nullable=False),  # "login:…" or "address:…"
    Column("at", MOMENT, nullable=False),
    Index("ix_attempts_subject_at", "subject", "at"),
)

pending = Table(  # sign-ins under way: each taken once, and gone when they expire
    "pending",
    metadata,
    Column("token", SHA256, primary_key=True),  # hash of what the browser holds
    Column("visitor", SHA256, nullable=False),
    Column("detail", Text, nullable=False),  # canonical JSON
    Column("expires_at", MOMENT, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", ID, primary_key=True),
    Column("slug", String(120), nullable=False, unique=True),
    Column("question", Text, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("head", Integer, nullable=False),  # newest version
    Column("published", Integer),  # newest version that was approved
    Column("round", Integer, nullable=False, default=1),  # grows with each submission
    Column("revision", Integer, nullable=False, default=1),  # grows with each write: the ETag
    Column("author_id", ID, ForeignKey("users.id"), nullable=False),
    Column("topic", String(120)),  # first concept of the question, for the library
    Column("drugs", Boolean, nullable=False, default=False),  # cites a label: reviewed sooner
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    Column("submitted_at", MOMENT),
    Column("review_began_at", MOMENT),
    Column("approved_at", MOMENT),
    Column("due_at", MOMENT, index=True),  # when review age makes it stale
    Column("reason", Text),  # of the last change of state, where one was given
    Index("ix_articles_updated_at_id", "updated_at", "id"),
)

versions = Table(  # never changed, never deleted; triggers hold that
    "versions",
    metadata,
    Column("article_id", ID, ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", Text, nullable=False),  # canonical JSON of `articles.content.Content`
    Column("sha256", SHA256, nullable=False),  # of the content's UTF-8 bytes
    Column("author_id", ID, ForeignKey("users.id"), nullable=False),  # whose act made it
    Column("act", String(20), nullable=False),  # save, edit, strike, refresh, restore
    Column("note", Text),
    Column("made_at", MOMENT, nullable=False),
)

citations = Table(  # which documents a version rests on, for staleness
    "citations",
    metadata,
    Column("article_id", ID, ForeignKey("articles.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("document", String(300), primary_key=True),
    Column("lineage", String(300), nullable=False, index=True),
    Column("version", Text),
)

decisions = Table(  # a reviewer's word on one statement; the newest of a reviewer counts
    "decisions",
    metadata,
    Column("id", ID, primary_key=True),
    Column("article_id", ID, ForeignKey("articles.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("statement", String(20), nullable=False),  # its id in the content, "s3"
    Column("sha256", SHA256, nullable=False),  # of the statement as decided on
    Column("reviewer_id", ID, ForeignKey("users.id"), nullable=False),
    Column("verb", String(20), nullable=False),  # accept, edit, strike, withdraw
    Column("reason", Text),
    Column("at", MOMENT, nullable=False),
    Index("ix_decisions_article_id_round", "article_id", "round"),
)

comments = Table(
    "comments",
    metadata,
    Column("id", ID, primary_key=True),
    Column("article_id", ID, ForeignKey("articles.id"), nullable=False, index=True),
    Column("statement", String(20)),  # None: of the whole article
    Column("number", Integer, nullable=False),  # the version commented on
    Column("parent_id", ID, ForeignKey("comments.id")),
    Column("author_id", ID, ForeignKey("users.id"), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("resolved_at", MOMENT),
    Column("resolved_by", ID, ForeignKey("users.id")),
)

declarations = Table(  # of interest, asked per article; the newest of a person counts
    "declarations",
    metadata,
    Column("id", ID, primary_key=True),
    Column("article_id", ID, ForeignKey("articles.id"), nullable=False, index=True),
    Column("user_id", ID, ForeignKey("users.id"), nullable=False),
    Column("conflict", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
)

signatures = Table(
    "signatures",
    metadata,
    Column("id", ID, primary_key=True),
    Column("article_id", ID, ForeignKey("articles.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("reviewer_id", ID, ForeignKey("users.id"), nullable=False),
    Column("declaration_id", ID, ForeignKey("declarations.id"), nullable=False),
    Column("signed", SHA256, nullable=False),  # `signoff.digest` of what was signed
    Column("name", String(200), nullable=False),  # as they stood when signing
    Column("credentials", String(200)),
    Column("specialty", String(200)),
    Column("at", MOMENT, nullable=False),
    UniqueConstraint("article_id", "number", "round", "reviewer_id"),
)

causes = Table(  # why an article is stale; closed, never deleted
    "causes",
    metadata,
    Column("id", ID, primary_key=True),
    Column("article_id", ID, ForeignKey("articles.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),  # the version it was found in
    Column("kind", String(40), nullable=False),  # `staleness.CauseKind`
    Column("document", String(300)),  # cited
    Column("other", String(300)),  # the notice, or the newer version
    Column("section", Text),
    Column("said", Text, nullable=False),  # one plain line
    Column("old", Text),
    Column("new", Text),
    Column("fingerprint", SHA256, nullable=False),  # the same cause is noticed once
    Column("at", MOMENT, nullable=False),
    Column("closed_at", MOMENT),
    Column("closed_by", ID, ForeignKey("users.id")),
    Column("closing", Text),
    UniqueConstraint("article_id", "fingerprint"),
)

reports = Table(  # readers' reports of an error
    "reports",
    metadata,
    Column("id", ID, primary_key=True),
    Column("article_id", ID, ForeignKey("articles.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("statement", String(20)),
    Column("body", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("closed_at", MOMENT),
    Column("closed_by", ID, ForeignKey("users.id")),
    Column("closing", Text),
)

askings = Table(  # questions asked on the web: private, and gone when they expire
    "askings",
    metadata,
    Column("id", String(43), primary_key=True),  # unguessable
    Column("visitor", SHA256, nullable=False),  # hash of who asked
    Column("question", Text, nullable=False),
    Column("reader", String(20)),
    Column("answer", Text),  # canonical JSON once there is one
    Column("at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False, index=True),
    Column("article_id", ID, ForeignKey("articles.id")),
)

threads = Table(  # conversations: as private, and gone as askings are
    "threads",
    metadata,
    Column("id", String(43), primary_key=True),  # unguessable
    Column("owner", SHA256, nullable=False, index=True),  # hash of a visitor or an account
    Column("at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False, index=True),
)

turns = Table(  # which askings make a conversation, in which order
    "turns",
    metadata,
    Column("thread_id", ForeignKey("threads.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1
    Column("asking_id", ForeignKey("askings.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("said", Text, nullable=False),  # what was typed, before it was made whole
    Column("note", Text),  # how it was made whole
)

offers = Table(  # what may be asked next, found once
    "offers",
    metadata,
    Column("asking_id", ForeignKey("askings.id", ondelete="CASCADE"), primary_key=True),
    Column("questions", Text, nullable=False),  # canonical JSON
)

replays = Table(  # idempotency keys of the API
    "replays",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("actor", String(60), primary_key=True),
    Column("request", SHA256, nullable=False),
    Column("status", Integer),
    Column("headers", Text),
    Column("body", Text),
    Column("at", MOMENT, nullable=False),
)

ledger = Table(  # append-only; triggers hold that
    "ledger",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("actor", String(60), nullable=False),  # a user id, "system" or "anonymous"
    Column("act", String(60), nullable=False),  # "article.approve", "user.roles", …
    Column("subject", String(200), nullable=False),  # "article:ID", "user:ID", …
    Column("detail", Text, nullable=False),  # canonical JSON
    Column("previous", SHA256, nullable=False),
    Column("hash", SHA256, nullable=False, unique=True),
    Index("ix_ledger_subject", "subject"),
)
