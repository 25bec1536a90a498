"""From a press officer's text to a draft on the desk, in one transaction or not at all."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.copies import keep
from newsroom.importers.blocks import body_blocks
from newsroom.importers.decoding import UnreadableStory, reference, story_text
from newsroom.importers.known_stories import known_stories
from newsroom.importers.lines import words_only
from newsroom.importers.pieces import Byline as BylinePiece
from newsroom.importers.pieces import Dateline, Headline, Kicker, Paragraph, RelatedItem, Standfirst
from newsroom.importers.recognising import Recognition, recognise
from newsroom.importers.register import load_register
from newsroom.importers.ties import PERSON, Register, Tie, suggest_interviewee, suggest_ties
from newsroom.limits import give_way
from newsroom.models import (
    Article,
    Author,
    Byline,
    PhotoBlock,
    Question,
    RelatedLink,
    RichText,
    SuggestedTie,
    WorkingCopy,
)
from newsroom.models.suggestions import TIES
from partnerships.folding import slugify

# Two imports at once can choose the same free address; the second then chooses again.
ATTEMPTS = 3

_NAMES_APART = re.compile(r"\s*[,;&]\s*|\s+(?:and|và|[-–])\s+")


class UnfitStory(UnreadableStory):
    """The pieces make no draft; `reasons` says why, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Report:
    """What was recognised, what is suggested, and the draft: a new one where `created`, else the one that
    the same text made before. `article` is None before anything is written."""

    recognition: Recognition
    ties: list[Tie]
    interviewee: str = ""
    article: Article | None = None
    created: bool = False
    notes: list[str] = field(default_factory=list)


def look_into(
    text: str, *, language: str = "", kind: str = "", changes: Mapping[int, str] | None = None
) -> Report:
    """What `draft_from_text` would make of the text. Writes nothing.

    Raises UnreadableStory when the text is empty or too large.
    """
    return _look_into(story_text(text), language, kind, changes)[0]


def draft_from_text(
    text: str,
    *,
    section,
    by=None,
    language: str = "",
    kind: str = "",
    author: Author | None = None,
    changes: Mapping[int, str] | None = None,
    accepted: Collection[str] | None = None,
) -> Report:
    """Make a draft of the text, once: the same text again gives the story that it made before.

    `language` and `kind` are recognised where empty; `changes` are the kinds that an editor gave to
    pieces, by their first line. `accepted` are the codes of the ties that an editor has accepted; None
    keeps every suggestion with the draft until somebody does.

    Raises UnreadableStory when the text is empty or too large, UnfitStory when it makes no story.
    """
    text = story_text(text)
    import_reference = reference(text)
    if by and (known := made_before(import_reference)) and not _sees(by, known):
        # The same text made a story that `by` may not know of: this draft has a reference of its own.
        import_reference = reference(f"{import_reference} {by.pk}")
    report, person, register = _look_into(text, language, kind, changes)
    for attempt in range(1, ATTEMPTS + 1):
        if known := made_before(import_reference):
            return replace(report, article=known)
        draft = _Draft(report, register, person, section, by, author, import_reference)
        try:
            with transaction.atomic():
                article = draft.write(accepted)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
        else:
            return replace(report, article=article, created=True, notes=draft.notes)
    raise AssertionError


def made_before(import_reference: str) -> Article | None:
    """The story that the text of this reference made, if it did."""
    return Article.objects.filter(import_reference=import_reference).first()


def _sees(by, story: Article) -> bool:
    return Article.objects.visible_to(by).filter(pk=story.pk).exists()


def _look_into(
    text: str, language: str, kind: str, changes: Mapping[int, str] | None
) -> tuple[Report, int | None, Register]:
    recognition = recognise(text, language, kind, changes)
    register = load_register()
    ties = suggest_ties(recognition.pieces, recognition.language, register)
    person = None
    if recognition.kind == Article.Kind.INTERVIEW:
        person = suggest_interviewee(recognition.pieces, recognition.language, register)
    interviewee = register.labels[PERSON, person] if person else ""
    return Report(recognition, ties, interviewee), person, register


