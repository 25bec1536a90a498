from django.urls import include, path, register_converter

from newsroom.public import (
    accessibility,
    cards,
    front,
    galleries,
    lists,
    ninjs,
    photo_stories,
    photos,
    press,
    stories,
)
from newsroom.public.feeds import urls as feeds_urls
from newsroom.search import urls as search_urls


class Hex:
    """A UUID as 32 hexadecimal digits, without hyphens."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value) -> str:
        return getattr(value, "hex", value)


register_converter(Hex, "hex")
register_converter(cards.Digest, "digest")

app_name = "newsroom"
urlpatterns = [
    path("", front.front, name="front"),
    path("sections/<slug:slug>/", lists.section, name="section"),
    path("card-<digest:digest>.png", cards.site_card, name="site_card"),
    path("stories/<slug:slug>/", stories.story, name="story"),
    path("stories/<slug:slug>/card-<digest:digest>.png", cards.story_card, name="story_card"),
    path("stories/<slug:slug>/ninjs.json", ninjs.story, name="ninjs"),
    path("interviews/", lists.interviews, name="interviews"),
    path("photo-stories/", photo_stories.photo_stories, name="photo_stories"),
    path("photos/<hex:uid>/", photos.photo, name="photo"),
    path("photos/<hex:uid>/download/", press.download, name="press_photo"),
    *(
        path(
            f"{subjects}/<slug:slug>/stories/", lists.about, {"subjects": subjects}, name=f"about_{subjects}"
        )
        for subjects in lists.SUBJECTS
    ),
    *(
        path(
            f"{subjects}/<slug:slug>/photos/",
            galleries.gallery,
            {"subjects": subjects},
            name=f"photos_of_{subjects}",
        )
        for subjects in lists.SUBJECTS
    ),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("feeds/", include(feeds_urls.urlpatterns)),
    path("search/", include(search_urls.urlpatterns)),
]
