"""One photo in the place of another: in what an edition froze, with what the story itself said of it."""

import json
from collections import defaultdict

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.freezing import photo_as_shown
from newsroom.models import Article, Edition, Photo, PhotoBlock, Step, WorkingCopy
from newsroom.newsroom_time import newsroom_day
from newsroom.photo_terms import bars
from newsroom.refusals import Reason

SAID = ("caption", "alt_text", "credit")


def reasons_against(old: Photo, new: Photo | None) -> list[Reason]:
    """Return what keeps `new` from taking the place of `old` anywhere."""
    if new is None:
        return [Reason("new", _("Choose the photo that shall take its place."), "new")]
    if new.pk == old.pk:
        return [Reason("same", _("This is the photo that is to be replaced. Choose another."), "new")]
    found = [Reason(bar.code, bar.message, "new") for bar in bars(new, newsroom_day(timezone.now()))]
    if not new.width or not new.height:
        found.append(Reason("photo-file", _("The new photo has no picture. Upload it again."), "new"))
    return found


def words_typed(article: Article, photo: Photo, editions: list[Edition]) -> dict[str, set[str]]:
    """Return what the story itself said of `photo`: in its working copy, and in those that became `editions`.

    Editions hold the words that were shown, and not whether they were the story's or the library's.
    """
    typed = defaultdict(set)

    def note(pk, *said):
        if pk == photo.pk:
            for name, words in zip(SAID, said, strict=True):
                typed[name] |= {words} - {"", None}

    note(article.lead_photo_id, article.lead_caption, article.lead_alt, article.lead_credit)
    for block in PhotoBlock.objects.filter(parent=article, photo=photo):
        note(block.photo_id, *(getattr(block, name) for name in SAID))
    versions = Step.objects.filter(article=article, edition__in=editions).order_by().values("version")
    for taken in WorkingCopy.objects.filter(article=article, version__in=versions):
        said = taken.snapshot["fields"]
        note(said.get("lead_photo"), *(said.get(f"lead_{name}") for name in ("caption", "alt", "credit")))
        for block in taken.snapshot["blocks"]:
            if block["kind"] == "photo":
                note(block["photo"], *(block.get(name) for name in SAID))
    return typed


def with_another(content: dict, old: Photo, new: Photo, language: str, keep=None) -> dict:
    """Return the content of an edition with `new` wherever it shows `old`, and nothing else changed.

    `keep` has the words that the story itself said of the old photo, which stay; without it all of them are
    the new one's. The part that was cut out of the old picture means nothing in another.
    """

    def replaced(shown):
        if not shown or shown.get("id") != old.pk:
            return shown
        own = {name: shown[name] for name in SAID if keep and shown.get(name) in keep.get(name, ())}
        fresh = photo_as_shown(new, language, **own, decorative=shown.get("decorative", False))
        kept = {name: value for name, value in shown.items() if name in {"kind", "size"}}
        return json.loads(json.dumps({**kept, **fresh}, cls=DjangoJSONEncoder))

    return {
        **content,
        "lead_photo": replaced(content["lead_photo"]),
        "blocks": [replaced(block) if block["kind"] == "photo" else block for block in content["blocks"]],
    }
