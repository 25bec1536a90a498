"""Lists that stay quick however long they grow, and find "Đà Nẵng" by "da nang"."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from partnerships.admin.history import PlainHistory
from partnerships.folding import fold


class NearPaginator(Paginator):
    """Pages through the first rows of a list, and never counts more of them than that.

    Whoever wants what lies behind them searches or filters.
    """

    farthest = 2_000

    @cached_property
    def count(self):
        return self.object_list.order_by()[: self.farthest].count()


class Finding(PlainHistory):
    """Mixed into the admin of a Findable model: every word typed must stand in its folded text."""

    search_fields = ["folded"]
    show_full_result_count = False
    paginator = NearPaginator
    list_per_page = 50
    list_max_show_all = 200

    def get_search_results(self, request, queryset, search_term):
        for word in fold(search_term).split():
            queryset = queryset.filter(folded__contains=word)
        return queryset, False
