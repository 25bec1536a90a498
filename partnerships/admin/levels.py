from django.contrib import admin

from partnerships.admin.addresses import AddressForm
from partnerships.admin.colours import Coloured
from partnerships.admin.keeping import Kept
from partnerships.models import Level


@admin.register(Level)
class LevelAdmin(Kept, Coloured, admin.ModelAdmin):
    form = AddressForm
    list_display = ["swatch", "rank", "slug"]
    fields = ["name", "rank", "colour", "slug"]
