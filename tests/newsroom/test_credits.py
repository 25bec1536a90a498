"""Credits are shown as the source gives them, in brackets, and never in two pairs."""

import pytest

from newsroom.credits import bare_credit, shown_credit
from newsroom.importers.credits import split_credit


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Photo: A. Nguyen", "(Photo: A. Nguyen)"),
        ("Source: VNA", "(Source: VNA)"),
        ("Photo: A. Nguyen; Source: VNA", "(Photo: A. Nguyen; Source: VNA)"),
        ("Ảnh: Dương Giang/TTXVN", "(Ảnh: Dương Giang/TTXVN)"),
        ("(Photo: A. Nguyen)", "(Photo: A. Nguyen)"),
        ("[Nguồn: TTXVN]", "[Nguồn: TTXVN]"),
        ("(Photo: A) (Source: B)", "(Photo: A) (Source: B)"),
        ("(Photo: A); (Source: B (VNA)).", "(Photo: A); (Source: B (VNA))."),
        ("（图片：新华社）", "（图片：新华社）"),
        ("Photo: Reuters (pool)", "(Photo: Reuters (pool))"),
        ("(c) Reuters", "((c) Reuters)"),
        ("(AP) by hand (Reuters)", "((AP) by hand (Reuters))"),
        ("(Photo: open", "((Photo: open)"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_a_credit_stands_in_one_pair_of_brackets(typed, shown):
    assert shown_credit(typed) == shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Photo: A. Nguyen", "Photo: A. Nguyen"),
        ("(Photo: A. Nguyen)", "Photo: A. Nguyen"),
        ("(Photo: A) (Source: B)", "Photo: A; Source: B"),
        ("Photo: Reuters (pool)", "Photo: Reuters (pool)"),
        ("", ""),
    ],
)
def test_machines_are_told_the_credit_without_brackets(typed, told):
    assert bare_credit(typed) == told


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Two hands. (Photo: A. Nguyen)", "(Photo: A. Nguyen)"),
        ("Hai bàn tay. (Ảnh: TTXVN) (Nguồn: Bộ Ngoại giao)", "(Ảnh: TTXVN; Nguồn: Bộ Ngoại giao)"),
        ("Two hands. [VNA photo]", "(VNA photo)"),
    ],
)
def test_what_an_import_takes_for_a_credit_is_shown_as_it_stood_there(line, shown):
    _caption, credit = split_credit(line)
    assert shown_credit(credit) == shown


def test_a_credit_that_is_made_says_photo_in_the_storys_language(make_photo):
    photo = make_photo(credit_line="", photographer="Dương Giang", agency="TTXVN")
    assert shown_credit(photo.credit_in("vi")) == "(Ảnh: Dương Giang/TTXVN)"
    assert shown_credit(photo.credit_in("en")) == "(Photo: Dương Giang/TTXVN)"


def test_a_typed_credit_line_is_shown_as_typed_in_every_language(make_photo):
    photo = make_photo(credit_line="(Source: VNA)", photographer="Dương Giang")
    assert shown_credit(photo.credit_in("vi")) == "(Source: VNA)"
