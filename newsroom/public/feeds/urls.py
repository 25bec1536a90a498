"""The addresses under `/feeds/`."""

from django.urls import path

from newsroom.public.feeds import corrections, kinds, opml
from newsroom.public.feeds.page import feeds_page
from partnerships.feeds import feed_paths


def _paths(route, view, name):
    return feed_paths(route, lambda form: view.as_view(form=form), name)


urlpatterns = [
    path("", feeds_page, name="feeds"),
    path("feeds.opml", opml.subscriptions, name="feeds_opml"),
    *_paths("all", kinds.WholeFeed, "feed"),
    *_paths("corrections", corrections.CorrectionFeed, "corrections_feed"),
    *_paths("sections/<slug:slug>", kinds.SectionFeed, "section_feed"),
    *_paths("kinds/<slug:slug>", kinds.KindFeed, "kind_feed"),
    *_paths("partners/<slug:slug>", kinds.PartnerFeed, "partner_feed"),
    *_paths("pillars/<slug:slug>", kinds.PillarFeed, "pillar_feed"),
    *_paths("events/<slug:slug>", kinds.EventFeed, "event_feed"),
    *_paths("people/<slug:slug>", kinds.PersonFeed, "person_feed"),
    *_paths("agreements/<slug:slug>", kinds.AgreementFeed, "agreement_feed"),
]
