import datetime

from partnerships.models import Appointment, Person, Post


def appoint(person, post, since, until=None, **said):
    Appointment.objects.create(person=person, post=post, since=since, until=until, **said)


def test_the_form_of_a_person_tells_of_gaps_and_of_two_posts_at_once(client, editor):
    client.force_login(editor)
    person = Person.objects.create(slug="person", name={"en": "Person"})
    first, second = (
        Post.objects.create(slug=slug, title={"en": slug.title()}) for slug in ("envoy", "minister")
    )
    appoint(person, first, datetime.date(2015, 1, 1), datetime.date(2018, 5, 1))
    appoint(person, second, datetime.date(2020, 1, 1))
    appoint(person, first, datetime.date(2021, 2, 3))

    page = client.get(f"/admin/partnerships/person/{person.pk}/change/").content.decode()

    assert "No post recorded from 1 May 2018 to 1 January 2020." in page
    assert "Two posts at once since 3 February 2021: Minister; Envoy." in page
    assert "Gaps and overlaps" not in client.get("/admin/partnerships/person/add/").content.decode()


def test_the_form_of_a_post_lists_its_holders_those_not_public_too(client, editor):
    client.force_login(editor)
    person = Person.objects.create(slug="person", name={"en": "<b>Person</b>"})
    post = Post.objects.create(slug="envoy", title={"en": "Envoy"})
    appoint(person, post, datetime.date(2015, 1, 1), datetime.date(2018, 5, 1))

    page = client.get(f"/admin/partnerships/post/{post.pk}/change/").content.decode()

    assert f'<a href="/admin/partnerships/person/{person.pk}/change/">&lt;b&gt;Person&lt;/b&gt;</a>' in page
    assert "1 January 2015 – 1 May 2018 not public" in page
    assert "No holder recorded since 1 May 2018." in page
    assert client.get("/admin/partnerships/post/add/").status_code == 200
