"""Stories as a feed tells them: whole, with their photos, topics and corrections."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from newsroom.credits import bare_credit
from newsroom.imaging.naming import photo_sources
from newsroom.models import Edition, EditionPartner, EditionPhoto, EditionPillar
from newsroom.public.feeds.addresses import with_absolute_addresses
from newsroom.public.pages import absolute
from partnerships.feeds import Item, Picture, Topic, Withdrawn
from partnerships.models import Partner, Pillar


def told(editions: list[Edition], language: str, at: datetime) -> list[Item | Withdrawn]:
    """Return `editions` as they are told at `at`, in their order (five queries, however many there are)."""
    stories = [edition for edition in editions if not edition.is_withdrawal]
    topics, pictures = _topics(stories, language), _pictures(stories)
    corrections, translations = _corrections(stories, at), _translations(stories, language, at)
    return [
        withdrawn(edition)
        if edition.is_withdrawal
        else _item(
            edition,
            topics[edition.pk],
            pictures[edition.pk],
            corrections[edition.uid],
            translations[edition.translation_group],
        )
        for edition in editions
    ]


def withdrawn(edition: Edition, identity: str = "") -> Withdrawn:
    """Return the notice that stands in the place of a story, or of what is told of it as `identity`."""
    return Withdrawn(
        identity=identity or edition.uid.urn,
        title=_("This story was withdrawn"),
        address=absolute(edition.get_absolute_url()),
        published=edition.first_public_from,
        when=edition.public_from,
        reason=edition.change_note or _("No longer available"),
    )


def _topics(stories: list[Edition], language: str) -> dict[int, list[Topic]]:
    """Return what each story is about, by its number: its section, partners and pillars."""
    found = defaultdict(list)
    seen = {}

    def topic(subject):
        return Topic(subject.name.in_language(language), absolute(subject.get_absolute_url()))

    for story in stories:
        if story.section_id not in seen:
            seen[story.section_id] = topic(story.section)
        found[story.pk].append(seen[story.section_id])
    # A partner is the topic of many stories: each is made once from its columns.
    ties = EditionPartner.objects.filter(edition__in=stories).order_by("pk")
    columns = ("partner__slug", "partner__kind", "partner__code", "partner__own_names")
    for pk, slug, kind, code, own_names in ties.values_list("edition", *columns):
        if slug not in seen:
            seen[slug] = topic(Partner(slug=slug, kind=kind, code=code, own_names=own_names))
        found[pk].append(seen[slug])
    pillars = EditionPillar.objects.filter(edition__in=stories).order_by("pk")
    for pk, slug, name in pillars.values_list("edition", "pillar__slug", "pillar__name"):
        found[pk].append(topic(Pillar(slug=slug, name=name)))
    return found


def _pictures(stories: list[Edition]) -> dict[int, list[Picture]]:
    """Return the photos of each story, by its number, in the order of the page."""
    found = defaultdict(list)
    for photo in EditionPhoto.objects.filter(edition__in=stories).order_by("position"):
        shown = photo_sources(photo)
        width = min(shown["width"], 1280)
        found[photo.edition_id].append(
            Picture(
                address=absolute(shown["fallback"]),
                width=width,
                height=max(1, round(photo.height * width / photo.width)),
                caption=photo.caption,
                alt_text=photo.alt_text,
                credit=bare_credit(photo.credit),
                is_lead=photo.is_lead,
            )
        )
    return found


def _corrections(stories: Iterable[Edition], at: datetime) -> dict:
    """Return the corrections of each story, by its identity, the latest first: they stay with it for good."""
    corrected = [story.uid for story in stories if story.major_change_at]
    found = defaultdict(list)
    if corrected:
        written = Edition.objects.filter(uid__in=corrected, change=Edition.Change.CORRECTION)
        for edition in written.notes(at):
            found[edition.uid].append(edition)
    return found


def _translations(stories: list[Edition], language: str, at: datetime) -> dict:
    """Return where each story stands in other languages, by its group: [(language, address)]."""
    found = defaultdict(list)
    groups = [story.translation_group for story in stories]
    others = Edition.objects.live(at).filter(translation_group__in=groups).exclude(language=language)
    for edition in others.only("translation_group", "language", "slug").order_by("language", "pk"):
        found[edition.translation_group].append((edition.language, absolute(edition.get_absolute_url())))
    return found


def _item(story, topics, pictures, corrections, translations) -> Item:
    page = absolute(story.get_absolute_url())
    byline = [author["name"] for author in story.content.get("byline", [])]
    agency = story.content.get("dateline", {}).get("agency", "")
    whole = render_to_string(
        "newsroom/feeds_item.html",
        {
            "story": story,
            "lead": next((picture for picture in pictures if picture.is_lead), None),
            "key_points": story.content.get("key_points", []),
            "corrections": corrections,
        },
    )
    return Item(
        identity=story.uid.urn,
        title=story.headline,
        address=page,
        summary=story.standfirst,
        published=story.first_public_from,
        updated=story.major_change_at,
        content=with_absolute_addresses(whole.strip(), page),
        authors=tuple(byline or filter(None, [agency])),
        topics=tuple(topics),
        pictures=tuple(pictures),
        translations=tuple(translations),
    )
