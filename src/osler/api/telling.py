"""Articles as callers are told of them: from what is stored to the shapes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from osler.accounts.actor import Actor
from osler.accounts.role import Right
from osler.api.shapes import ArticleLine, ArticleVersion, CauseLine, Signed, Unsupported
from osler.articles import in_force
from osler.articles.ground import unsupported
from osler.articles.naming import public_key
from osler.articles.public import Public, interests
from osler.articles.records import Article, Cause
from osler.articles.signoff import signed
from osler.articles.workflow import State


def article_line(article: Article, told: State, actor: Actor) -> ArticleLine:
    """An article's line for whoever calls. `told`: what readers are told (`in_force.states`)."""
    return ArticleLine(
        slug=article.slug,
        url=f"/a/{article.slug}",
        state=told,
        head_state=article.state if actor.may(Right.DRAFTS) else None,
        **{
            name: getattr(article, name)
            for name in ArticleLine.__dataclass_fields__
            if name not in {"slug", "url", "state", "head_state"}
        },
    )


def article_lines(
    connection: Connection, articles: Sequence[Article], actor: Actor
) -> tuple[ArticleLine, ...]:
    """Lines of articles, in order."""
    told = in_force.states(connection, [each.id for each in articles])
    return tuple(article_line(each, told.get(each.id, each.state), actor) for each in articles)


def cause_line(cause: Cause) -> CauseLine:
    """A cause; the name of a file of ours is left out."""
    other = public_key(cause.other)
    return CauseLine(
        cause.id,
        cause.kind,
        cause.said,
        cause.document,
        other,
        cause.section,
        cause.at,
        cause.old,
        cause.new,
    )


def article_version(seen: Public, line: ArticleLine) -> ArticleVersion:
    """A version as it may be shown."""
    return ArticleVersion(
        article=line,
        state=seen.state,
        approved=seen.approved,
        version=seen.version.number,
        newest=seen.newest,
        author=seen.author,
        sha256=seen.version.sha256,
        signs=signed(seen.content),
        made_at=seen.version.made_at,
        signatures=tuple(
            Signed(
                each.name,
                each.credentials,
                each.specialty,
                each.at,
                each.signed,
                interests(seen.declared.get(each.declaration_id)),
            )
            for each in seen.signatures
        ),
        causes=tuple(cause_line(each) for each in seen.causes),
        unsupported=tuple(
            Unsupported(name, said)
            for name, said in unsupported(seen.content, seen.groundless).items()
        ),
        content=seen.content,
    )
