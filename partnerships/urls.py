from django.urls import path

from partnerships.views import (
    agreements,
    calendars,
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
    path("agreements/<slug:slug>/", agreements.agreement, name="agreement"),
]
