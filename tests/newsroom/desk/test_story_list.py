import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Article
from partnerships.models import Partner

LIST = "/admin/newsroom/article/"


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def headlines(response):
    return {article.headline for article in response.context["cl"].result_list}


@pytest.fixture
def stories(make_story, publisher):
    """One story in each state, named by it."""
    made = {state: make_story(state) for state in ("live", "changed", "scheduled", "withdrawn")}
    made["draft"] = make_story("draft", state=Article.State.DRAFT, approved_version=None)
    for state in ("live", "changed", "withdrawn"):
        publishing.publish(made[state], publisher)
    publishing.schedule(made["scheduled"], publisher, timezone.now() + datetime.timedelta(days=1))
    publishing.withdraw(made["withdrawn"], publisher, "Not true.")
    made["changed"].standfirst = "Otherwise."
    made["changed"].state = Article.State.DRAFT
    made["changed"].save()
    return made


def test_each_story_says_where_it_stands(desk, stories):
    response = desk.get(LIST)
    states = {
        article.headline: [state for state, *_rest in article.standing.words()]
        for article in response.context["cl"].result_list
    }
    assert states == {
        "draft": ["draft"],
        "live": ["live"],
        "changed": ["live", "changed"],
        "scheduled": ["scheduled"],
        "withdrawn": ["withdrawn"],
    }
    assert "edition 1 since" in response.content.decode()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", {"draft"}),
        ("live", {"live", "changed"}),
        ("changed", {"changed"}),
        ("scheduled", {"scheduled"}),
        ("withdrawn", {"withdrawn"}),
    ],
)
def test_the_list_is_narrowed_by_state(desk, stories, state, expected):
    assert headlines(desk.get(LIST, {"state": state})) == expected


def test_the_list_costs_the_same_for_many_stories(desk, make_story, publisher, django_assert_max_num_queries):
    for number in range(40):
        publishing.publish(make_story(f"Story {number}"), publisher)
    desk.get(LIST)
    with django_assert_max_num_queries(10):
        desk.get(LIST)


def test_stories_are_found_without_marks(desk, make_story):
    make_story("Gặp gỡ tại Đà Nẵng")
    make_story("Elsewhere")
    assert headlines(desk.get(LIST, {"q": "da nang GAP"})) == {"Gặp gỡ tại Đà Nẵng"}


@pytest.mark.parametrize(
    ("address", "kind"), [("interview", Article.Kind.INTERVIEW), ("photostory", Article.Kind.PHOTO_STORY)]
)
def test_interviews_and_photo_stories_have_lists_of_their_own(desk, make_story, address, kind):
    make_story("News")
    story = make_story("Of its kind", kind=kind)
    response = desk.get(f"/admin/newsroom/{address}/")
    assert headlines(response) == {"Of its kind"}
    assert story.get_absolute_url() in response.content.decode()
    assert desk.get(f"/admin/newsroom/{address}/{story.pk}/change/")["Location"] == story.get_absolute_url()


def test_the_menu_puts_stories_first(desk):
    apps = desk.get("/admin/").context["app_list"]
    assert [app["app_label"] for app in apps] == ["newsroom", "partnerships"]
    assert [model["object_name"] for model in apps[0]["models"]][:4] == [
        "Article",
        "Interview",
        "PhotoStory",
        "Photo",
    ]


def test_ties_are_found_without_marks(desk):
    Partner.objects.create(code="LA", region="southeast-asia")
    Partner.objects.create(code="FR", region="europe")
    asked = {"app_label": "newsroom", "model_name": "article", "field_name": "partners", "term": "phap"}
    answer = desk.get(reverse("admin:autocomplete"), asked).json()
    assert [result["text"] for result in answer["results"]] == ["France"]


def test_an_autocomplete_answers_with_a_page_and_few_queries(desk, django_assert_max_num_queries):
    from partnerships.models import Person

    for number in range(60):
        Person.objects.create(slug=f"p{number}", name={"en": f"Person {number}"})
    asked = {"app_label": "newsroom", "model_name": "article", "field_name": "people", "term": "person"}
    desk.get(reverse("admin:autocomplete"), asked)
    with django_assert_max_num_queries(6):
        answer = desk.get(reverse("admin:autocomplete"), asked).json()
    assert len(answer["results"]) == 20
    assert answer["pagination"]["more"]


def test_an_autocomplete_puts_what_begins_with_the_word_before_what_holds_it(desk):
    Partner.objects.create(code="ALLIANCE", kind="organisation", own_names={"vi": "Các thành viên"})
    Partner.objects.create(code="GB", region="europe")
    asked = {"app_label": "newsroom", "model_name": "article", "field_name": "partners", "term": "anh"}
    answer = desk.get(reverse("admin:autocomplete"), asked).json()
    assert [row["text"] for row in answer["results"]] == ["United Kingdom", "Các thành viên"]


def test_the_list_and_its_filters_are_called_by_what_is_in_them(desk):
    shown = desk.get(LIST).content.decode()
    assert "<h1>Stories</h1>" in shown
    assert "<summary>To do</summary>" in shown
    assert "<summary>Whose it is</summary>" in shown
