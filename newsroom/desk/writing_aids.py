"""What a writer should look at again, told while writing and when the form comes back.

One table of checks, `CHECKS`, over the story as it is typed. A hint never keeps anybody from saving; where
the gate would refuse the story for it, it says so.
"""

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom.desk import related
from newsroom.desk.own_links import dead_links
from newsroom.desk.typed_story import TypedStory, from_forms
from newsroom.freezing import photo_as_shown
from newsroom.importers.lines import words_between_bars, words_only
from newsroom.models import Article, Photo, PhotoBlock, Question, RichText
from newsroom.newsroom_time import newsroom_day
from newsroom.photo_readiness import already_shown
from newsroom.photo_terms import bars, ends_soon
from newsroom.reading_time import SPEEDS, USUAL_SPEED, count_words

LONGEST_HEADLINE = 90
LONGEST_PARAGRAPH = {"en": 150, "vi": 190}
MOST_HINTS = 60

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_VAGUE = words_between_bars(
    """
    here | click | click here | click this | press here | this | this link | this page | link | the link |
    more | read more | see more | learn more | find out more | more here | details | more details |
    continue reading | tại đây | ở đây | đây | bấm vào đây | nhấn vào đây | bấm đây | nhấp vào đây |
    click vào đây | xem | xem thêm | đọc thêm | xem tiếp | đọc tiếp | xem tại đây | chi tiết |
    xem chi tiết | tìm hiểu thêm | liên kết | link này | đường dẫn | đường link này
    """
)


@dataclass(frozen=True)
class Hint:
    """`where` is the id of the field in the form, `place` its name; `refused` when the gate refuses it."""

    code: str
    message: str
    where: str
    place: str
    refused: bool = False


@dataclass(frozen=True)
class Known:
    """What the database says of that which is typed: the photos by their key, the links that are dead …"""

    photos: dict[int, Photo] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    # The photos that the public sees in the story now, and the newsroom's day.
    shown: frozenset[int] = frozenset()
    day: datetime.date = datetime.date.min


def _texts(story):
    return [block for block in story.blocks() if block.model is RichText]


# The checks


def _long_headline(story, known):
    if (length := len(story.headline.strip())) > LONGEST_HEADLINE:
        yield Hint(
            "long-headline",
            _(
                "The headline has %(length)d characters. Beyond %(limit)d, search engines and shared links "
                "cut it, and it fills a phone’s first screen. Shorten it."
            )
            % {"length": length, "limit": LONGEST_HEADLINE},
            "id_headline",
            _("Headline"),
        )


def _capitals(story, known):
    letters = [sign for sign in story.headline if sign.isalpha()]
    if len(letters) > 11 and " " in story.headline.strip() and all(map(str.isupper, letters)):
        yield Hint(
            "capitals",
            _(
                "The headline is all in capitals, which is hard to read and which some screen readers spell "
                "out. Write it as a sentence."
            ),
            "id_headline",
            _("Headline"),
        )


@dataclass(frozen=True)
class TypedUse:
    """A photo as it is typed into the story: the library's, and the ids of the fields of this use."""

    photo: Photo
    shown: dict
    alt_typed: str
    photo_where: str
    alt_where: str
    credit_where: str
    place: str


def _uses(story, known) -> Iterator[TypedUse]:
    """Yield the photos of the story as typed, the lead photo first."""
    for key in story.numbers("lead_photo"):
        if photo := known.photos.get(key):
            yield _use(story, photo, lambda name: story.said(LEAD[name]), lambda name: f"id_{LEAD[name]}")
    for block in story.blocks():
        if block.model is not PhotoBlock:
            continue
        for key in story.numbers(f"{block.row}-photo"):
            if photo := known.photos.get(key):
                yield _use(story, photo, block.said, block.field, block.label)


def _use(story, photo, said, field_id, place=""):
    words = [said(name) for name in ("caption", "alt_text", "credit")]
    shown = photo_as_shown(photo, story.language, *words, decorative=bool(said("decorative")))
    ids = [field_id(name) for name in ("photo", "alt_text", "credit")]
    return TypedUse(photo, shown, words[1], *ids, place or _("Lead photo"))


LEAD = {
    "photo": "lead_photo",
    "caption": "lead_caption",
    "alt_text": "lead_alt",
    "credit": "lead_credit",
    "decorative": "lead_decorative",
}


def _photos(story, known):
    for use in _uses(story, known):
        if use.shown["decorative"]:
            if use.alt_typed.strip():
                yield Hint(
                    "decorative-alt",
                    _(
                        "The photo is marked decorative here, so nobody is told its alternative text. "
                        "Take the mark away, or delete the text."
                    ),
                    use.alt_where,
                    use.place,
                )
        elif not use.shown["alt_text"].strip():
            yield Hint(
                "alt-text",
                _("The photo has no alternative text. Say what it shows to those who cannot see it."),
                use.alt_where,
                use.place,
                refused=True,
            )
        if not use.shown["credit"].strip():
            yield Hint(
                "credit",
                _("The photo has no credit. Say who took it or where it comes from."),
                use.credit_where,
                use.place,
                refused=True,
            )


