"""The addresses under `/search/`."""

from django.urls import path

from newsroom.search import views
from newsroom.search.feeds import SearchFeed

urlpatterns = [
    path("", views.search, name="search"),
    path("suggestions/", views.suggestions, name="search_suggestions"),
    path("stories.rss", SearchFeed.as_view(), name="search_feed"),
]
