"""Collections on the desk: each with its first photo as its cover, and with all of them in their order."""

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.forms.widgets import Script
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.desk.library import collecting
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.models import CollectedPhoto, PhotoCollection
from newsroom.staff import name_of
from partnerships.admin.finding import NearPaginator
from partnerships.admin.history import PlainHistory
from partnerships.folding import fold

# A collection's page shows so many; the grid, filtered by it, has all.
SHOWN = 500


@admin.register(PhotoCollection)
class PhotoCollectionAdmin(PlainHistory, admin.ModelAdmin):
    fields = ["name", "note"]
    list_display = ["cover", "name", "number", "maker", "made_at"]
    list_display_links = ["cover", "name"]
    list_select_related = ["made_by"]
    list_per_page = 50
    search_fields = ["name"]
    show_full_result_count = False
    paginator = NearPaginator
    actions = None
    change_form_template = "admin/newsroom/photocollection/change_form.html"

    class Media:
        js = [Script("desk/collection_order.js", type="module")]

    def get_queryset(self, request):
        first = CollectedPhoto.objects.filter(collection=OuterRef("pk")).order_by("position", "pk")
        number = CollectedPhoto.objects.filter(collection=OuterRef("pk")).order_by().values("collection")
        return (
            super()
            .get_queryset(request)
            .annotate(
                cover_photo=Subquery(first.values("photo")[:1]),
                number_of_photos=Subquery(number.annotate(number=Count("pk")).values("number")),
            )
        )

    def get_search_results(self, request, queryset, search_term):
        words = fold(search_term).split()
        if not words:
            return queryset, False
        # A desk has some hundreds of collections, and their names are short: they are folded here.
        names = PhotoCollection.objects.order_by().values_list("pk", "name")
        found = [pk for pk, name in names if all(word in fold(name) for word in words)]
        return queryset.filter(pk__in=found), False

    @admin.display(description=_("cover"))
    def cover(self, collection):
        if not collection.cover_photo:
            return "—"
        return format_html(
            '<img class="collection-cover" src="{}" alt="" loading="lazy" width="120" height="80">',
            thumbnail_address(collection.cover_photo),
        )

    @admin.display(description=_("photos"))
    def number(self, collection):
        return collection.number_of_photos or 0

    @admin.display(description=_("made by"))
    def maker(self, collection):
        return name_of(collection.made_by)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.made_by = request.user
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if change:
                self._arrange(request, obj)

    def _arrange(self, request, collection):
        """Take out what is ticked, and put the rest in the order that the page had."""
        keys = [int(key) for key in request.POST.getlist("remove") if key.isdecimal() and len(key) < 19]
        if keys:
            collecting.remove(collection, keys)
        order = request.POST.get("order", "")
        wanted = [int(key) for key in order.split(",") if key.isdecimal() and len(key) < 19]
        if order != request.POST.get("order_before", ""):
            collecting.arrange(collection, wanted)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            rows = CollectedPhoto.objects.filter(collection=obj).select_related("photo")
            rows = rows.defer("photo__file_says", "photo__placeholder", "photo__folded")
            found = list(rows.order_by("position", "pk")[: SHOWN + 1])
            context["collected"] = [(row.photo, thumbnail_address(row.photo_id)) for row in found[:SHOWN]]
            context["order"] = ",".join(str(row.photo_id) for row in found[:SHOWN])
            context["more_collected"] = len(found) > SHOWN
            context["shown_most"] = SHOWN
        return super().render_change_form(request, context, add, change, form_url, obj)
