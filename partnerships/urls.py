from django.urls import path

from partnerships.views import agreements, events, partner_list, partners, people, pillars, world_map

app_name = "partnerships"
urlpatterns = [
    path("partners/", partner_list.partners, name="partners"),
    path("partners/map/", world_map.partnership_map, name="map"),
    path("partners/<slug:slug>/", partners.partner, name="partner"),
    path("pillars/", pillars.pillars, name="pillars"),
    path("pillars/<slug:slug>/", pillars.pillar, name="pillar"),
    path("events/", events.events, name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/<slug:slug>/", agreements.agreement, name="agreement"),
]
