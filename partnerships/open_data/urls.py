from django.urls import path, register_converter

from partnerships.open_data import views
from partnerships.open_data.register import COLLECTIONS


class CollectionName:
    """The name of a collection of the open data."""

    regex = "|".join(sorted(COLLECTIONS, key=len, reverse=True))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Ending:
    """How the data are written: `json` or `csv`."""

    regex = "json|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CollectionName, "collection")
register_converter(Ending, "ending")

app_name = "open_data"
urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.description, name="openapi"),
    path("<collection:name>.<ending:ending>", views.collection, name="collection"),
    path("partners/<slug:slug>.<ending:ending>", views.partner, name="partner"),
    path("<path:rest>", views.missing),
]