def _terms(story, known):
    """What the library says of the use of a photo: whether it may begin, and how long."""
    for use in _uses(story, known):
        shown_already = use.photo.pk in known.shown
        for bar in bars(use.photo, known.day):
            message = bar.message
            if shown_already:
                message = _(
                    "%(why)s The public sees it in this story already, so an update goes through."
                ) % {"why": message}
            yield Hint(bar.code, message, use.photo_where, use.place, refused=not shown_already)
        if soon := ends_soon(use.photo, known.day):
            yield Hint("licence-ends", soon, use.photo_where, use.place)


def _links(story, known):
    for block in _texts(story):
        for link in block.prose.links:
            said = {"words": link.words[:80], "address": link.href[:120]}
            if _ADDRESS.fullmatch(link.words):
                message = _(
                    "The link “%(words)s” shows its bare address. Put the link on words that say where it "
                    "leads."
                )
                yield Hint("bare-address", message % said, block.field("text"), block.label)
            elif words_only(link.words) in _VAGUE:
                message = _(
                    "The link text “%(words)s” does not say where it leads. Name what one finds there."
                )
                yield Hint("vague-link", message % said, block.field("text"), block.label)
            if link.href in known.dead:
                message = _(
                    "The link “%(words)s” leads to an address of our own site where the public finds nothing "
                    "now: %(address)s"
                )
                yield Hint("dead-link", message % said, block.field("text"), block.label)


def _headings(story, known):
    # The headline is the page's first level, a question the second.
    level = 1
    for block in story.blocks():
        if block.model is Question:
            level = 2
        if block.model is not RichText:
            continue
        for own, words in block.prose.headings:
            if own > level + 1:
                yield Hint(
                    "skipped-level",
                    _(
                        "“%(words)s” is a heading of level %(level)d, with none of level %(above)d over it. "
                        "Make it level %(above)d."
                    )
                    % {"words": words[:80], "level": own, "above": level + 1},
                    block.field("text"),
                    block.label,
                )
            level = own


def _tables(story, known):
    for block in _texts(story):
        for table in block.prose.tables:
            if not table.headers:
                message = _(
                    "The table has no header cells, so nobody who hears it knows what its figures are. "
                    "Make its first row headers."
                )
                yield Hint("no-table-header", message, block.field("text"), block.label)
            elif any(not words for words in table.headers[1:]):
                # The first corner of a table is often empty, and rightly so.
                message = _("A header of the table is empty. Say what stands under it.")
                yield Hint("empty-table-header", message, block.field("text"), block.label)


def _long_paragraphs(story, known):
    limit = LONGEST_PARAGRAPH.get(story.language, LONGEST_PARAGRAPH["en"])
    for block in _texts(story):
        for words in block.prose.paragraphs:
            if (count := count_words(words)) > limit:
                yield Hint(
                    "long-paragraph",
                    _(
                        "The paragraph that begins “%(words)s…” has %(count)d words: on a phone it fills "
                        "more than a screen. Divide it."
                    )
                    % {"words": " ".join(words.split()[:6]), "count": count},
                    block.field("text"),
                    block.label,
                )


CHECKS = [_long_headline, _capitals, _photos, _terms, _headings, _links, _tables, _long_paragraphs]


def _known(story: TypedStory, host: str, article: Article | None) -> Known:
    photos = set(story.numbers("lead_photo"))
    for block in story.blocks():
        if block.model is PhotoBlock:
            photos |= set(story.numbers(f"{block.row}-photo"))
    hrefs = {link.href for block in _texts(story) for link in block.prose.links}
    now = timezone.now()
    found = Photo.objects.select_related("replaced_by").in_bulk(photos) if photos else {}
    day = newsroom_day(now)
    shown: set[int] = set()
    if article and any(bars(photo, day) for photo in found.values()):
        shown = already_shown(article, now)
    return Known(found, dead_links(hrefs, host), frozenset(shown), day)


def hints(story: TypedStory, host: str = "", article: Article | None = None) -> list[Hint]:
    """Return what should be looked at again in the story as it is typed, the gravest first.

    `article` is the saved story, where there is one.
    """
    known = _known(story, host, article)
    found: Iterator[Hint] = (hint for check in CHECKS for hint in check(story, known))
    return sorted(found, key=lambda hint: not hint.refused)[:MOST_HINTS]


def beside(request, context, article=None) -> dict:
    """Return what helps with the writing in the form that `context` shows: hints, counts, related stories."""
    story = from_forms(context["adminform"], context["inline_admin_formsets"])
    return {
        "writing": True,
        "hints": hints(story, request.get_host(), article),
        "reading_speeds": json.dumps({**SPEEDS, "": USUAL_SPEED}),
        **related.beside(request, story, article),
    }


@require_POST
def hints_page(request, model_admin, pk=None):
    """The hints for the form that was posted, as the form's own page shows them. Saves nothing."""
    if not (model_admin.has_change_permission(request) or model_admin.has_add_permission(request)):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk) if pk else None
    found = hints(TypedStory(request.POST), request.get_host(), article)
    return JsonResponse({"html": render_to_string("admin/newsroom/article/hints.html", {"hints": found})})


def pages(model_admin):
    view = model_admin.admin_site.admin_view(hints_page)
    said = {"model_admin": model_admin}
    return [
        path("writing-aids/", view, said, name="newsroom_article_hints"),
        path("<int:pk>/writing-aids/", view, said, name="newsroom_article_hints"),
        *related.pages(model_admin),
    ]
