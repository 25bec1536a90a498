"""Lists that stay quick however long they grow, and find "Đà Nẵng" by "da nang"."""

from django.core.paginator import Paginator
from django.db.models import Case, Q, When
from django.utils.functional import cached_property

from partnerships.admin.history import PlainHistory
from partnerships.admin.keeping import Kept
from partnerships.folding import fold


class NearPaginator(Paginator):
    """Pages through the first rows of a list, and never counts more of them than that.

    Whoever wants what lies behind them searches or filters.
    """

    farthest = 2_000

    @cached_property
    def count(self):
        return self.object_list.order_by()[: self.farthest].count()


class FoundByWords(PlainHistory):
    """Mixed into an admin whose things have a folded text: every word typed must stand in it."""

    search_fields = ["folded"]
    show_full_result_count = False
    paginator = NearPaginator
    list_per_page = 50
    list_max_show_all = 200

    def get_search_results(self, request, queryset, search_term):
        words = fold(search_term).split()
        for word in words:
            queryset = queryset.filter(folded__contains=word)
        if words and request.resolver_match.url_name == "autocomplete":
            # Who types "anh" looks for Vương quốc Anh before any "thành"; a list keeps its own order.
            begun = Q(folded__startswith=words[0]) | Q(folded__contains=f" {words[0]}")
            within = Case(When(begun, then=0), default=1)
            queryset = queryset.order_by(within, *(queryset.query.order_by or self.model._meta.ordering))
        return queryset, False


class Finding(Kept, FoundByWords):
    """Mixed into the admin of a Findable thing of the register."""
