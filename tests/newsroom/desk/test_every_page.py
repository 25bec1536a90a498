"""Every page of the desk opens for those who may look, and for nobody else."""

import pytest
from django.contrib import admin
from django.urls import reverse

from newsroom import publishing
from newsroom.models import Article, Author, NumberedPoints, PhotoBlock, PullQuote, Question
from partnerships.models import (
    Agreement,
    Appointment,
    Event,
    Level,
    Partner,
    PartnershipPeriod,
    PartnershipPillar,
    Person,
    Pillar,
    Post,
    ProgrammeItem,
)
from tests.making import add_block

ROLES = ["reporter", "editor", "publisher", "photo_editor", "administrator"]


@pytest.fixture
def full_house(make_story, make_photo, publisher, section):
    """One of everything, each with all that can hang on it."""
    partner = Partner.objects.create(code="GB", region="europe")
    level = Level.objects.create(slug="strategic", rank=3, name={"en": "Strategic"})
    pillar = Pillar.objects.create(slug="trade", name={"en": "Trade"})
    event = Event.objects.create(slug="talks", kind="talks", title={"en": "Talks"}, starts_on="2025-10-28")
    ProgrammeItem.objects.create(event=event, title={"en": "Dinner"})
    agreement = Agreement.objects.create(slug="treaty", kind="treaty", title={"en": "Treaty"})
    PartnershipPeriod.objects.create(partner=partner, level=level, since="2010-01-01", declaration=agreement)
    PartnershipPillar.objects.create(partner=partner, pillar=pillar)
    person = Person.objects.create(slug="lan", name={"en": "Lan"})
    post = Post.objects.create(slug="minister", title={"en": "Minister"}, partner=partner)
    Appointment.objects.create(person=person, post=post)
    author = Author.objects.create(slug="hoa", name="Hòa")
    story = make_story(
        lead_photo=make_photo(),
        partners=[partner],
        pillars=[pillar],
        events=[event],
        people=[person],
        agreements=[agreement],
    )
    story.bylines.create(author=author)
    story.related_links.create(title="Elsewhere", url="https://example.org/")
    add_block(story, PhotoBlock, photo=story.lead_photo)
    add_block(story, PullQuote, quote="A quotation")
    add_block(story, NumberedPoints, points="One")
    edition = publishing.publish(story, publisher)
    interview = make_story("An interview", kind=Article.Kind.INTERVIEW, interviewee=person)
    add_block(interview, Question, question="Why?", answered_by=person)
    return [
        partner,
        level,
        pillar,
        event,
        agreement,
        person,
        post,
        author,
        story,
        edition,
        interview,
        section,
    ]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("role", ROLES)
def test_everybody_on_the_desk_can_look_at_everything_but_the_users(client, cast, full_house, role, language):
    client.force_login(getattr(cast, role))
    client.cookies["django_language"] = language
    assert client.get("/admin/").status_code == 200
    for thing in full_house:
        names = f"admin:{thing._meta.app_label}_{thing._meta.model_name}"
        assert client.get(reverse(f"{names}_changelist")).status_code == 200, thing
        assert client.get(reverse(f"{names}_change", args=[thing.pk])).status_code == 200, thing
        assert client.get(reverse(f"{names}_history", args=[thing.pk])).status_code == 200, thing


@pytest.mark.parametrize("role", ROLES)
def test_each_form_for_adding_opens_for_those_who_may_add(client, cast, role):
    user = getattr(cast, role)
    client.force_login(user)
    for model, model_admin in admin.site._registry.items():
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        response = client.get(reverse(f"{names}_add"), follow=True)
        allowed = model_admin.has_add_permission(response.wsgi_request)
        assert response.status_code == (200 if allowed else 403), model


def test_a_visitor_is_led_to_the_door_everywhere(client, full_house):
    for model in admin.site._registry:
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        response = client.get(reverse(f"{names}_changelist"))
        assert response["Location"].startswith("/admin/login/")
