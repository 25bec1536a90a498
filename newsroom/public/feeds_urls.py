"""The addresses under `/feeds/`."""

from django.urls import path

from newsroom.public import feeds
from newsroom.public.feeds_page import feeds_page

urlpatterns = [
    path("", feeds_page, name="feeds"),
    path("all.rss", feeds.WholeFeed.as_view(), name="feed"),
    path("sections/<slug:slug>.rss", feeds.SectionFeed.as_view(), name="section_feed"),
    path("partners/<slug:slug>.rss", feeds.PartnerFeed.as_view(), name="partner_feed"),
    path("pillars/<slug:slug>.rss", feeds.PillarFeed.as_view(), name="pillar_feed"),
    path("events/<slug:slug>.rss", feeds.EventFeed.as_view(), name="event_feed"),
]
