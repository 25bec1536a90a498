import threading

import pytest
from django.db import IntegrityError, connection

from newsroom.importers import drafting
from newsroom.importers.decoding import UnreadableStory
from newsroom.importers.drafting import UnfitStory, draft_from_text, look_into
from newsroom.models import Article, PhotoBlock, Question, RelatedLink, RichText, SuggestedTie
from partnerships.models import Partner, PartnershipPillar, Person
from tests.newsroom.importers.samples import sample

pytestmark = pytest.mark.django_db


def body(article):
    """The blocks in order: their kinds with their first words."""
    blocks = [
        block for model in (RichText, PhotoBlock, Question) for block in model.objects.filter(parent=article)
    ]
    return sorted(blocks, key=lambda block: block.ordering)


def test_an_interview_becomes_a_draft(section, reporter, register):
    report = draft_from_text(sample("interview-between-photos"), section=section, by=reporter)
    article = report.article
    assert report.created
    assert article.kind == Article.Kind.INTERVIEW
    assert article.headline.startswith("Ambassador Pham Khanh Linh on three results")
    assert article.working_headline == ""
    assert article.agency_code == "WVR"
    assert article.created_by == reporter
    assert article.interviewee == register.linh
    assert article.interviewer == "WVR"
    assert (
        article.lead_caption
        == "The delegation is received at the old harbour office of Port Ardent on 3 March."
    )
    assert article.lead_credit == "Photo: Bao Chau"
    assert article.last_edition == 0


def test_the_blocks_of_an_interview_stand_in_its_order(section):
    article = draft_from_text(sample("interview-between-photos"), section=section).article
    blocks = body(article)
    assert [type(block).__name__ for block in blocks] == [
        "Question", "RichText", "PhotoBlock", "RichText", "PhotoBlock", "RichText", "PhotoBlock", "RichText",
        "PhotoBlock", "RichText", "PhotoBlock", "Question", "RichText", "PhotoBlock", "RichText",
    ]  # fmt: skip
    assert {block.region for block in blocks} == {"body"}
    first, answer, photo = blocks[:3]
    assert first.anchor.startswith("ambassador-could-you-tell")
    assert answer.text.startswith("<p>The visit had been prepared")
    assert answer.text.count("<p>") == 2
    assert (photo.photo, photo.caption, photo.credit) == (
        None,
        "Students of the harbour school wave from the quay.",
        "Photo: Bao Chau",
    )


def test_a_story_without_a_headline_is_marked(section):
    article = draft_from_text(sample("news-without-headline"), section=section).article
    assert article.headline == article.working_headline
    assert article.has_working_headline
    (text,) = body(article)
    assert text.text.count("<h2>") == 5
    assert "<h2>Safety at Sea, and a Shared Watch</h2>" in text.text


def test_signs_of_a_text_are_escaped(section):
    text = "A new form\n\nShort.\n\nThe form & its <b>pages</b> <script>alert(1)</script>.\n"
    article = draft_from_text(text, section=section).article
    (block,) = body(article)
    assert block.text.startswith("<p>Short.</p><p>The form &amp; its &lt;b&gt;pages&lt;/b&gt; &lt;script&gt;")


def test_lists_stay_lists(section):
    article = draft_from_text(sample("press-release"), section=section).article
    assert "<ul><li><p>certificates of safety;</p></li><li>" in body(article)[0].text
    assert article.dateline_place == "PORT ARDENT"
    assert article.kicker == "PRESS RELEASE"


def test_several_who_answer_keep_their_names(section):
    text = (
        "Interview with two captains\n\nQ: Who sails?\nCaptain Moor: I do.\nCaptain Lam: So do I.\n"
        "Q: And who stays?\nCaptain Moor: Nobody.\nCaptain Lam: The cat.\n"
    )
    article = draft_from_text(text, section=section).article
    assert "<p><strong>Captain Moor:</strong> I do.</p>" in body(article)[1].text


def test_the_same_text_makes_one_story(section):
    text = sample("speech")
    first = draft_from_text(text, section=section)
    second = draft_from_text("\ufeff" + text.replace("\n", "\r\n"), section=section)
    assert (first.created, second.created) == (True, False)
    assert second.article == first.article
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_race_for_the_same_text_has_one_winner(section, monkeypatch):
    runners = 3
    start = threading.Barrier(runners)
    looked = threading.local()
    made_before = drafting.made_before

    def all_look_before_any_writes(reference):
        found = made_before(reference)
        if not hasattr(looked, "once"):
            looked.once = True
            start.wait(timeout=20)
        return found

    monkeypatch.setattr(drafting, "made_before", all_look_before_any_writes)
    reports = []

    def run():
        try:
            reports.append(draft_from_text(sample("speech"), section=section))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _runner in range(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.created for report in reports) == [False, False, True]
    assert len({report.article.pk for report in reports}) == 1
    assert Article.objects.count() == 1


