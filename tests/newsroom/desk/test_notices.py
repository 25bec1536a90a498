"""The bell and what is behind it: told to those concerned, silent about what one may not see."""

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom import workflow
from newsroom.desk import notices
from newsroom.models import Article, Notice, Step
from newsroom.workflow import SUBMITTED

PAGE = "/admin/notices/"


@pytest.fixture
def asked(make_story, reporter, editor):
    """A reporter's story of which an editor asked for changes."""
    story = make_story("A visit is planned", state=SUBMITTED, approved_version=None, edited_by=reporter)
    workflow.take(story, editor, "request_changes", "Name the minister.")
    return story


def bell(client):
    return str(client.get("/admin/").context["notices_waiting"]())


def test_the_bell_counts_what_is_unread_on_every_page(client, asked, reporter, editor):
    client.force_login(reporter)
    assert bell(client) == "1"
    page = client.get("/admin/newsroom/photo/").content.decode()
    assert 'class="notice-bell"' in page
    assert "<b>1<" in page
    client.force_login(editor)
    assert bell(client) == ""


def test_the_bell_costs_one_query_however_many_there_are(
    client, asked, reporter, editor, django_assert_num_queries
):
    step = Step.objects.get()
    for _number in range(120):
        again = Step.objects.create(
            article=asked,
            move="approve",
            from_state=SUBMITTED,
            to_state=SUBMITTED,
            version=1,
            by=editor,
            at=step.at,
        )
        Notice.objects.create(recipient=reporter, step=again, made_at=step.at)
    with django_assert_num_queries(1):
        assert notices.bell_of(reporter) == "99+"


def test_a_notice_says_who_did_what_and_leads_to_the_story(client, asked, reporter):
    client.force_login(reporter)
    page = client.get(PAGE).content.decode()
    assert "A visit is planned" in page
    assert "asked for changes" in page
    assert "Name the minister." in page
    notice = Notice.objects.get()
    answer = client.post(PAGE, {"open": notice.pk})
    assert answer["Location"] == asked.get_absolute_url()
    notice.refresh_from_db()
    assert notice.read_at
    assert bell(client) == ""


def test_reading_the_page_reads_nothing_by_itself_and_one_button_reads_all(client, asked, reporter):
    client.force_login(reporter)
    client.get(PAGE)
    assert bell(client) == "1"
    client.post(PAGE, {"all": "1"})
    assert bell(client) == ""


def test_nobody_opens_or_reads_the_notices_of_others(client, asked, publisher):
    client.force_login(publisher)
    notice = Notice.objects.get()
    assert client.post(PAGE, {"open": notice.pk}).status_code == 404
    client.post(PAGE, {"all": "1"})
    notice.refresh_from_db()
    assert notice.read_at is None
    assert "A visit is planned" not in client.get(PAGE).content.decode()


def test_of_a_story_that_was_limited_since_nothing_is_shown_or_counted(client, asked, reporter):
    Article.objects.update(limited=True, created_by=None)
    client.force_login(reporter)
    page = client.get(PAGE).content.decode()
    for leak in ("A visit is planned", "Name the minister.", "asked for changes"):
        assert leak not in page
    assert bell(client) == ""
    assert client.post(PAGE, {"open": Notice.objects.get().pk}).status_code == 404


def test_a_page_is_followed_by_older_ones_even_of_the_same_moment(
    client, asked, reporter, editor, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(notices, "PAGE", 3)
    Notice.objects.all().delete()
    now = timezone.now()
    for number in range(8):
        step = Step.objects.create(
            article=asked,
            move="approve",
            from_state=SUBMITTED,
            to_state=SUBMITTED,
            version=number,
            by=editor,
            at=now,
        )
        Notice.objects.create(recipient=reporter, step=step, made_at=now)
    client.force_login(reporter)
    read, address = [], PAGE
    while address:
        with django_assert_max_num_queries(7):
            page = client.get(address)
        read += [notice.step.version for notice, _told in page.context["notices"]]
        older = page.context["older"]
        address = older and PAGE + older
    assert read == [7, 6, 5, 4, 3, 2, 1, 0]


@pytest.mark.parametrize("before", ["x", "2026-01-01,1", "1;--"])
def test_rubbish_in_the_address_is_not_found(client, reporter, before):
    client.force_login(reporter)
    assert client.get(PAGE, {"before": before}).status_code == 404


@pytest.mark.parametrize("opened", ["x", "9" * 30, "-1"])
def test_rubbish_in_the_form_reads_nothing_of_others(client, asked, publisher, opened):
    client.force_login(publisher)
    assert client.post(PAGE, {"open": opened}).status_code == 404
    assert Notice.objects.get().read_at is None


def test_a_visitor_has_no_bell(client, asked):
    assert client.get(PAGE)["Location"].startswith("/admin/login/")
    assert 'class="notice-bell"' not in client.get("/admin/login/").content.decode()


def test_the_bell_leads_to_the_page(client, reporter):
    client.force_login(reporter)
    assert f'href="{reverse("admin:notices")}"' in client.get("/admin/").content.decode()
    assert "There is nothing to tell you." in client.get(PAGE).content.decode()
