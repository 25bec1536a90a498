"""Releases on the desk: what becomes public together, what is still missing, and who approved it."""

from django.contrib import admin

from newsroom.models import Release


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin):
    list_display = ["name", "state", "at"]
