from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.contenttypes.views import shortcut
from django.http import Http404
from django.urls import path
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
    "PhotoCollection",
    "Release",
    "FrontPage",
    "Edition",
    "Author",
    "Section",
    "Partner",
    "Event",
    "Agreement",
    "Commitment",
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

    def register(self, model_or_iterable, admin_class=None, **options):
        """Register each model with an admin that is discreet of limited stories, and shows texts as texts."""
        # Not before: the admin's classes come when the models are there.
        from newsroom.desk.discretion import Discreet
        from partnerships.admin.reading import ReadTexts

        plain = admin_class or ModelAdmin
        ours = type(plain)(plain.__name__, (Discreet, ReadTexts, plain), {"__module__": plain.__module__})
        super().register(model_or_iterable, ours, **options)

    def get_urls(self):
        # Here, because these know models, which are not loaded yet when the site is made.
        from newsroom.desk import approvals, notices

        onward = path(
            "r/<path:content_type_id>/<path:object_id>/", self.admin_view(self.onward), name="view_on_site"
        )
        return [onward, *notices.urls(self), *approvals.urls(self), *super().get_urls()]

    def onward(self, request, content_type_id, object_id):
        """Send on to a row's own address, unless that would betray a story."""
        from newsroom.desk.discretion import may_go_to

        if not may_go_to(request.user, content_type_id, object_id):
            raise Http404
        return shortcut(request, content_type_id, object_id)

    def get_app_list(self, request, app_label=None):
        apps = sorted(super().get_app_list(request, app_label), key=lambda app: place(app["app_label"], APPS))
        for app in apps:
            app["models"].sort(key=lambda model: place(model["object_name"], MODELS))
        return apps

    def index(self, request, extra_context=None):
        from newsroom.desk.start_page import start_page

        request.current_app = self.name
        return start_page(request, self, extra_context)

    def i18n_javascript(self, request, extra_context=None):
        """What scripts say, the editor's and our catalogues included, where Django's admin gives its own."""
        return JavaScriptCatalog.as_view()(request)

    def each_context(self, request):
        now = timezone.localtime()
        return {
            **super().each_context(request),
            "unsaved_work_days": settings.UNSAVED_WORK_DAYS,
            "desk_time_zone": settings.NEWSROOM_TIME_ZONE,
            "desk_utc_offset": now.strftime("%z")[:3] + ":" + now.strftime("%z")[3:],
            # Asked for by the header alone, so that a page without one costs nothing.
            "notices_waiting": lambda: self._notices_waiting(request),
        }

    def _notices_waiting(self, request):
        from newsroom.desk.notices import bell_of

        return bell_of(request.user)