def test_what_goes_wrong_half_way_leaves_nothing(section, monkeypatch):
    def broken(*args, **said):
        raise IntegrityError("half-way")

    monkeypatch.setattr(RelatedLink.objects, "bulk_create", broken)
    with pytest.raises(IntegrityError):
        draft_from_text(sample("interview-between-photos"), section=section)
    assert Article.objects.count() == 0
    assert RichText.objects.count() == 0


def test_a_text_without_words_writes_nothing(section):
    with pytest.raises(UnreadableStory):
        draft_from_text(" \n\u200b\n", section=section)
    assert Article.objects.count() == 0


def test_two_headlines_are_refused_with_their_lines(section):
    with pytest.raises(UnfitStory, match="lines 1, 3"):
        draft_from_text(
            "One head\n\nA line\n\nAnother.", section=section, changes={1: "headline", 3: "headline"}
        )
    assert Article.objects.count() == 0


def test_a_piece_too_long_for_its_place_is_refused_by_name(section):
    with pytest.raises(UnfitStory, match=r"Kicker: .*80"):
        draft_from_text("A head\n\n" + "word " * 40 + "end.", section=section, changes={3: "kicker"})


def test_suggestions_wait_for_an_editor(section, register):
    article = draft_from_text(sample("interview-between-photos"), section=section).article
    assert [(tie.kind, tie.thing) for tie in article.suggested_ties.all()] == [
        ("partner", register.ardenia),
        ("person", register.linh),
        ("event", register.visit),
    ]
    assert list(article.partners.all()) == []
    assert article.suggested_ties.first().evidence.startswith("“Ardenia” ×")


def test_ties_that_an_editor_has_ticked_are_made(section, register):
    ticked = [f"partner-{register.ardenia.pk}", f"event-{register.visit.pk}", "person-999999"]
    article = draft_from_text(sample("interview-between-photos"), section=section, accepted=ticked).article
    assert list(article.partners.all()) == [register.ardenia]
    assert list(article.events.all()) == [register.visit]
    assert list(article.people.all()) == []
    assert SuggestedTie.objects.count() == 0


def test_a_related_title_that_is_a_story_of_ours_leads_there(section, make_story):
    known = make_story("Costa Verde joins the certificate scheme")
    make_story("COSTA VERDE JOINS THE CERTIFICATE SCHEME!", language="vi")
    report = draft_from_text(sample("interview-between-photos"), section=section)
    links = list(report.article.related_links.all())
    assert len(links) == 5
    assert [link.story for link in links] == [None, None, known, None, None]
    assert links[0].title == "Harbour masters of Ardenia visit the training centre"
    assert "4 related titles" in report.notes[0]


def test_a_known_author_gets_the_byline(section, register):
    report = draft_from_text(sample("interview-marked"), section=section)
    assert list(report.article.authors.all()) == [register.author]
    report = draft_from_text(sample("photo-story-vi"), section=section)
    assert list(report.article.authors.all()) == []
    assert "Bảo Châu" in report.notes[0]


def test_looking_writes_nothing(register):
    report = look_into(sample("interview-between-photos"))
    assert report.article is None
    assert report.interviewee == "Phạm Khánh Linh"
    assert [tie.kind for tie in report.ties] == ["partner", "person", "event"]
    assert Article.objects.count() == 0


def test_the_register_is_read_in_a_fixed_number_of_queries(register, django_assert_num_queries):
    with django_assert_num_queries(8):
        look_into(sample("interview-between-photos"))
    Person.objects.bulk_create(Person(slug=f"p{n}", name={"en": f"Person {n}"}) for n in range(200))
    Partner.objects.bulk_create(
        Partner(
            kind="organisation", code=f"X{n}", slug=f"x{n}", own_names={"en": f"Body {n}"}, region="world"
        )
        for n in range(200)
    )
    with django_assert_num_queries(8):
        look_into(sample("interview-between-photos"))


def test_what_another_partnership_calls_a_pillar_does_not_count(register):
    elsewhere = Partner.objects.create(
        kind="organisation", code="CV", own_names={"en": "Costa Verde"}, region="europe"
    )
    PartnershipPillar.objects.create(
        partner=elsewhere, pillar=register.health, wording={"en": "Shipping and customs"}
    )
    assert [tie.kind for tie in look_into("Ardenia speaks of shipping and customs.\n").ties] == ["partner"]
    ties = look_into("Costa Verde speaks of shipping and customs.\n").ties
    assert [(tie.kind, tie.label) for tie in ties] == [
        ("partner", "Costa Verde"),
        ("pillar", "Health and nursing"),
    ]
