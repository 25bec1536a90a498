from functools import partial

from django.urls import path

from partnerships.feeds import feed_paths
from partnerships.views import (
    agreements,
    attached,
    calendars,
    commitment_calendars,
    commitment_feeds,
    commitments,
    data,
    events,
    matrix,
    partner_list,
    partners,
    people,
    pillars,
    posts,
    world_map,
)


def _feeds(route, view, name):
    return feed_paths(f"feeds/commitments/{route}", lambda form: partial(view, form=form), name)


app_name = "partnerships"
urlpatterns = [
    path("partners/", partner_list.partners, name="partners"),
    path("partners/map/", world_map.partnership_map, name="map"),
    path("partners/<slug:slug>/", partners.partner, name="partner"),
    path("partners/<slug:slug>/calendar.ics", calendars.partner_calendar, name="partner_calendar"),
    path("pillars/", pillars.pillars, name="pillars"),
    path("pillars/matrix/", matrix.page_of_matrix, name="matrix"),
    path("pillars/matrix.csv", matrix.table_of_matrix, name="matrix_csv"),
    path("pillars/<slug:slug>/", pillars.pillar, name="pillar"),
    path("pillars/<slug:slug>/calendar.ics", calendars.pillar_calendar, name="pillar_calendar"),
    path("events/", events.events, name="events"),
    path("events/calendar.ics", calendars.whole_calendar, name="whole_calendar"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/calendar.ics", calendars.event_calendar, name="event_calendar"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("posts/<slug:slug>/", posts.post, name="post"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/commitments.ics", commitment_calendars.everything, name="commitments_calendar"),
    path("agreements/<slug:slug>/", agreements.agreement, name="agreement"),
    path(
        "agreements/<slug:slug>/commitments.ics",
        commitment_calendars.agreement,
        name="agreement_commitments_calendar",
    ),
    path("agreements/<slug:slug>/text/<slug:language>/", attached.text, name="agreement_text"),
    path("agreements/<slug:slug>/text/<slug:language>.pdf", attached.text_file, name="agreement_text_file"),
    path("agreements/<slug:slug>/evidence/<uuid:uid>.pdf", attached.evidence, name="evidence"),
    path("commitments/", commitments.commitments, name="commitments"),
    *_feeds("all", commitment_feeds.everything, "commitments_feed"),
    *_feeds("agreements/<slug:slug>", commitment_feeds.agreement, "agreement_commitments_feed"),
    *_feeds("partners/<slug:slug>", commitment_feeds.partner, "partner_commitments_feed"),
    *_feeds("pillars/<slug:slug>", commitment_feeds.pillar, "pillar_commitments_feed"),
    path("data/", data.data, name="data"),
]
