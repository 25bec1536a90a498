"""The addresses under `/search/`."""

from django.urls import path

from newsroom.search import views
from newsroom.search.feeds import SearchFeed
from partnerships.feeds import feed_paths

urlpatterns = [
    path("", views.search, name="search"),
    path("suggestions/", views.suggestions, name="search_suggestions"),
    *feed_paths("stories", lambda form: SearchFeed.as_view(form=form), "search_feed"),
]
