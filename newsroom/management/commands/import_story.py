from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.importers.decoding import MAX_BYTES, UnreadableStory, text_from_bytes
from newsroom.importers.drafting import draft_from_text, look_into
from newsroom.importers.telling import told
from newsroom.models import Article, Author, Section


class Command(BaseCommand):
    help = "Read a plain-text story and make a draft of it; say what was recognised, piece by piece."

    def add_arguments(self, parser):
        parser.add_argument("file", help="a text file in UTF-8")
        parser.add_argument(
            "--language", choices=dict(settings.LANGUAGES), default="", help="else recognised"
        )
        parser.add_argument("--kind", choices=Article.Kind.values, default="", help="else recognised")
        parser.add_argument("--section", help="the section's address; the first section when not given")
        parser.add_argument("--author", help="the address of the author whose byline it bears")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be made")

    def handle(self, *, file, language, kind, section, author, dry_run, **options):
        try:
            text = text_from_bytes(self._bytes(file))
            if dry_run:
                self._say(look_into(text, language=language, kind=kind))
                self.stdout.write(_("Nothing was written: this was a dry run."))
                return
            author = self._one(Author, author)
            report = draft_from_text(
                text,
                section=self._one(Section, section) or self._first_section(),
                by=author.user if author else None,
                language=language,
                kind=kind,
                author=author,
            )
        except UnreadableStory as error:
            raise CommandError(f"{file}: {error}") from None
        self._say(report)
        for note in report.notes:
            self.stdout.write(note)
        where = {"headline": report.article, "address": settings.SITE_URL + report.article.get_absolute_url()}
        if report.created:
            self.stdout.write(_("Draft made: “%(headline)s” %(address)s") % where)
        else:
            self.stdout.write(
                _("This text was imported before: “%(headline)s” %(address)s. No second story was made.")
                % where
            )

    def _bytes(self, file):
        try:
            with Path(file).open("rb") as story:
                # One byte more than is taken shows that it is too much.
                return story.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
            ) from None

    def _one(self, model, slug):
        if not slug:
            return None
        found = model.objects.filter(slug=slug).first()
        if found is None:
            known = ", ".join(model.objects.values_list("slug", flat=True)[:20]) or _("none yet")
            raise CommandError(
                _("No %(what)s has the address “%(slug)s”. Known: %(known)s.")
                % {"what": model._meta.verbose_name, "slug": slug, "known": known}
            )
        return found

    def _first_section(self):
        section = Section.objects.first()
        if section is None:
            raise CommandError(_("The newsroom has no section yet: make one in the admin first."))
        return section

    def _say(self, report):
        for line in told(report):
            self.stdout.write(line)
