import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from newsroom.models import Article
from tests.newsroom.importers.samples import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, reporter, section):
    """A reporter at the paste page; `desk(**fields)` presses a button there."""
    client.force_login(reporter)

    def press(button="_look", **said):
        return client.post(
            reverse("admin:newsroom_article_paste"), {"section": section.pk, **said, button: "yes"}
        )

    return press


def shown(response):
    return {row.piece.lines[0]: row for row in response.context["piece_rows"]}


def as_seen(response, **changed):
    """What a browser would send back from the page."""
    return {
        "text": response.context["form"]["text"].value(),
        "seen": response.context["pasting"].stamp,
        "tie": [row.tie.code for row in response.context["tie_rows"] if row.ticked],
        "tie-seen": [row.tie.code for row in response.context["tie_rows"]],
        **changed,
    }


def test_the_list_of_stories_offers_it_to_those_who_may_write(client, reporter, photo_editor):
    address = reverse("admin:newsroom_article_paste")
    client.force_login(reporter)
    assert address in client.get(reverse("admin:newsroom_article_changelist")).text
    assert address in client.get(reverse("admin:newsroom_interview_changelist")).text
    assert client.get(address).status_code == 200
    client.force_login(photo_editor)
    assert address not in client.get(reverse("admin:newsroom_article_changelist")).text
    assert client.get(address).status_code == 403


def test_a_visitor_is_sent_to_the_door(client, db):
    assert "/admin/login/" in client.get(reverse("admin:newsroom_article_paste")).url


def test_pieces_are_shown_before_anything_is_saved(desk, register):
    response = desk(text=sample("interview-between-photos"))
    assert Article.objects.count() == 0
    assert shown(response)[7].recognised == "question"
    assert "Photo: Bao Chau" in response.text
    assert [(row.tie.label, row.ticked) for row in response.context["tie_rows"]] == [
        ("Ardenia", True),
        ("Phạm Khánh Linh", True),
        ("Working visit of the trade delegation to Ardenia", True),
    ]


def test_the_draft_is_made_of_what_was_seen(desk, register, reporter):
    seen = desk(text=sample("interview-between-photos"))
    response = desk("_create", **as_seen(seen, tie=[f"partner-{register.ardenia.pk}"]))
    article = Article.objects.get()
    assert response.url == article.get_absolute_url()
    assert article.created_by == reporter
    assert list(article.partners.all()) == [register.ardenia]
    assert list(article.people.all()) == []
    assert article.suggested_ties.count() == 0


def test_an_editor_changes_what_a_piece_is(desk):
    seen = desk(text=sample("news-without-headline"))
    again = desk(**as_seen(seen, **{"kind-2": "headline", "kind-1": "standfirst"}))
    assert shown(again)[2].chosen == "headline"
    assert "No line reads like a headline" in seen.text
    assert "No line reads like a headline" not in again.text
    desk("_create", **as_seen(again, **{"kind-2": "headline", "kind-1": "standfirst"}))
    article = Article.objects.get()
    assert article.headline == "A Wider Frame for the Harbour Compact"
    assert article.working_headline == ""
    assert article.standfirst.startswith("After two years of talks")


def test_two_headlines_are_refused_and_nothing_is_lost(desk):
    seen = desk(text=sample("speech"))
    response = desk("_create", **as_seen(seen, **{"kind-8": "headline"}))
    assert Article.objects.count() == 0
    assert "lines 1, 8 are each marked as one" in response.text
    assert shown(response)[8].chosen == "headline"
    assert response.context["form"]["text"].value() == seen.context["form"]["text"].value()


def test_a_text_changed_after_it_was_read_is_read_again_first(desk):
    seen = desk(text=sample("speech"))
    other = sample("speech") + "\nOne more paragraph, which nobody has looked at yet.\n"
    response = desk("_create", **as_seen(seen, text=other, **{"kind-8": "headline"}))
    assert Article.objects.count() == 0
    assert "look at the pieces once more" in response.text
    assert shown(response)[8].chosen == ""


def test_a_kind_chosen_after_reading_is_shown_first(desk):
    seen = desk(text=sample("speech"))
    response = desk("_create", **as_seen(seen, kind="interview"))
    assert "look at the pieces once more" in response.text
    assert shown(response)[16].recognised == "question"


def test_a_file_is_read_into_the_box(desk):
    file = SimpleUploadedFile("story.txt", sample("statement-vi").encode())
    response = desk(file=file)
    assert response.context["form"]["text"].value().startswith("TUYÊN BỐ")
    assert response.context["report"].recognition.language == "vi"


@pytest.mark.parametrize(
    "said, says",
    [
        ({}, "Paste the story"),
        ({"text": " \n \u200b"}, "Paste the story"),
        ({"text": "Typed", "file": SimpleUploadedFile("a.txt", b"Sent")}, "both a text and a file"),
        ({"file": SimpleUploadedFile("a.txt", b"caf\xe9 au lait")}, "line 1, character 4"),
        ({"file": SimpleUploadedFile("a.docx", b"PK\x03\x04....")}, "Word"),
        ({"file": SimpleUploadedFile("a.txt", b"x" * 2_100_000)}, "too large"),
        ({"text": "line\n" * 5001}, "5001 lines"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(desk, said, says):
    response = desk(**said)
    assert response.status_code == 200
    assert says in response.text
    assert response.context["form"]["text"].value() in {None, said.get("text", "")}
    assert Article.objects.count() == 0


def test_a_text_imported_before_leads_to_its_story(desk, client):
    text = sample("speech")
    desk("_create", **as_seen(desk(text=text)))
    response = desk("_create", **as_seen(desk(text=text)))
    article = Article.objects.get()
    assert response.url == article.get_absolute_url()
    assert "imported before" in client.get(response.url).text


def test_markup_in_a_pasted_text_is_shown_as_it_is(desk):
    response = desk(
        text="A head\n\n<script>alert(1)</script> is what stands here, word for word, they said.\n"
    )
    assert "<script>alert(1)</script>" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text
