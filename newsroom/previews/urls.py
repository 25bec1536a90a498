from django.urls import path

from newsroom.previews import readers

app_name = "previews"
urlpatterns = [
    path("<str:token>/", readers.story, name="story"),
    # Copied without its end: a redirect would be one more answer to keep from the eyes of others.
    path("<str:token>", readers.story),
    path("<str:token>/photo/<uuid:uid>/<str:file>", readers.photo, name="photo"),
]
