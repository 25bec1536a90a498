"""The feeds that there are, each by what it is about."""

from datetime import datetime

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.models import Edition, Section
from newsroom.models.kinds import StoryKind
from newsroom.public.feeds.answering import StoryFeed
from newsroom.public.feeds.channel import Channel
from partnerships.models import Agreement, Event, Partner, Person, Pillar


class WholeFeed(StoryFeed):
    """Every story."""

    def channel(self, at):
        description = _("All news from the foreign ministry’s newsroom.")
        return Channel("", description, reverse("newsroom:front"), Edition.objects.all())


class SectionFeed(StoryFeed):
    """The stories of one section."""

    def channel(self, at, slug):
        section = get_object_or_404(Section, slug=slug)
        name = str(section.name)
        description = str(section.description) or _("Stories in the section “%(name)s”.") % {"name": name}
        return Channel(name, description, section.get_absolute_url(), section.editions.all())


# The pages of the kinds that have one.
KIND_PAGES = {
    StoryKind.INTERVIEW: "newsroom:interviews",
    StoryKind.PHOTO_STORY: "newsroom:photo_stories",
}


def kind_names() -> dict[StoryKind, str]:
    """Return what the stories of each kind are called together, in the active language."""
    return {
        StoryKind.NEWS: _("News"),
        StoryKind.INTERVIEW: _("Interviews"),
        StoryKind.SPEECH: _("Speeches"),
        StoryKind.STATEMENT: _("Statements"),
        StoryKind.PRESS_RELEASE: _("Press releases"),
        StoryKind.PHOTO_STORY: _("Photo stories"),
        StoryKind.EXPLAINER: _("Explainers"),
    }


class KindFeed(StoryFeed):
    """The stories of one kind."""

    def channel(self, at, slug):
        if slug not in StoryKind.values:
            raise Http404
        kind = StoryKind(slug)
        name = kind_names()[kind]
        description = _("Stories of one kind: %(name)s.") % {"name": name}
        page = reverse(KIND_PAGES.get(kind, "newsroom:front"))
        return Channel(name, description, page, Edition.objects.filter(kind=kind))


class SubjectFeed(StoryFeed):
    """The stories about one subject of the register."""

    def subject(self, at: datetime, slug: str) -> Model:
        raise NotImplementedError

    def channel(self, at, slug):
        subject = self.subject(at, slug)
        name = str(subject)
        description = _("Stories about %(name)s.") % {"name": name}
        return Channel(name, description, subject.get_absolute_url(), Edition.objects.about(subject))


class PartnerFeed(SubjectFeed):
    """The stories about one partner."""

    def subject(self, at, slug):
        return get_object_or_404(Partner, slug=slug)


class PillarFeed(SubjectFeed):
    """The stories about one pillar of cooperation."""

    def subject(self, at, slug):
        return get_object_or_404(Pillar, slug=slug)


class EventFeed(SubjectFeed):
    """The stories about one event. An event that is not announced has no feed, as if it were not there."""

    def subject(self, at, slug):
        return get_object_or_404(Event.objects.live(at), slug=slug)


class PersonFeed(SubjectFeed):
    """The stories about one person, once the public knows that person."""

    def subject(self, at, slug):
        return get_object_or_404(Person.objects.live(at), slug=slug)


class AgreementFeed(SubjectFeed):
    """The stories about one agreement, once it is announced."""

    def subject(self, at, slug):
        return get_object_or_404(Agreement.objects.live(at), slug=slug)
