"""What the public's search looks in: derived from editions and facts, and made again by `rebuild_search`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """One thing as it is found: a story in an edition, a photo as that shows it, a fact in all its languages.

    The engines' own indexes follow from these columns (newsroom.search.engines): an FTS5 table beside them
    on SQLite, a column more on PostgreSQL. The database itself keeps both times equal to those of the
    edition or fact, whoever changes them.
    """

    class Kind(models.TextChoices):
        STORY = "story", _("story")
        PHOTO = "photo", _("photo")
        EVENT = "event", _("event")
        AGREEMENT = "agreement", _("agreement")
        PERSON = "person", _("person")

    # Follows the date (newsroom.search.tokens).
    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    # The number of the edition, of its photo, or of the fact.
    object_id = models.BigIntegerField()
    edition = models.ForeignKey("newsroom.Edition", models.CASCADE, null=True, related_name="+")
    uid = models.UUIDField()
    language = models.CharField(max_length=10, blank=True)
    dated = models.DateTimeField(null=True)
    public_from = models.DateTimeField(null=True)
    public_until = models.DateTimeField(null=True)
    # The title as it is written; all others are folded words or tokens.
    shown = models.TextField(blank=True)
    title = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    facets = models.TextField(blank=True)
    tokens = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="a_thing_is_found_once")]

    def __str__(self):
        return self.shown


class SpellingKey(models.Model):
    """A word that titles have, by one of the forms in which somebody may mistype it: a letter left out."""

    key = models.CharField(max_length=40)
    word = models.CharField(max_length=40)
    # From when anything public may have had it. Whether something has it still, a search has to ask.
    public_from = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="a_word_has_a_key_once")]

    def __str__(self):
        return self.word
