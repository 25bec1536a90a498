from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, as our desk."""

    default_site = "newsroom.desk.site.DeskSite"
