"""The demonstration's stories after loading: what the public reads, and what only the desk sees."""

import datetime
from io import BytesIO
from unittest import mock

import pytest
from django.test import TestCase
from django.utils import timezone
from PIL import Image

from newsroom import releasing
from newsroom.demonstration.archivist import archivist
from newsroom.demonstration.newsroom_loader import load_stories
from newsroom.demonstration.register.loading import load_register
from newsroom.demonstration.stories.reading import identity, published_stories, read, working_copies
from newsroom.models import Article, Edition, Photo, Release
from newsroom.models.kinds import Prominence
from newsroom.readiness import story_reasons


def small_picture(key):
    """Stand in for a drawing that takes a third of a second."""
    file = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "JPEG")
    return file.getvalue()


@pytest.mark.slow
class TheStories(TestCase):
    """Loaded once; each test is rolled back to that."""

    @classmethod
    def setUpTestData(cls):
        load_register()
        cls.by = archivist()
        with mock.patch("newsroom.demonstration.stories.library.paint", small_picture):
            cls.made = load_stories(cls.by)

    def story(self, key, language="en"):
        return Article.objects.get(uid=identity(key, language))

    def test_a_second_loading_makes_nothing(self):
        assert load_stories(self.by) == {}

    def test_the_archive_is_long_enough_to_page_in_both_languages(self):
        for language in ("en", "vi"):
            assert Edition.objects.live().in_language(language).count() > 80, language

    def test_every_photo_has_words_in_both_languages_and_a_credit(self):
        for photo in Photo.objects.all():
            assert (photo.caption.missing, photo.alt_text.missing) == ([], []), photo
            assert photo.credit_line, photo

    def test_the_interview_names_the_ministers_post_and_asks_two_questions(self):
        edition = Edition.objects.live().get(uid=identity("foreign-minister-interview", "en"))
        assert edition.content["interview"]["interviewee"]["post"] == "Minister of Foreign Affairs"
        questions = [block for block in edition.content["blocks"] if block["kind"] == "question"]
        assert len(questions) == 2

    def test_the_news_of_the_upgrade_leads_the_front_page_in_both_languages(self):
        for language in ("en", "vi"):
            edition = Edition.objects.live().get(uid=identity("uk-partnership-upgrade", language))
            assert edition.prominence == Prominence.LEAD
            assert edition.partners.filter(code="GB").exists()
            assert edition.pillars.count() == 6

    def test_the_two_languages_of_a_story_know_each_other(self):
        group = identity("uk-six-pillars")
        assert set(Edition.objects.filter(translation_group=group).values_list("language", flat=True)) == {
            "en",
            "vi",
        }

    def test_the_withdrawn_sample_answers_with_its_reason(self):
        edition = Edition.objects.in_force().get(uid=identity("sample-withdrawn-forum", "en"))
        assert edition.is_withdrawal
        assert "by mistake" in edition.content["notice"]["reason"]

    def test_the_corrected_sample_says_what_was_wrong(self):
        edition = Edition.objects.live().get(uid=identity("sample-consular-hours", "vi"))
        assert (edition.number, edition.change) == (2, Edition.Change.CORRECTION)
        assert "16 giờ 30" in edition.body_text

    def test_the_scheduled_sample_appears_by_itself(self):
        uid = identity("sample-scheduled-dialogue", "en")
        assert not Edition.objects.live().filter(uid=uid).exists()
        assert Edition.objects.live(timezone.now() + datetime.timedelta(days=30)).filter(uid=uid).exists()

    def test_the_desk_finds_drafts_that_the_gate_would_refuse(self):
        expected = {
            "desk-imported": {"working-headline", "photo-place", "related"},
            "desk-interview": {"interviewee", "unanswered"},
            "desk-photo-story": {"lead-photo", "photo-place"},
            "desk-action-plan": {"embargo"},
        }
        for key, codes in expected.items():
            language = "vi" if key == "desk-photo-story" else "en"
            found = {reason.code for reason in story_reasons(self.story(key, language), timezone.now())}
            assert found == codes, key

    def test_of_two_releases_one_waits_and_one_is_prepared(self):
        waiting, prepared = Release.objects.order_by("at")
        assert waiting.is_waiting()
        assert {member.edition.public_from for member in waiting.stories.all()} == {waiting.at}
        assert waiting.facts.get().fact.public_from == waiting.at
        assert (prepared.state, prepared.facts.get().fact.public_from) == (Release.State.PREPARING, None)
        assert releasing.missing(prepared, self.by)

    def test_no_working_copy_is_public(self):
        for story in working_copies():
            for language in {"en", "vi"} & set(story):
                assert not self.story(story["key"], language).editions.exists()


def test_what_is_invented_says_so_in_kicker_and_text():
    for story in read("samples")["stories"]:
        english = str(story["en"].get("text") or story["en"]["blocks"])
        vietnamese = str(story["vi"].get("text") or story["vi"]["blocks"])
        assert (story["en"]["kicker"], story["vi"]["kicker"]) == ("Sample", "Bài mẫu")
        assert "invented sample" in english
        assert "mẫu hư cấu" in vietnamese


def test_what_is_not_invented_names_a_public_source_or_tells_of_a_visit_that_does():
    for story in published_stories():
        if not story["key"].startswith("sample-"):
            assert story.get("sources") or story.get("related"), story["key"]


def test_every_vietnamese_text_is_written_with_its_marks():
    marks = set("ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ")
    for story in [*published_stories(), *working_copies()]:
        for text in story.get("vi", {}).values():
            if isinstance(text, str) and len(text) > 40:
                assert len(marks & set(text.lower())) > 2, (story["key"], text)
