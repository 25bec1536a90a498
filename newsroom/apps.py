from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from newsroom import counted, immutability, photo_words, release_locks, roles, signals
        from newsroom.imaging import formats, receivers
        from newsroom.models import Article, Edition, Section
        from newsroom.public.cited import is_live
        from newsroom.search import engines, listening
        from partnerships import changes, facts
        from partnerships import counted as register_counted

        formats.can_read_heic()
        post_migrate.connect(immutability.lay_triggers, sender=self)
        post_migrate.connect(photo_words.lay_index, sender=self)
        pre_migrate.connect(engines.lift_guards, sender=self)
        post_migrate.connect(engines.lay_guards, sender=self)
        post_migrate.connect(roles.lay_roles, sender=self)
        signals.edition_recorded.connect(receivers.make_what_an_edition_shows)
        signals.edition_cancelled.connect(receivers.remove_what_a_cancelled_edition_showed)
        changes.sources += [
            # One that was cancelled changed nothing when its time came.
            changes.Moments(Edition, "public_from", unless="cancelled_at"),
            # A story from the archive comes under a date long past. One that is recorded for later
            # changes nothing yet, and that it is coming is nobody's business.
            changes.Moments(Edition, "recorded_at", after="public_from"),
        ]
        changes.watch(Section)
        register_counted.sources["stories"] = counted.STORIES
        # That a fact cites a story which is not public changes no page, and must not date one.
        changes.shown[Article] = is_live
        release_locks.listen()
        listening.listen()
        facts.locks.append(release_locks.fact_locks)
