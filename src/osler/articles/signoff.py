"""What an approval binds to, and who may give one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from osler.answer.cite import statements
from osler.articles.content import Content, encode, statement_hash
from osler.articles.records import Approval, Article, Decision, Declaration, Signature
from osler.storage.canonical import canonical, digest

DECIDED = frozenset({"accept", "edit", "strike"})


class SignoffError(Exception):
    """Why someone cannot sign; the message says what is missing."""


def signed(content: Content) -> str:
    """The hash a reviewer signs: over the canonical content, every cited span's hash and every
    source's version. Any changed byte of these gives another.
    """
    spans = sorted(
        (each.document, each.start, each.end, each.quote_sha256)
        for statement in statements(content.answer.sections)
        for each in statement.citations
    )
    sources = sorted((each.document, each.version or "") for each in content.answer.references)
    words = canonical({"content": digest(encode(content)), "spans": spans, "sources": sources})
    return digest(words)


def intact(content: Content, stored_sha256: str, stored: str) -> bool:
    """Whether stored content is what was stored: its hash, and every quote's and passage's own."""
    if digest(stored) != stored_sha256:
        return False
    passages = {each.key: each for each in content.passages}
    for statement in statements(content.answer.sections):
        for each in statement.citations:
            held = passages.get(each.passage)
            if held is None or digest(each.quote) != each.quote_sha256:
                return False
            if held.text[each.start - held.start : each.end - held.start] != each.quote:
                return False
    return all(digest(each.text) == each.sha256 for each in content.passages)


def latest(decisions: Iterable[Decision], content: Content) -> dict[tuple[str, str], Decision]:
    """The decision that counts, by (reviewer, statement id): the newest, if it was not withdrawn
    and the statement still says what was decided on. A strike counts while the statement is gone.
    """
    held = {name: statement_hash(each) for name, each in content.statements.items()}
    newest = {(each.reviewer_id, each.statement): each for each in decisions}
    return {
        place: each
        for place, each in newest.items()
        if each.verb in DECIDED
        and (
            each.statement not in held
            if each.verb == "strike"
            else held.get(each.statement) == each.sha256
        )
    }


def undecided(decisions: Iterable[Decision], content: Content, reviewer_id: str) -> tuple[str, ...]:
    """Ids of statements that a reviewer has yet to decide, in order."""
    done = {name for who, name in latest(decisions, content) if who == reviewer_id}
    return tuple(name for name in content.ids if name not in done)


def eligible(
    article: Article,
    content: Content,
    reviewer_id: str,
    declaration: Declaration | None,
) -> None:
    """Raises `SignoffError` where someone may not review this article: its author, whoever made
    the answer, anyone without a declaration of interest, or with a conflict.
    """
    if reviewer_id in {article.author_id, content.maker.by}:
        raise SignoffError("whoever wrote an article does not review it")
    if declaration is None:
        raise SignoffError("declare your interests in this article first")
    if declaration.conflict:
        raise SignoffError("a conflict of interest was declared: someone else must review this")


def ready(
    article: Article,
    content: Content,
    reviewer_id: str,
    declaration: Declaration | None,
    decisions: Sequence[Decision],
    open_threads: int,
) -> None:
    """Raises `SignoffError` where someone may not sign now: see `eligible`; every statement must
    be decided by the one who signs, and every thread resolved.
    """
    eligible(article, content, reviewer_id, declaration)
    left = undecided(decisions, content, reviewer_id)
    if left:
        some = ", ".join(left[:5]) + (" …" if len(left) > 5 else "")
        many = "1 statement is" if len(left) == 1 else f"{len(left)} statements are"
        raise SignoffError(f"{many} yet to be decided by you: {some}")
    if open_threads:
        many = "1 open thread" if open_threads == 1 else f"{open_threads} open threads"
        raise SignoffError(f"{many}: resolve {'it' if open_threads == 1 else 'each'} first")
    if not content.ids:
        raise SignoffError("an article without statements cannot be approved; retire it")


def alone(
    content: Content, signers: Iterable[str], decisions: Sequence[Decision]
) -> tuple[str, ...]:
    """Statements (or the gloss) whose present words come from a signer and that no other signer
    accepted: nobody approves their own words alone.
    """
    who = set(signers)
    wrote: Mapping[str, str] = {
        each.statement: each.by for each in content.edits if each.act == "edit"
    }
    accepted = latest(decisions, content)
    return tuple(
        name
        for name in (*content.ids, "gloss")
        if wrote.get(name) in who
        and not (name == "gloss" and len(who) > 1)  # whoever else signs has read that one line
        and not any((other, name) in accepted for other in who if other != wrote[name])
    )


def approving(
    signatures: Iterable[Signature], article: Article, content: Content
) -> list[Signature]:
    """Signatures of this round under the newest version and exactly this content, one a
    reviewer.
    """
    wanted = signed(content)
    found = {
        each.reviewer_id: each
        for each in signatures
        if each.round == article.round and each.number == article.head and each.signed == wanted
    }
    return list(found.values())


def has_signed(signatures: Iterable[Signature], article: Article, reviewer_id: str) -> bool:
    """Whether someone has signed the newest version in this round."""
    return any(
        each.reviewer_id == reviewer_id
        and each.round == article.round
        and each.number == article.head
        for each in signatures
    )


def borne_out(
    approval: Approval | None, signatures: Iterable[Signature], content: Content
) -> tuple[Signature, ...]:
    """The signatures that an approval rests on; none unless every one of them is there, under
    exactly this content.
    """
    if approval is None or approval.signed != signed(content):
        return ()
    found = {
        each.reviewer_id: each
        for each in signatures
        if each.number == approval.version
        and each.round == approval.round
        and each.signed == approval.signed
    }
    if not approval.signers or set(approval.signers) != set(found) & set(approval.signers):
        return ()
    return tuple(found[each] for each in approval.signers)
