"""The history on the desk: read, compared, restored, and told to nobody who may not know."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import get_resolver, reverse

from newsroom.models import Article
from partnerships import versions
from partnerships.admin import versions as pages
from partnerships.models import Agreement, Event, FactVersion, PartnershipPeriod, Person
from partnerships.versions import versions_of


def at(thing, page, *args):
    return reverse(f"admin:partnerships_{thing._meta.model_name}_{page}", args=[thing.pk, *args])


def words(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_history_tells_each_change_field_by_field_in_words(desk, register, editor):
    with versions.writing(editor, "The embassy’s note"):
        visit = register.visit
        visit.title = {"en": "Visit to Osaka", "vi": "Thăm Tokyo"}
        visit.status = Event.Status.POSTPONED
        visit.host = register.france
        visit.save()
        visit.partners.set([register.japan, register.france])
        register.talks.is_public = False
        register.talks.save()
    shown = words(desk, at(visit, "history"))
    assert "The embassy’s note" in shown
    assert editor.username in shown
    assert "Title (English)" in shown
    assert "removed:" in shown
    assert "Tokyo</del>" in shown
    assert "Osaka</ins>" in shown
    assert "Thăm Tokyo" in shown
    assert "going ahead</del>" in shown
    assert "postponed</ins>" in shown
    assert "France" in shown
    assert "yes</del>" in shown
    assert "uid" not in shown.lower().replace("fluid", "")


def test_the_form_leads_to_it_and_one_change_costs_as_many_queries_as_many(
    desk, register, django_assert_max_num_queries
):
    assert at(register.visit, "history") in words(desk, at(register.visit, "change"))
    for number in range(40):
        register.visit.summary = {"en": f"Summary {number}"}
        register.visit.save()
        register.talks.venue = {"en": f"Hall {number}"}
        register.talks.save()
    with django_assert_max_num_queries(16):
        shown = words(desk, at(register.visit, "history"))
    assert "39</ins>" in shown
    assert "> 2</ins>" not in shown
    older = shown.split('rel="next"')[0].rsplit("?before=", 1)[1].split('"')[0]
    rest = words(desk, at(register.visit, "history") + f"?before={older}")
    assert "as it stood before" in rest.lower()
    for wrong in ("x", "-1", "9" * 30, "%00"):
        assert desk.get(at(register.visit, "history") + f"?before={wrong}").status_code in {200, 400}


def test_a_state_is_restored_from_its_page(desk, register, editor):
    register.visit.summary = {"en": "A mistake"}
    register.visit.save()
    found = versions_of(Event, register.visit.pk).last()
    page = at(register.visit, "restore", found.pk)
    assert page in words(desk, at(register.visit, "history"))
    assert "A mistake</del>" in words(desk, page)

    refused = desk.post(page, {"why": " "}).content.decode()
    assert "Say why it is restored" in refused
    answer = desk.post(page, {"why": "Typed into the wrong event"}, follow=True)
    assert "is restored as it was" in answer.content.decode()
    assert "Typed into the wrong event" in answer.content.decode()
    assert Event.objects.get().summary == {}
    assert versions_of(Event, register.visit.pk).first().by == editor


def test_what_was_deleted_is_found_and_restored(desk, register):
    pk = register.declaration.pk
    answer = desk.post(at(register.declaration, "delete"), {"post": "yes", "why": "A duplicate"})
    assert answer.status_code == 302
    assert not Agreement.objects.exists()
    assert "/admin/partnerships/agreement/deleted/" in words(desk, "/admin/partnerships/agreement/")
    listed = words(desk, "/admin/partnerships/agreement/deleted/")
    assert "Joint declaration" in listed
    assert "A duplicate" in listed
    gone = versions_of(Agreement, pk).first()
    page = reverse("admin:partnerships_agreement_restore", args=[pk, gone.pk])
    assert page in listed
    assert page in words(desk, reverse("admin:partnerships_agreement_history", args=[pk]))
    assert "will know it again" in words(desk, page)
    desk.post(page, {"why": "It was none"})
    assert Agreement.objects.get().steps.count() == 1
    assert not desk.get("/admin/partnerships/agreement/deleted/").context["rows"]


def test_a_level_that_was_deleted_is_restored_from_its_partners_history(desk, register):
    with versions.writing(why="Gone"):
        PartnershipPeriod.objects.get(pk=register.upgrade.pk).delete()
    gone = versions_of(PartnershipPeriod, register.upgrade.pk).first()
    page = at(register.japan, "restore", gone.pk)
    assert page in words(desk, at(register.japan, "history"))
    desk.post(page, {"why": "Back"})
    assert register.japan.periods.count() == 2


def test_a_membership_stands_in_the_history_of_both_its_sides(desk, register):
    asean = type(register.japan).objects.create(
        code="ASEAN", kind="grouping", own_names={"en": "ASEAN"}, region="southeast-asia", slug="asean"
    )
    register.japan.memberships.create(grouping=asean, source="Test")
    for partner in (register.japan, asean):
        assert "Japan, ASEAN" in words(desk, at(partner, "history"))


def test_a_limited_story_is_not_named_to_those_who_may_not_see_it(
    client, register, editor, administrator, make_story
):
    story = make_story("A secret headline", created_by=administrator)
    Article.objects.filter(pk=story.pk).update(limited=True)
    with versions.writing(administrator):
        register.first.stories.add(story)
        register.talks.stories.add(story)
    for thing in (register.japan, register.visit):
        client.force_login(editor)
        shown = words(client, at(thing, "history"))
        assert "secret" not in shown
        assert "a story" in shown
        version = FactVersion.objects.filter(home_id=thing.pk, home_type__model=thing._meta.model_name).last()
        assert "secret" not in words(client, at(thing, "restore", version.pk))
        client.force_login(administrator)
        assert "A secret headline" in words(client, at(thing, "history"))


def test_who_may_only_look_reads_the_history_and_restores_nothing(client, register):
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_event"))
    register.visit.summary = {"en": "Changed"}
    register.visit.save()
    version = versions_of(Event, register.visit.pk).last()
    client.force_login(looker)
    shown = words(client, at(register.visit, "history"))
    page = at(register.visit, "restore", version.pk)
    assert page not in shown
    assert client.get(page).status_code == 403
    assert client.post(page, {"why": "No"}).status_code == 403
    assert client.get(at(register.minister, "history")).status_code == 403
    assert client.get("/admin/partnerships/person/deleted/").status_code == 403


def test_versions_of_something_else_are_not_restored_here(desk, register):
    register.minister.summary = {"en": "Changed"}
    register.minister.save()
    other = versions_of(Person, register.minister.pk).first()
    assert desk.get(at(register.visit, "restore", other.pk)).status_code == 404
    address = reverse("admin:partnerships_event_history", args=[register.visit.pk])
    for wrong in ("x", "0", "9" * 30, "99999"):
        wrong_address = address.replace(f"/{register.visit.pk}/", f"/{wrong}/")
        assert desk.get(wrong_address).status_code == 404


def test_nothing_of_the_history_is_public(client, register):
    register.visit.summary = {"en": "Changed"}
    register.visit.save()
    version = versions_of(Event, register.visit.pk).first()
    for address in (
        at(register.visit, "history"),
        at(register.visit, "restore", version.pk),
        "/admin/partnerships/event/deleted/",
    ):
        assert client.get(address).status_code == 302
        assert "/login/" in client.get(address)["Location"]
    named = [str(key) for key in get_resolver().reverse_dict if isinstance(key, str)]
    assert not [name for name in named if "version" in name]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_long_history_of_many_things_is_cut_between_moves(desk, register, monkeypatch, language):
    monkeypatch.setattr(pages, "PAGE", 5)
    desk.cookies["django_language"] = language
    for number in range(4):
        with versions.writing(why=f"Move {number}"):
            register.visit.summary = {"en": f"Summary {number}"}
            register.visit.save()
            register.talks.venue = {"en": f"Hall {number}"}
            register.talks.save()
    response = desk.get(at(register.visit, "history"))
    moves = response.context["moves"]
    assert [move.why for move in moves] == ["Move 3", "Move 2"]
    assert all(len(move.changes) == 2 for move in moves)
