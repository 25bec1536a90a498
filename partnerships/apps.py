from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = _("Partnerships")

    def ready(self):
        from django.db.models.signals import post_migrate

        from partnerships import changes, locking, periods_apart, versions

        post_migrate.connect(periods_apart.lay, sender=self, dispatch_uid="partnerships.periods_apart")
        changes.listen(self)
        locking.listen(self)
        versions.listen()
