from django.urls import path

from partnerships.views import (
    agreements,
    events,
    matrix,
    partner_list,
    partners,
    people,
    pillars,
    posts,
    world_map,
)

app_name = "partnerships"
urlpatterns = [
    path("partners/", partner_list.partners, name="partners"),
    path("partners/map/", world_map.partnership_map, name="map"),
    path("partners/<slug:slug>/", partners.partner, name="partner"),
    path("pillars/", pillars.pillars, name="pillars"),
    path("pillars/matrix/", matrix.page_of_matrix, name="matrix"),
    path("pillars/matrix.csv", matrix.table_of_matrix, name="matrix_csv"),
    path("pillars/<slug:slug>/", pillars.pillar, name="pillar"),
    path("events/", events.events, name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("posts/<slug:slug>/", posts.post, name="post"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/<slug:slug>/", agreements.agreement, name="agreement"),
]
