from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, as our desk."""

    default_site = "newsroom.desk.site.DeskSite"

    def ready(self):
        from django_tasks_db.models import DBTaskResult

        super().ready()
        # The queue of work is no editor's business, and holds nothing that the log does not tell.
        admin.site.unregister(DBTaskResult)
