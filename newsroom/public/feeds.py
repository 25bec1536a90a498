"""The feeds: one for the whole site and one for each section, partner, pillar and event, in each language."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views import View

from newsroom.imaging.naming import photo_sources
from newsroom.models import Edition, EditionPartner, EditionPhoto, EditionPillar, Section
from newsroom.models.editions import EditionQuerySet
from newsroom.public.feeds_addresses import with_absolute_addresses
from newsroom.public.feeds_rss import StoryRss
from newsroom.public.pages import absolute
from partnerships.models import Event, Partner, Pillar

LENGTH = 50
MINUTES_TO_LIVE = 15
# Part of every ETag: count it up when the same editions are written differently.
WRITING = 2


@dataclass(frozen=True)
class Channel:
    """What a feed is about: its words, the page that it follows, and its stories."""

    name: str
    description: str
    page: str
    stories: EditionQuerySet

    @property
    def title(self) -> str:
        return f"Communiqué · {self.name}" if self.name else "Communiqué"


class StoryFeed(View):
    """The one base of all feeds. A feed says in `channel` what it is about; all else is the same for each.

    What a feed shows follows from which editions are in force now. Asking for their numbers is one
    small query, and when the subscriber has them already, it is the last one.
    """

    def channel(self, at, **kwargs) -> Channel:
        raise NotImplementedError

    def get(self, request, **kwargs):
        at, language = timezone.now(), request.LANGUAGE_CODE
        self.at = at
        channel = self.channel(at, **kwargs)
        window = self.window(channel, language, at)
        editions = [pk for pk, _moved, _came in window]
        moved = int(max(filter(None, window[0][1:])).timestamp()) if window else None
        etag = self.etag(channel, language, editions)
        response = get_conditional_response(request, etag=etag, last_modified=moved)
        if response is None:
            response = HttpResponse(content_type=StoryRss.content_type)
            self.write(response, channel, language, editions)
        response["ETag"] = etag
        if moved:
            response["Last-Modified"] = http_date(moved)
        # Every copy is asked about before it is used, so that a withdrawal is obeyed at once.
        response["Cache-Control"] = "public, no-cache"
        return response

    def window(self, channel, language, at):
        """Return what stands in the feed, `(id, moved, came)` of each: the newest, withdrawals included.

        `moved` and `came` are when the newsroom last did anything in this language: a story can leave
        a feed without a trace in it, so the dates of what it still shows would not be enough.
        """
        written = Edition.objects.in_language(language)
        return list(
            channel.stories.in_force(at)
            .in_language(language)
            .newest_first()
            .annotate(moved=Subquery(written.moves(at)[:1]), came=Subquery(written.arrivals(at)[:1]))
            .values_list("pk", "moved", "came")[:LENGTH]
        )

    def etag(self, channel, language, editions) -> str:
        """Return the ETag, a weak one: a section or a partner that is renamed does not change it."""
        words = [WRITING, settings.SITE_URL, language, channel.title, channel.description]
        described = json.dumps([*words, *editions])
        return f'W/"{hashlib.sha256(described.encode()).hexdigest()[:32]}"'

    def write(self, response, channel, language, numbers):
        """Write the feed of the editions `numbers` to `response` (five queries, however many there are)."""
        editions = Edition.objects.defer("body_text").select_related("section")
        by_pk = editions.in_bulk(numbers)
        in_order = [by_pk[pk] for pk in numbers]
        stories = [edition for edition in in_order if not edition.is_withdrawal]
        rss = StoryRss(
            title=channel.title,
            link=absolute(channel.page),
            description=channel.description,
            language=language,
            feed_url=absolute(self.request.path),
            ttl=str(MINUTES_TO_LIVE),
            changed=max((edition.public_from for edition in in_order), default=None),
            withdrawn=[
                (edition.uid.urn, edition.public_from, edition.change_note or _("No longer available"))
                for edition in in_order
                if edition.is_withdrawal
            ],
        )
        topics, photos = self.topics(stories, language), self.photos(stories)
        corrections = self.corrections(stories)
        for story in stories:
            rss.add_item(
                **self.item(story, topics[story.pk], photos[story.pk], corrections.get(story.uid, ()))
            )
        written = StringIO()
        rss.write(written, "utf-8")
        response.write(written.getvalue())

    def topics(self, stories, language):
        """Return `{edition id: [(name, address)]}`: each story's section, partners and pillars."""
        found = defaultdict(list)
        seen = {}

        def topic(subject):
            return subject.name.in_language(language), absolute(subject.get_absolute_url())

        for story in stories:
            if story.section_id not in seen:
                seen[story.section_id] = topic(story.section)
            found[story.pk].append(seen[story.section_id])
        # A partner is the topic of many stories: each is made once from its columns.
        ties = EditionPartner.objects.filter(edition__in=stories).order_by("pk")
        columns = ("partner__slug", "partner__kind", "partner__code", "partner__own_names")
        for story, slug, kind, code, own_names in ties.values_list("edition", *columns):
            if slug not in seen:
                seen[slug] = topic(Partner(slug=slug, kind=kind, code=code, own_names=own_names))
            found[story].append(seen[slug])
        ties = EditionPillar.objects.filter(edition__in=stories).order_by("pk")
        for story, slug, name in ties.values_list("edition", "pillar__slug", "pillar__name"):
            found[story].append(topic(Pillar(slug=slug, name=name)))
        return found

    def photos(self, stories):
        """Return `{edition id: its photos, in the order of the page}`."""
        found = defaultdict(list)
        for photo in EditionPhoto.objects.filter(edition__in=stories).order_by("position"):
            shown = photo_sources(photo)
            width = min(shown["width"], 1280)
            found[photo.edition_id].append(
                {
                    "url": absolute(shown["fallback"]),
                    "width": width,
                    "height": max(1, round(photo.height * width / photo.width)),
                    "description": photo.caption or photo.alt_text,
                    "credit": photo.credit,
                    "alt_text": photo.alt_text,
                    "is_lead": photo.is_lead,
                }
            )
        return found

    def corrections(self, stories):
        """Return `{identity of a story: its corrections}`, the latest first: they stay with it for good."""
        corrected = [story.uid for story in stories if story.major_change_at]
        found = defaultdict(list)
        if corrected:
            told = Edition.objects.filter(uid__in=corrected, change=Edition.Change.CORRECTION)
            for edition in told.notes(self.at):
                found[edition.uid].append(edition)
        return found

    def item(self, story, topics, photos, corrections):
        """Return one story as the keywords of `StoryRss.add_item`."""
        page = absolute(story.get_absolute_url())
        byline = [author["name"] for author in story.content.get("byline", [])]
        agency = story.content.get("dateline", {}).get("agency", "")
        whole = render_to_string(
            "newsroom/feeds_item.html",
            {
                "story": story,
                "lead": next((photo for photo in photos if photo["is_lead"]), None),
                "key_points": story.content.get("key_points", []),
                "corrections": corrections,
            },
        )
        return {
            "title": story.headline,
            "link": page,
            "description": story.standfirst,
            "unique_id": story.uid.urn,
            "unique_id_is_permalink": False,
            "pubdate": story.first_public_from,
            "updated": story.major_change_at,
            "creators": byline or list(filter(None, [agency])),
            "topics": topics,
            "photos": photos,
            "content": with_absolute_addresses(whole.strip(), page),
        }


