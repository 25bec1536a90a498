"""The feed of corrections: each is an item of its own, so that a story's second one is news as well."""

import uuid
from datetime import datetime

from django.db.models import F, Q, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from newsroom.models import Edition
from newsroom.public.feeds.answering import StoryFeed
from newsroom.public.feeds.channel import Channel
from newsroom.public.feeds.telling import withdrawn
from newsroom.public.feeds.windows import LENGTH, Row, parted
from newsroom.public.pages import absolute
from partnerships.feeds import Item


def identity(correction: Edition) -> str:
    """Return by what readers know a correction, whatever becomes of its story's words and address."""
    return uuid.uuid5(correction.uid, f"correction {correction.number}").urn


class CorrectionFeed(StoryFeed):
    """What readers were told had been wrong. With its story, a correction is withdrawn."""

    def channel(self, at):
        description = _("What was wrong in a story, and how it reads now.")
        return Channel(_("Corrections"), description, reverse("newsroom:front"), Edition.objects.all())

    def window(self, channel, language, at, place):
        written = Edition.objects.lately_in(language)
        # One that ended as it began was never public.
        found = Edition.objects.in_language(language)
        found = found.filter(change=Edition.Change.CORRECTION, public_from__lte=at)
        found = found.exclude(public_until=F("public_from"))
        if place.before:
            moment, pk = place.before.moment, place.before.pk
            found = found.filter(
                Q(public_from__lt=moment) | Q(public_from=moment, pk__lt=pk), public_from__lte=moment
            )
        elif place.month:
            found = found.filter(public_from__lt=place.month.end)
        found = found.order_by("-public_from", "-pk").annotate(
            moved=Subquery(written.moves(at)[:1]), came=Subquery(written.arrivals(at)[:1])
        )
        rows = found.values_list("pk", "public_from", "moved", "came")[: LENGTH + 1]
        kept = [Row(pk, moment, pk) for pk, moment, _moved, _came in rows]
        last = max(filter(None, rows[0][2:]), default=None) if rows else None
        # The stories are told as they read now, and a new edition of one changes no correction.
        return parted(kept, place, last, stamp=last.isoformat() if last else "")

    def entries(self, editions: list[Edition], language: str, at: datetime) -> list:
        stories = Edition.objects.in_force(at).filter(article__in={one.article_id for one in editions})
        standing = {story.article_id: story for story in stories.defer("body_text", "body_html")}
        found: list = []
        for correction in editions:
            story = standing.get(correction.article_id)
            if story is None:
                continue
            found.append(
                withdrawn(story, identity(correction)) if story.is_withdrawal else _item(correction, story)
            )
        return found


def _item(correction: Edition, story: Edition) -> Item:
    address = absolute(story.get_absolute_url())
    return Item(
        identity=identity(correction),
        title=_("Correction: %(headline)s") % {"headline": story.headline},
        address=address,
        summary=correction.change_note,
        published=correction.public_from,
        content=format_html(
            '<p>{}</p><p><a href="{}">{}</a></p>', correction.change_note, address, story.headline
        ),
    )
