from django.contrib import admin

from partnerships.admin.addresses import AddressForm
from partnerships.admin.colours import Coloured
from partnerships.admin.finding import Finding
from partnerships.models import Pillar


@admin.register(Pillar)
class PillarAdmin(Finding, Coloured, admin.ModelAdmin):
    form = AddressForm
    list_display = ["swatch", "order", "slug"]
    fields = ["name", "summary", "order", "colour", "slug"]