class WholeFeed(StoryFeed):
    """Every story."""

    def channel(self, at):
        description = _("All news from the foreign ministry’s newsroom.")
        return Channel("", description, reverse("newsroom:front"), Edition.objects.all())


class SectionFeed(StoryFeed):
    """The stories of one section."""

    def channel(self, at, slug):
        section = get_object_or_404(Section, slug=slug)
        name = str(section.name)
        description = str(section.description) or _("Stories in the section “%(name)s”.") % {"name": name}
        return Channel(name, description, section.get_absolute_url(), section.editions.all())


class SubjectFeed(StoryFeed):
    """The stories about one subject of the register."""

    def subject(self, at, slug):
        raise NotImplementedError

    def channel(self, at, slug):
        subject = self.subject(at, slug)
        name = str(subject)
        description = _("Stories about %(name)s.") % {"name": name}
        return Channel(name, description, subject.get_absolute_url(), Edition.objects.about(subject))


class PartnerFeed(SubjectFeed):
    """The stories about one partner."""

    def subject(self, at, slug):
        return get_object_or_404(Partner, slug=slug)


class PillarFeed(SubjectFeed):
    """The stories about one pillar of cooperation."""

    def subject(self, at, slug):
        return get_object_or_404(Pillar, slug=slug)


class EventFeed(SubjectFeed):
    """The stories about one event. An event that is not announced has no feed, as if it were not there."""

    def subject(self, at, slug):
        return get_object_or_404(Event.objects.live(at), slug=slug)
