from django.contrib import admin

from newsroom.models import Author, Section
from partnerships.admin.addresses import AddressForm
from partnerships.admin.finding import NearPaginator


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    form = AddressForm
    list_display = ["__str__", "order", "slug"]
    list_editable = ["order"]
    fields = ["name", "description", "order", "slug"]
    search_fields = ["slug"]


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    form = AddressForm
    list_display = ["name", "agency_code", "role", "user"]
    list_select_related = ["user"]
    fields = ["name", "agency_code", "role", "user", "slug"]
    autocomplete_fields = ["user"]
    # The address is the folded name, so that "tran thi hoa" finds "Trần Thị Hòa".
    search_fields = ["slug"]
    show_full_result_count = False
    paginator = NearPaginator

    def get_search_results(self, request, queryset, search_term):
        from partnerships.folding import slugify

        for word in slugify(search_term).split("-"):
            queryset = queryset.filter(slug__contains=word)
        return queryset, False
