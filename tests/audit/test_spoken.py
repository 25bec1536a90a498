"""The audit's own judgement of what a screen reader is given."""

from tests.audit.pages import Page, _kind, titles_twice
from tests.audit.spoken import Said, alike, faults_of_languages, faults_of_title, faults_of_tree, said_of

SOUND = [
    Said("banner", ""),
    Said("navigation", "Main"),
    Said("main", ""),
    Said("heading", "A page", level=1),
    Said("heading", "A part", level=2),
    Said("link", "A story", leads_to="/a/", within="main"),
    Said("contentinfo", ""),
]


def test_nothing_is_said_of_a_sound_page():
    assert list(faults_of_tree(SOUND)) == []


def test_each_fault_of_a_tree_is_told():
    wrong = [
        *SOUND,
        Said("main", ""),
        Said("navigation", "Main"),
        Said("heading", "Deep", level=4),
        Said("heading", "B", level=1),
        Said("link", "", within="main"),
    ]
    assert set(faults_of_tree(wrong)) == {
        "2 landmarks “main”",
        "2 headings of level 1",
        "heading “Deep” skips from level 2 to 4",
        "two of “main” are called “”",
        "two of “navigation” are called “Main”",
        "a nameless link in main",
    }


def test_links_of_one_name_are_told_where_they_lead_elsewhere():
    again = Said("link", "A story", leads_to="/a/", within="main")
    assert list(alike([*SOUND, again])) == []
    other = Said("link", "A story", leads_to="/b/", within="main")
    assert list(alike([*SOUND, other])) == ["“A story” leads to 2 places in main"]


def test_words_in_another_language_have_to_be_marked():
    marked = [("vi", "Tin tức và sự kiện"), ("en", "Tin tức và sự kiện"), ("vi", "The text of the treaty")]
    assert len(list(faults_of_languages(marked))) == 2


def test_a_title_says_what_the_page_is_and_then_whose():
    assert list(faults_of_title("Feeds · Communiqué", is_front=False)) == []
    assert list(faults_of_title("Communiqué", is_front=True)) == []
    assert len(list(faults_of_title("Communiqué", is_front=False))) == 1
    assert len(list(faults_of_title("Feeds", is_front=False))) == 1


def test_the_tree_is_read_with_what_is_ignored_left_out():
    nodes = [
        {"nodeId": "1", "role": {"value": "main"}, "name": {"value": ""}, "childIds": ["2"]},
        {"nodeId": "2", "ignored": True, "role": {"value": "none"}, "childIds": ["3"]},
        {
            "nodeId": "3",
            "role": {"value": "link"},
            "name": {"value": "A"},
            "properties": [{"name": "url", "value": {"value": "/a/"}}],
        },
    ]
    assert said_of(nodes) == [Said("main", ""), Said("link", "A", leads_to="/a/", within="main")]


def test_pages_of_every_language_are_known_by_their_kind():
    assert [_kind("/en/"), _kind("/vi/"), _kind("/vi/nothing/")] == ["newsroom:front"] * 2 + ["nowhere"]


def test_a_title_that_two_pages_have_is_told():
    def page(address, title, language="en"):
        html = f'<title>{title}</title><link rel="canonical" href="{address}">'
        return Page(address, "kind", language, 200, html)

    assert titles_twice([page("/a", "One"), page("/a", "One"), page("/b", "Two")]) == []
    assert titles_twice([page("/a", "One"), page("/b", "One")]) == ["title: “One” is that of /a, /b"]
