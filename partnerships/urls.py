from django.urls import path

from partnerships.views import (
    agreements,
    attached,
    calendars,
    commitment_calendars,
    commitment_feeds,
    commitments,
    events,
    partner_list,
    partners,
    people,
    pillars,
    world_map,
)

app_name = "partnerships"
urlpatterns = [
    path("partners/", partner_list.partners, name="partners"),
    path("partners/map/", world_map.partnership_map, name="map"),
    path("partners/<slug:slug>/", partners.partner, name="partner"),
    path("partners/<slug:slug>/calendar.ics", calendars.partner_calendar, name="partner_calendar"),
    path("pillars/", pillars.pillars, name="pillars"),
    path("pillars/<slug:slug>/", pillars.pillar, name="pillar"),
    path("pillars/<slug:slug>/calendar.ics", calendars.pillar_calendar, name="pillar_calendar"),
    path("events/", events.events, name="events"),
    path("events/calendar.ics", calendars.whole_calendar, name="whole_calendar"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/calendar.ics", calendars.event_calendar, name="event_calendar"),
    path("people/<slug:slug>/", people.person, name="person"),
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
    path("feeds/commitments/all.rss", commitment_feeds.everything, name="commitments_feed"),
    path(
        "feeds/commitments/agreements/<slug:slug>.rss",
        commitment_feeds.agreement,
        name="agreement_commitments_feed",
    ),
    path(
        "feeds/commitments/partners/<slug:slug>.rss",
        commitment_feeds.partner,
        name="partner_commitments_feed",
    ),
    path(
        "feeds/commitments/pillars/<slug:slug>.rss",
        commitment_feeds.pillar,
        name="pillar_commitments_feed",
    ),
]
