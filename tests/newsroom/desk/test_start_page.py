"""The first page of the desk: what it shows to whom, and that it asks no more however much there is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import limits, publishing
from newsroom.demonstration import archive
from newsroom.models import Article, Release
from newsroom.newsroom_time import newsroom_day
from partnerships.models import Event


@pytest.fixture
def start(client):
    def open_page(user, query=""):
        client.force_login(user)
        return client.get(f"/admin/{query}")

    return open_page


def panels(response):
    return {panel.name: panel for panel in response.context["panels"]}


def said(panel):
    return [row.text for row in panel.rows]


def test_mine_is_what_i_wrote_last_saved_or_have(start, make_story, cast):
    make_story("Written", created_by=cast.reporter)
    make_story("Saved", edited_by=cast.reporter)
    make_story("Given", assigned_to=cast.reporter)
    make_story("Another's", created_by=cast.editor)
    mine = panels(start(cast.reporter))["mine"]
    assert said(mine) == ["Given", "Saved", "Written"]
    assert mine.count == 3


def test_what_waits_is_for_those_who_can_do_it(start, make_story, cast):
    make_story("To approve", state="submitted", edited_by=cast.reporter)
    make_story("My own", state="submitted", edited_by=cast.editor)
    make_story("Another editor's", state="submitted", edited_by=cast.reporter, assigned_to=cast.publisher)
    make_story("To publish", state="approved")
    make_story("To mend", state="changes-requested", assigned_to=cast.reporter)
    reporter, editor, publisher = (
        panels(start(user)) for user in (cast.reporter, cast.editor, cast.publisher)
    )
    assert said(reporter["changes"]) == ["To mend"]
    assert not {"to-approve", "to-publish", "afterwards"} & reporter.keys()
    assert said(editor["to-approve"]) == ["To approve"]
    assert "to-publish" not in editor
    assert said(publisher["to-publish"]) == ["To publish"]
    assert set(said(publisher["to-approve"])) == {"To approve", "My own", "Another editor's"}


def test_each_panel_leads_to_the_whole_list(client, start, make_story, cast):
    for number in range(10):
        make_story(f"Story {number}", created_by=cast.reporter)
    make_story("Another's")
    mine = panels(start(cast.reporter))["mine"]
    assert (len(mine.rows), mine.counted) == (8, "10")
    assert len(client.get(mine.address).context["cl"].result_list) == 10


def test_a_count_says_that_it_is_more_than_a_hundred(start, make_story, cast):
    for number in range(101):
        make_story(f"Story {number}", text="", created_by=cast.reporter)
    page = start(cast.reporter)
    assert panels(page)["mine"].counted == "more than 100"


def test_an_overdue_review_is_of_a_live_story_whose_day_has_passed(start, make_story, cast):
    today = newsroom_day(timezone.now())
    yesterday = today - datetime.timedelta(days=1)
    live = make_story("Live", review_on=yesterday)
    publishing.publish(live, cast.publisher)
    make_story("Draft", review_on=yesterday)
    publishing.publish(make_story("Later", review_on=today), cast.publisher)
    overdue = panels(start(cast.editor))["reviews"]
    assert said(overdue) == ["Live"]
    assert overdue.rows[0].address == f"{live.get_absolute_url()}#id_review_on"


def test_no_panel_and_no_month_knows_of_a_limited_story(start, make_story, cast):
    tomorrow = timezone.now() + datetime.timedelta(minutes=5)
    secret = make_story("Zanzibar", state="submitted", created_by=cast.reporter, embargo_until=tomorrow)
    limits.limit(secret, cast.reporter)
    coming = make_story("Zanzibar comes", created_by=cast.reporter)
    publishing.schedule(coming, cast.publisher, tomorrow)
    limits.limit(coming, cast.reporter)
    for user in (cast.editor, cast.publisher, cast.administrator):
        page = start(user)
        assert "Zanzibar" not in page.text
        assert panels(page)["to-approve"].count == 0
    assert "Zanzibar comes" in start(cast.reporter).text


def test_a_photo_editor_finds_the_page_and_the_whole_desk(start, cast):
    page = start(cast.photo_editor)
    assert page.status_code == 200
    assert "/admin/newsroom/photo/" in page.text


# The month


def test_the_month_shows_what_comes_and_what_ends(start, make_story, cast):
    day = timezone.now().replace(day=15, hour=5, minute=0, second=0, microsecond=0)
    day = (day + datetime.timedelta(days=31)).replace(day=15)
    publishing.schedule(make_story("It comes"), cast.publisher, day)
    make_story("It waits", embargo_until=day)
    make_story("It leaves", expires_at=day)
    Release.objects.create(name="The level is raised", at=day, created_by=cast.publisher)
    Event.objects.create(
        slug="talks", kind="talks", title={"en": "Talks in Oslo"}, starts_on=day.date(), public_from=None
    )
    month = start(cast.publisher, f"?month={day:%Y-%m}").context["month"]
    [busy] = month.busy_days
    assert busy.date == day.date()
    assert {(entry.kind, entry.text) for entry in busy.entries} == {
        ("edition", "It comes"),
        ("embargo", "It waits"),
        ("expiry", "It leaves"),
        ("release", "The level is raised"),
        ("event", "Talks in Oslo"),
    }
    assert [entry.word for entry in busy.entries if entry.kind == "event"] == ["event, not announced"]


def test_a_moment_stands_on_the_newsrooms_day(start, make_story, cast, settings):
    # Hà Nội is seven hours ahead: an evening in UTC is the next morning.
    settings.NEWSROOM_TIME_ZONE = "Asia/Ho_Chi_Minh"
    evening = (timezone.now() + datetime.timedelta(days=40)).replace(day=10, hour=20)
    make_story("It waits", embargo_until=evening)
    [busy] = start(cast.editor, f"?month={evening:%Y-%m}").context["month"].busy_days
    assert busy.date.day == 11


@pytest.mark.parametrize("month", ["", "2026-13", "rubbish", "0001-01", "9999-12", "2026-11-04", "²026-11"])
def test_a_month_that_is_none_is_this_one(start, cast, month):
    page = start(cast.editor, f"?month={month}")
    assert page.status_code == 200
    assert page.context["month"].first == timezone.localdate().replace(day=1)


def test_every_month_leads_to_the_ones_beside_it(start, cast):
    month = start(cast.editor, "?month=2026-01").context["month"]
    assert (month.before, month.after) == ("2025-12", "2026-02")
    assert len({day.date for week in month.weeks for day in week if day.in_month}) == 31


# What it costs


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_pages_of_the_desk_ask_the_same_of_a_large_archive(client, publisher, section):
    pages = ["/admin/", "/admin/newsroom/article/", "/admin/newsroom/edition/"]
    pages += [f"/admin/newsroom/article/?todo={name}" for name in ("mine", "to-approve", "behind", "reviews")]
    pages += ["/admin/newsroom/article/translations/", "/admin/newsroom/article/translations/?show=behind"]
    pages += ["/admin/newsroom/article/?q=oslo"]
    client.force_login(publisher)
    list(archive.load(1_000, timezone.now()))
    few = {page: queries_of(client, page) for page in pages}
    list(archive.load(1_500, timezone.now() + datetime.timedelta(days=200)))
    assert {page: queries_of(client, page) for page in pages} == few
    assert max(few.values()) <= 20, few


def test_the_archive_of_the_benchmark_is_a_mixture(db, section):
    list(archive.load(1_200, timezone.now()))
    assert Article.objects.count() == 1_200
    states = set(Article.objects.values_list("state", flat=True))
    assert states == set(Article.State.values)
    assert Article.objects.filter(limited=True).exists()
    assert Article.objects.filter(translated_from__isnull=False).exists()
    assert Article.objects.filter(folded__contains="da nang").exists()