class _Draft:
    """One article about to be written, with what the editor should know of it."""

    def __init__(self, report, register, person, section, by, author, import_reference):
        self.recognition: Recognition = report.recognition
        self.ties: list[Tie] = report.ties
        self.register: Register = register
        self.person: int | None = person
        self.section, self.by, self.author = section, by, author
        self.import_reference: str = import_reference
        self.notes: list[str] = []

    def write(self, accepted: Collection[str] | None) -> Article:
        self._refuse_doubles()
        names = [
            name for piece in self.recognition.of(BylinePiece) for name in _NAMES_APART.split(piece.name)
        ]
        article = Article(**self._fields(names))
        if self.by:
            give_way(article.language, slugify(article.headline), self.by)
        _check(article, exclude=["slug"])
        article.save()
        self._sign(article, names)
        self._write_blocks(article)
        self._write_links(article)
        self._tie(article, accepted)
        keep(article, self.by, WorkingCopy.Origin.IMPORTED)
        return article

    def _refuse_doubles(self) -> None:
        reasons = []
        for kind in (Headline, Standfirst):
            pieces = self.recognition.of(kind)
            if len(pieces) > 1:
                reasons.append(
                    _("A story has one %(piece)s, but lines %(lines)s are each marked as one: change some.")
                    % {"piece": kind.label, "lines": ", ".join(piece.numbers for piece in pieces)}
                )
        if not self.recognition.headline.strip():
            reasons.append(_("No line is left that could be the story's headline."))
        if reasons:
            raise UnfitStory(reasons)

    def _fields(self, names: list[str]) -> dict[str, Any]:
        story = self.recognition
        standfirsts, kickers = story.of(Standfirst), story.of(Kicker)
        paragraphs = story.of(Paragraph)
        places = [piece.place for piece in standfirsts] + [piece.place for piece in paragraphs]
        places += [piece.place for piece in story.of(Dateline)]
        agencies = [piece.agency for piece in standfirsts] + [piece.agency for piece in paragraphs]
        lead = story.lead_photo_place
        interview = story.kind == Article.Kind.INTERVIEW
        return {
            "language": story.language,
            "kind": story.kind,
            "section": self.section,
            "headline": story.headline,
            "working_headline": story.headline if story.working_headline else "",
            "kicker": kickers[0].text if kickers else "",
            "standfirst": standfirsts[0].text if standfirsts else "",
            "dateline_place": next(filter(None, places), ""),
            "agency_code": next(filter(None, agencies), ""),
            "lead_caption": lead.caption if lead else "",
            "lead_credit": lead.credit if lead else "",
            "interviewee_id": self.person,
            "interviewer": next(filter(None, [*names, *agencies]), "") if interview else "",
            "import_reference": self.import_reference,
            "created_by": self.by,
        }

    def _sign(self, article: Article, names: list[str]) -> None:
        if self.author:
            Byline.objects.create(article=article, author=self.author)
        elif names:
            known = {words_only(author.name): author for author in Author.objects.only("pk", "name")}
            for order, name in enumerate(dict.fromkeys(names)):
                if author := known.get(words_only(name)):
                    Byline.objects.create(article=article, author=author, order=order)
                else:
                    self.notes.append(
                        _("The byline “%(name)s” is no known author: choose one in the form.")
                        % {"name": name}
                    )

    def _write_blocks(self, article: Article) -> None:
        interview = article.kind == Article.Kind.INTERVIEW
        blocks = list(body_blocks(self.recognition.pieces, self.recognition.lead_photo_place, interview))
        for place, block in enumerate(blocks, start=1):
            block.parent, block.region, block.ordering = article, "body", place * 10
            # Checking is what cleans rich text, too.
            _check(block, exclude=["parent", "anchor"])
        for model in (RichText, PhotoBlock):
            model.objects.bulk_create([block for block in blocks if isinstance(block, model)])
        for block in blocks:
            if isinstance(block, Question):
                block.save()

    def _write_links(self, article: Article) -> None:
        items = self.recognition.of(RelatedItem)
        ours = known_stories((item.title for item in items), article.language, self.by)
        links = []
        for order, item in enumerate(items, start=1):
            story = ours.get(item.title)
            link = RelatedLink(
                article=article,
                order=order * 10,
                story=story,
                title="" if story else item.title,
                url="" if story else item.url,
            )
            _check(link, exclude=["article", "story"])
            links.append(link)
        RelatedLink.objects.bulk_create(links)
        missing = sum(not link.leads_somewhere for link in links)
        if missing:
            self.notes.append(
                _("%(count)d related titles are no stories of ours and have no address yet.")
                % {"count": missing}
            )

    def _tie(self, article: Article, accepted: Collection[str] | None) -> None:
        if accepted is None:
            SuggestedTie.objects.bulk_create(
                SuggestedTie(
                    article=article,
                    evidence=tie.evidence,
                    certain=not tie.rivals,
                    **{f"{tie.kind}_id": tie.key},
                )
                for tie in self.ties
            )
            return
        for kind, ties in TIES.items():
            keys = [tie.key for tie in self.ties if tie.kind == kind and tie.code in accepted]
            if keys:
                getattr(article, ties).add(*keys)


def _check(row, exclude: list[str]) -> None:
    """Clean the row, or say what does not fit it."""
    try:
        row.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        reasons = []
        for name, messages in error.message_dict.items():
            known = name in {column.name for column in row._meta.fields}
            what = row._meta.get_field(name).verbose_name if known else row._meta.verbose_name
            reasons += [f"{capfirst(what)}: {message}" for message in messages]
        raise UnfitStory(reasons) from None
