from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from newsroom import immutability, roles

        post_migrate.connect(immutability.lay_triggers, sender=self)
        post_migrate.connect(roles.lay_roles, sender=self)
