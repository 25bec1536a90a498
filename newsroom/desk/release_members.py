"""The members of a release as the desk shows them: what each is, what it lacks, and where that is mended."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom import releasing
from newsroom.desk.reasons import ToldReason, told
from newsroom.models import Article, Release, ReleaseStory
from newsroom.refusals import Reason
from partnerships.models import (
    AgreementStep,
    AgreementText,
    Appointment,
    Commitment,
    CommitmentEntry,
    EventChange,
    Membership,
    PartnershipPeriod,
    PartnershipPillar,
)


@dataclass
class Row:
    """One member. `hidden` is a story that the reader may not see: only that there is one is told."""

    key: str
    name: str = ""
    kind: str = ""
    language: str = ""
    link: str = ""
    public_link: str = ""
    was_live: bool = False
    hidden: bool = False
    change_note: str = ""
    lacking: list[ToldReason] = field(default_factory=list)


def rows(release: Release, user, found: list[releasing.Lack]) -> list[Row]:
    """Return the members of `release`, stories first, each with what `found` says that it lacks."""
    lacks = {_key(member): reasons for member, reasons in found if member != release}
    stories, facts = releasing.members(release)
    keys = [member.article_id for member in stories]
    visible = set(Article.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        *(
            _story_row(member, lacks.get(_key(member), []), member.article_id in visible)
            for member in stories
        ),
        *(_fact_row(member, lacks.get(_key(member), [])) for member in facts),
    ]


def _key(member):
    return f"{'story' if isinstance(member, ReleaseStory) else 'fact'}-{member.pk}"


def _story_row(member, reasons, visible):
    if not visible:
        sentence = _("It is not ready. Those who may see it can tell why.")
        return Row(
            _key(member), kind=_("story"), hidden=True, lacking=[ToldReason(sentence)] if reasons else []
        )
    article, edition = member.article, member.edition
    return Row(
        _key(member),
        name=str(article),
        kind=article.get_kind_display(),
        language=article.language,
        link=article.get_absolute_url(),
        public_link=edition.get_absolute_url() if edition and edition.public_from <= timezone.now() else "",
        was_live=article.last_edition > 0,
        change_note=member.change_note,
        lacking=_told_story(article, reasons),
    )


def _told_story(article, reasons):
    # The release's own reasons lead nowhere in the story's form.
    own = {"another-release"}
    return [
        ToldReason(reason.message) if reason.code in own else told(article, [reason])[0] for reason in reasons
    ]


def _fact_row(member, reasons):
    fact = member.fact
    if fact is None:
        return Row(_key(member), name=_("gone from the register"), lacking=_told_fact(reasons, ""))
    link = fact_link(fact)
    return Row(
        _key(member),
        name=fact_name(fact),
        kind=str(fact._meta.verbose_name),
        link=link,
        public_link=public_page(fact) if fact.is_public() else "",
        lacking=_told_fact(reasons, link),
    )


def _told_fact(reasons, link):
    mends = {"announced", "person-not-public", "owner-not-public"}
    return [
        ToldReason(reason.message, capfirst(_("in the register")), link)
        if reason.code in mends
        else ToldReason(reason.message)
        for reason in reasons
    ]


def fact_name(fact) -> str:
    """What a fact is called where its page is not around it."""
    match fact:
        case PartnershipPillar():
            return f"{fact.partner}: {fact}"
        case Commitment():
            return f"{fact.agreement}: {fact}"
        case CommitmentEntry():
            return f"{fact.commitment.agreement}, {fact.commitment.number}: {fact}"
    return str(fact)


def _home(fact):
    """The thing on whose page a fact stands, on the desk and on the site."""
    match fact:
        case PartnershipPeriod() | PartnershipPillar():
            return fact.partner
        case Appointment():
            return fact.person
        case Membership():
            return fact.member
        case AgreementStep() | AgreementText() | Commitment():
            return fact.agreement
        case CommitmentEntry():
            return fact.commitment.agreement
        case EventChange():
            return fact.event
    return fact


def fact_link(fact) -> str:
    """The address of the desk's form in which a fact stands."""
    own = fact.commitment if isinstance(fact, CommitmentEntry) else fact
    # Some facts stand in a form of their own and in that of another thing as well.
    home = own if admin.site.is_registered(type(own)) else _home(fact)
    return reverse(f"admin:partnerships_{home._meta.model_name}_change", args=[home.pk])


def public_page(fact) -> str:
    """The address of the site's page on which a fact stands."""
    return _home(fact).get_absolute_url()


@dataclass
class Lacking:
    """A language in which the release does not tell a story: there is none, or it is not in the release."""

    story: str
    language: str
    code: str
    begin: str = ""
    add: int | None = None


def lacking_languages(release: Release, user) -> list[Lacking]:
    """Return what the stories of `release` lack in other languages, as far as `user` may see."""
    stories, _facts = releasing.members(release)
    groups: dict = {}
    for member in stories:
        groups.setdefault(member.article.translation_group, []).append(member.article)
    visible = Article.objects.visible_to(user).filter(translation_group__in=groups)
    written = {(one.translation_group, one.language): one for one in visible}
    found = []
    for group, own in groups.items():
        shown = next((article for article in own if (group, article.language) in written), None)
        if shown is None:
            continue
        for code, name in settings.LANGUAGES:
            if code in {article.language for article in own}:
                continue
            other = written.get((group, code))
            add = reverse("admin:newsroom_article_add")
            found.append(
                Lacking(
                    str(shown),
                    str(name),
                    code,
                    begin="" if other else f"{add}?translation_of={shown.pk}&language={code}",
                    add=other.pk if other else None,
                )
            )
    return found


def release_reasons(release: Release, found: list[releasing.Lack]) -> list[Reason]:
    """Return what the release itself lacks."""
    return [reason for member, reasons in found if member == release for reason in reasons]
