from django.conf import settings
from django.contrib.admin import AdminSite
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

# The menu's order: what one does most comes first.
APPS = ["newsroom", "partnerships", "auth"]
MODELS = [
    "Article",
    "Interview",
    "PhotoStory",
    "Photo",
    "Release",
    "Edition",
    "Author",
    "Section",
    "Partner",
    "Event",
    "Agreement",
    "Person",
    "Post",
    "Pillar",
    "Level",
]


def place(name, order):
    return order.index(name) if name in order else len(order)


class DeskSite(AdminSite):
    site_title = "Communiqué"
    site_header = "Communiqué"
    index_title = _("The desk")
    site_url = "/"

    def get_app_list(self, request, app_label=None):
        apps = sorted(super().get_app_list(request, app_label), key=lambda app: place(app["app_label"], APPS))
        for app in apps:
            app["models"].sort(key=lambda model: place(model["object_name"], MODELS))
        return apps

    def i18n_javascript(self, request, extra_context=None):
        """What scripts say, the editor's and our catalogues included, where Django's admin gives its own."""
        return JavaScriptCatalog.as_view()(request)

    def each_context(self, request):
        now = timezone.localtime()
        return {
            **super().each_context(request),
            "desk_time_zone": settings.NEWSROOM_TIME_ZONE,
            "desk_utc_offset": now.strftime("%z")[:3] + ":" + now.strftime("%z")[3:],
        }
