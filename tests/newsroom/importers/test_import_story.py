from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsroom.importers.decoding import MAX_BYTES
from newsroom.models import Article, Section, SuggestedTie
from tests.newsroom.importers.samples import STORIES

pytestmark = pytest.mark.django_db


def told(name, **said):
    out = StringIO()
    call_command("import_story", str(STORIES / f"{name}.txt"), stdout=out, **said)
    return out.getvalue()


def test_it_says_piece_by_piece_what_it_recognised(section, register):
    said = told("interview-between-photos")
    assert "Kind: interview. Language: English." in said
    for line in (
        "1  headline               Ambassador Pham Khanh Linh on three results",
        "3  standfirst             Ambassador Pham Khanh Linh spoke of three",
        "[agency: WVR]",
        "7  question               Ambassador, could you tell",
        "[credit: Photo: Bao Chau]",
        "[credit: none]",
        "48  related story          Harbour masters of Ardenia",
        "Left out of the draft: lines 4, 13, 18, 23, 28, 33, 40.",
        "Interviewee, as the register knows them: Phạm Khánh Linh.",
        "partner     Ardenia: “Ardenia” ×",
        "5 related titles are no stories of ours",
    ):
        assert line in said
    article = Article.objects.get()
    assert f"http://127.0.0.1:8000/admin/newsroom/article/{article.pk}/change/" in said
    assert SuggestedTie.objects.count() == 3


def test_it_says_which_headline_is_made_up(section):
    assert "Working headline: The Ardenia Harbour Compact has been raised" in told("news-without-headline")


def test_the_same_file_again_makes_no_second_story(section):
    told("speech")
    said = told("speech")
    assert "imported before: “Remarks by Minister Vo Thanh Son" in said
    assert "No second story was made." in said
    assert Article.objects.count() == 1


def test_a_dry_run_writes_nothing(section):
    assert "Nothing was written" in told("speech", dry_run=True)
    assert Article.objects.count() == 0


def test_what_is_known_can_be_said(section, register):
    economy = Section.objects.create(slug="economy", name={"en": "Economy"}, order=5)
    told("speech", section="economy", kind="statement", language="vi", author="gia-han")
    article = Article.objects.get()
    assert (article.section, article.kind, article.language) == (economy, "statement", "vi")
    assert list(article.authors.all()) == [register.author]


@pytest.mark.parametrize(
    "data, says",
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (b"\x00\x01\x02", "binary"),
        (b"caf\xe9", "line 1, character 4"),
        (b"\xff\xd8\xff\xe0 photo", "JPEG"),
        (b"x" * (MAX_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_is_no_story_is_refused_and_writes_nothing(section, tmp_path, data, says):
    file = tmp_path / "story.txt"
    file.write_bytes(data)
    with pytest.raises(CommandError, match=says) as refused:
        call_command("import_story", str(file))
    assert refused.value.returncode == 1
    assert Article.objects.count() == 0


def test_a_missing_file_an_unknown_section_and_no_section_are_said_plainly(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_story", str(tmp_path / "nowhere.txt"))
    with pytest.raises(CommandError, match="no section yet"):
        call_command("import_story", str(STORIES / "speech.txt"))
    Section.objects.create(slug="politics", name={"en": "Politics"})
    with pytest.raises(CommandError, match=r"“sports”\. Known: politics"):
        call_command("import_story", str(STORIES / "speech.txt"), section="sports")
