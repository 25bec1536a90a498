"""A story's editions in a row: which one is in force, which are to come, and the hands that add and cancel.

What lies ahead is an edition that is scheduled, and an expiry after whatever has one: a withdrawal that is
recorded beforehand, so that a story leaves at its second with nobody watching. Only the gate
(`newsroom.publishing`) changes a chain, in its transaction and with the story's row held.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import translations
from newsroom.freezing import digest
from newsroom.imaging.renditions import want_files
from newsroom.models import Article, Edition
from newsroom.models.kinds import WithdrawalWay
from newsroom.refusals import Reason, Refused
from newsroom.release_locks import story_lock
from newsroom.rendering import derived_columns, photos_shown, write_rows
from newsroom.signals import edition_cancelled, edition_recorded


@dataclass(frozen=True)
class Ahead:
    """What is in force at a story's address (`current`), and what is to come there, the next first."""

    current: Edition | None
    to_come: tuple[Edition, ...]

    @property
    def coming(self) -> Edition | None:
        """The edition that is scheduled; an expiry is none."""
        return next((edition for edition in self.to_come if not edition.is_withdrawal), None)


def ahead_of(articles: Iterable[Article], editions, at: datetime.datetime) -> dict[int, Ahead]:
    """Return, by key, what is in force and to come of each of `articles`, among `editions` (one query)."""
    found: dict[int, list[Edition]] = {article.pk: [] for article in articles}
    standing = editions.filter(
        Q(public_until=None) | Q(public_until__gt=at), article__in=found, cancelled_at=None
    )
    for edition in standing.order_by("public_from", "number"):
        found[edition.article_id].append(edition)
    return {pk: _ahead(chain, at) for pk, chain in found.items()}


def _ahead(chain, at):
    begun = [edition for edition in chain if edition.public_from <= at]
    return Ahead(begun[-1] if begun else None, tuple(chain[len(begun) :]))


def hold(*articles: Article) -> None:
    """Hold the rows of these stories and of all their translations to the end of the transaction.

    They are taken in the order of their keys, so that nobody waits in a ring: whoever moves several
    stories in one transaction holds all of them first.
    """
    groups = {article.translation_group for article in articles}
    rows = Article.objects.filter(translation_group__in=groups).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


class Chain:
    """The editions of one story, whose row is held, during one move of the gate."""

    def __init__(self, article: Article, by, now: datetime.datetime):
        self.article, self.by, self.now = article, by, now
        ahead = ahead_of([article], Edition.objects.select_related("section"), now)[article.pk]
        self.current, self.to_come = ahead.current, list(ahead.to_come)
        self.coming = ahead.coming

    @property
    def end(self) -> Edition | None:
        """The edition after which nothing is to come yet."""
        return self.to_come[-1] if self.to_come else self.current

    def cut(self, at: datetime.datetime) -> None:
        """Cancel what was to come from `at` on; what stands before it goes on."""
        while self.to_come and self.to_come[-1].public_from >= at:
            self._cancel(self.to_come.pop())

    def _cancel(self, edition):
        Edition.objects.filter(pk=edition.pk).update(
            public_until=edition.public_from, cancelled_at=self.now, cancelled_by=self.by
        )
        if self.end:
            Edition.objects.filter(pk=self.end.pk).update(public_until=None)
        edition.refresh_from_db()
        transaction.on_commit(lambda: edition_cancelled.send(Edition, edition=edition))

    def add(
        self,
        public_from: datetime.datetime,
        content: dict,
        *,
        like: Edition | Article,
        news: bool = True,
        **said,
    ):
        """Record an edition at the end of the chain, with the address, kind and language of `like`.

        `news` says whether it may tell anything that translators have to follow. Returns the edition.
        """
        end = self.end
        Article.objects.filter(pk=self.article.pk).update(last_edition=F("last_edition") + 1)
        number = Article.objects.values_list("last_edition", flat=True).get(pk=self.article.pk)
        edition = Edition(
            article=self.article,
            uid=self.article.uid,
            translation_group=self.article.translation_group,
            language=like.language,
            slug=like.slug,
            kind=like.kind,
            number=number,
            public_from=public_from,
            first_public_from=end.first_public_from if end else public_from,
            published_by=self.by,
            recorded_at=self.now,
            supersedes=end,
            content=content,
            digest=digest(content),
            **said,
            **derived_columns(content, like.language),
        )
        if end:
            Edition.objects.filter(pk=end.pk).update(public_until=public_from)
        edition.save(force_insert=True)
        write_rows(edition)
        want_files(photo["id"] for photo in photos_shown(content))
        if news:
            translations.tell_translators(edition)
        transaction.on_commit(lambda: edition_recorded.send(Edition, edition=edition))
        if public_from <= self.now:
            self.current = edition
        else:
            self.to_come.append(edition)
        return edition

    def add_expiry(self, before: datetime.datetime | None = None) -> None:
        """Record the withdrawal that ends the last edition at its own time, when it has one.

        With `before`, only when that comes before this time.
        """
        ending = self.end
        if ending is None or ending.is_withdrawal or ending.expires_at is None:
            return
        if before and ending.expires_at >= before:
            return
        self.add(
            ending.expires_at,
            notice_of(ending, WithdrawalWay.EXPIRED),
            like=ending,
            change=Edition.Change.WITHDRAWAL,
            major_change_at=ending.major_change_at,
        )


def notice_of(shown: Edition, way: WithdrawalWay, **said) -> dict:
    """Return the content of the withdrawal that takes the place of `shown`."""
    notice = {"way": way.value, **said}
    if way == WithdrawalWay.NOTICE:
        kept = {name: value for name, value in shown.content.items() if name != "expires_at"}
        return {**kept, "notice": notice}
    return {
        "schema": shown.content["schema"],
        "section": shown.section_id,
        "notice": notice,
        # Every feed that carried the story tells of its withdrawal.
        "ties": shown.content.get("ties", {}),
    }


def claim(article: Article, **seen) -> datetime.datetime:
    """Hold the row of the story, if it still stands as the caller saw it; return the time.

    The clock is read when the wait is over: what was coming may have become public meanwhile.
    """
    hold(article)
    seen = seen or {"version": article.version, "last_edition": article.last_edition}
    if not Article.objects.filter(pk=article.pk, **seen).exists():
        raise Refused(
            [
                Reason(
                    "changed",
                    _("Somebody else saved or published this story since you opened it. Look at it first."),
                )
            ]
        )
    refuse_when_locked(article)
    return timezone.now()


def refuse_when_locked(article: Article) -> None:
    """Raise Refused when the story, whose row is held, belongs to a release that waits for its time."""
    if lock := story_lock(article):
        raise Refused([Reason("release", lock.message)])
