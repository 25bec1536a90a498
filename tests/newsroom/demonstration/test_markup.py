"""The light markup of the story files."""

from newsroom.demonstration.stories.markup import to_html


def test_paragraphs_stand_apart_by_an_empty_line_and_may_run_over_lines():
    assert to_html("One\nline.\n\nTwo.\n") == "<p>One line.</p><p>Two.</p>"


def test_a_sub_heading_begins_with_two_signs():
    assert to_html("## What comes next\n\nWork.") == "<h2>What comes next</h2><p>Work.</p>"


def test_a_list_is_written_line_by_line():
    assert to_html("- trade\n- schools") == "<ul><li><p>trade</p></li><li><p>schools</p></li></ul>"


def test_italics_and_links_are_made_and_other_signs_are_escaped():
    assert to_html("*Sample* <b> & [a page](https://example.org/)") == (
        '<p><em>Sample</em> &lt;b&gt; &amp; <a href="https://example.org/">a page</a></p>'
    )
