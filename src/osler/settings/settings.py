"""Every setting, with its default and what it means; the files in the data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class SettingsError(Exception):
    """A setting that cannot be used; the message says which, where, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default. `OSLER_<NAME>` overrides `<name>` in `osler.toml`.

    `home`: the data folder. `starter`: when the bundled digests are used: "auto" (only where real
    evidence gives nothing), "always" or "never". `statements`: the most statements shown in one
    section, 1..20. `passages`: passages ranked per family, 10..1000. `certify_age`: years after
    which evidence counts as old for certainty, 1..50. `dense`: whether to use vectors where there
    are any. `width`: columns of terminal output, None for the terminal's own. `reader`:
    for whom `osler ask` writes where it is not told. `locale`: whose
    telephone numbers for help are shown.

    Publishing. `database`: URL of the database of articles and people, None for a SQLite file in
    the data folder. `anchor`: a file, best on another disk, to which the head of the ledger is
    written after each change. `reviewers`: signatures that approve an article, 1..5.
    `review_months`: months until a review is due again, 1..60; `review_months_drugs` where drug
    labels are cited. `show`: from which state on readers see an article never approved: "submitted"
    or "approved".

    The web. `public`: whether reading and asking take no account. `base_url`: the address that
    readers see, for links, cookies and sign-in; `osler serve` sets it to where it listens unless
    the operator did. `issuer`, `client_id`, `client_secret`: an OpenID
    Connect provider to sign in with. `session_hours`: how long a sign-in lasts at most, 1..720.
    `asked_days`: days for which questions asked on the web are kept, 0..365; `thread_days` those
    of a conversation, from its last turn. `log_questions`:
    whether logs may hold the words of questions. `trusted_proxies`: addresses and networks, parted
    by commas, of the proxies in front, whose `X-Forwarded-For` is believed. `metrics_token`: who
    sends it as a bearer token may read `/metrics` from anywhere; without it only this machine may.
    `limits`: whether requests are held to a rate; false where a proxy in front does so.

    A language model that writes answers, checked before they are shown. `model`: "openai:NAME" for
    an OpenAI-compatible endpoint, "local:FILE.gguf" for a file on this machine, None for no model.
    `model_url`: the endpoint's address with its `/v1`, None for OpenAI's; `model_key`: its key,
    never shown. `model_for`: other models by who reads, "patient=openai:NAME,nurse=none".
    `model_deadline`: seconds for a whole answer, 1..600, after which the extractive one is shown;
    `model_tokens`: the most tokens written for one, 100..20000; `model_passages`: passages given,
    1..40. `model_price_read`, `model_price_written`: what a million tokens cost.
    """

    home: Path
    starter: str = "auto"
    statements: int = 8
    passages: int = 40
    certify_age: int = 10
    dense: bool = True
    width: int | None = None
    reader: str = "physician"
    locale: str = "US"
    database: str | None = None
    anchor: Path | None = None
    reviewers: int = 2
    review_months: int = 12
    review_months_drugs: int = 6
    show: str = "submitted"
    public: bool = True
    base_url: str = "http://127.0.0.1:8000"
    issuer: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    session_hours: int = 12
    asked_days: int = 7
    thread_days: int = 30
    log_questions: bool = False
    trusted_proxies: str | None = None
    metrics_token: str | None = None
    limits: bool = True
    model: str | None = None
    model_url: str | None = None
    model_key: str | None = None
    model_for: str | None = None
    model_deadline: int = 20
    model_tokens: int = 1200
    model_passages: int = 10
    model_price_read: float | None = None
    model_price_written: float | None = None

    @property
    def articles(self) -> Path:
        """SQLite file of articles and people, where no other database is set."""
        return self.home / "osler.sqlite"

    @property
    def secret(self) -> Path:
        """File of the key that signs forms and seals the secrets of one-time codes."""
        return self.home / "secret.key"

    @property
    def index(self) -> Path:
        """Folder of the evidence index."""
        return self.home / "index"

    @property
    def catalog(self) -> Path:
        """SQLite file of what was ingested."""
        return self.home / "catalog.sqlite"

    @property
    def declarations(self) -> Path:
        """JSON lines of what the operator declared; outlasts the catalog."""
        return self.home / "declarations.jsonl"

    @property
    def corpus(self) -> Path:
        """Small JSON file that says what the index holds."""
        return self.home / "corpus.json"

    @property
    def vocabulary(self) -> Path:
        """File of the compiled vocabulary."""
        return self.home / "vocabulary.bin"

    @property
    def models(self) -> Path:
        """Folder of installed models."""
        return self.home / "models"

    @property
    def quarantine(self) -> Path:
        """Folder of quarantine files, one for each run that set records aside."""
        return self.home / "quarantine"
