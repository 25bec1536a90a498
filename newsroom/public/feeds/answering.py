"""The one base of all feeds: it finds what stands in a document, and answers in three formats."""

import hashlib
import json
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views import View

from newsroom.models import Edition
from newsroom.public.feeds.channel import Channel
from newsroom.public.feeds.telling import told
from newsroom.public.feeds.windows import (
    Place,
    Window,
    address_query,
    last_move,
    read_place,
    window_of,
)
from newsroom.public.pages import absolute
from partnerships import feeds
from partnerships.addresses import address_of

MINUTES_TO_LIVE = 15
# How a browser shows a feed.
STYLES = "site/feed.css"
# Part of every ETag: count it up when the same editions are written differently.
WRITING = 4


class StoryFeed(View):
    """A feed of stories. It says in `channel` what it is about; all else is the same for each.

    `form` is the format, as the address ends. What a feed shows follows from which editions are in force now.
    Asking for their numbers is one small query, and when the subscriber has them already, it is the last one.
    """

    form = "rss"

    def channel(self, at: datetime, **kwargs) -> Channel:
        raise NotImplementedError

    def window(self, channel: Channel, language: str, at: datetime, place: Place) -> Window:
        """Return what stands in the document at `place` (one query)."""
        return window_of(channel.stories, language, at, place)

    def entries(self, editions: list[Edition], language: str, at: datetime) -> list:
        """Return `editions`, in their order, as they are told (at most five queries, however many)."""
        return told(editions, language, at)

    def get(self, request, **kwargs):
        at, language = timezone.now(), request.LANGUAGE_CODE
        channel = self.channel(at, **kwargs)
        place = read_place(request.GET)
        window = self.window(channel, language, at, place)
        hub = "" if channel.query else settings.WEBSUB_HUB
        moved = int(window.moved.timestamp()) if window.moved else None
        etag = self.etag(channel, language, at, place, window, hub)
        response = get_conditional_response(request, etag=etag, last_modified=moved)
        if response is None:
            feed = self.described(channel, language, at, place, window, hub)
            response = HttpResponse(
                feeds.written(feed, self.form), content_type=feeds.content_type(self.form)
            )
        response["ETag"] = etag
        if moved:
            response["Last-Modified"] = http_date(moved)
        # Every copy is asked about before it is used, so that a withdrawal is obeyed at once.
        response["Cache-Control"] = "public, no-cache"
        patch_vary_headers(response, ["Accept-Encoding"])
        if hub and place.is_newest:
            response["Link"] = f'<{hub}>; rel="hub", <{absolute(request.path)}>; rel="self"'
        return response

    def etag(self, channel, language, at, place, window, hub) -> str:
        """Return the ETag, a weak one: a section or a partner that is renamed does not change it."""
        older = window.older.query if window.older else ""
        words = [WRITING, settings.SITE_URL, language, self.form, channel.title, channel.description]
        words += [channel.query, place.query, place.is_archive(at), older, hub, static(STYLES), window.stamp]
        described = json.dumps([*words, *window.editions])
        return f'W/"{hashlib.sha256(described.encode()).hexdigest()[:32]}"'

    def addresses(self, channel: Channel, place: Place) -> dict[str, str]:
        """Return where the document at `place` is, in each format."""
        address = absolute(self.request.path) + address_query(channel.query, place)
        return {form: feeds.address_in(form, address) for form in feeds.FORMATS}

    def described(self, channel, language, at, place, window, hub) -> feeds.Feed:
        """Return the document with all that it tells."""
        by_pk = Edition.objects.defer("body_text").select_related("section").in_bulk(window.editions)
        editions = [by_pk[pk] for pk in window.editions]
        return feeds.Feed(
            title=channel.title,
            description=channel.description,
            language=language,
            page=absolute(channel.page),
            addresses=self.addresses(channel, place),
            current={} if place.is_newest else self.addresses(channel, Place()),
            older=self.addresses(channel, window.older) if window.older else {},
            is_archive=place.is_archive(at),
            entries=tuple(self.entries(editions, language, at)),
            changed=max((one.public_from for one in editions), default=None) or last_move(language, at),
            minutes_to_live=MINUTES_TO_LIVE,
            hub=hub if place.is_newest else "",
            stylesheet=static(STYLES),
            explanation=_(
                "This is a feed: copy its address into a reader of feeds, and new stories come to you. "
                "All feeds, and what they are, stand here:"
            ),
            explained_at=absolute(address_of("newsroom:feeds")),
        )
