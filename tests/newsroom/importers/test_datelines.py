import pytest

from newsroom.importers.datelines import Opening, opening, own_line


@pytest.mark.parametrize(
    "text, found",
    [
        ("WVR - The delegation left.", Opening("The delegation left.", agency="WVR")),
        ("TGVN - Đoàn lên đường.", Opening("Đoàn lên đường.", agency="TGVN")),
        ("TG&VN – Đoàn lên đường.", Opening("Đoàn lên đường.", agency="TG&VN")),
        ("(TTXVN) - Đoàn lên đường.", Opening("Đoàn lên đường.", agency="TTXVN")),
        ("Hanoi, 5 May (VNA) – The text.", Opening("The text.", "Hanoi", "5 May", "VNA")),
        ("Hanoi (VNA) - The text.", Opening("The text.", "Hanoi", "", "VNA")),
        ("Đà Nẵng (TTXVN) - Bài viết.", Opening("Bài viết.", "Đà Nẵng", "", "TTXVN")),
        ("Hà Nội, ngày 5/5 (TTXVN) – Bài viết.", Opening("Bài viết.", "Hà Nội", "ngày 5/5", "TTXVN")),
        ("LONDON, 5 May – The text.", Opening("The text.", "LONDON", "5 May")),
        (
            "Kuala Lumpur, October 29, 2031 — The text.",
            Opening("The text.", "Kuala Lumpur", "October 29, 2031"),
        ),
        ("Hà Nội, ngày 7 tháng 3 năm 2031 – Bài.", Opening("Bài.", "Hà Nội", "ngày 7 tháng 3 năm 2031")),
        ("HANOI – The text.", Opening("The text.", "HANOI")),
        ("HÀ NỘI – Bài viết.", Opening("Bài viết.", "HÀ NỘI")),
        ("Washington, D.C., May 5 (AP) — The text.", Opening("The text.", "Washington, D.C.", "May 5", "AP")),
    ],
)
def test_a_dateline_is_taken_off(text, found):
    assert opening(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "UK - Vietnam trade has grown.",
        "ASEAN - a region of ports.",
        "Trade – the engine of both harbours – grew.",
        "The delegation left (on time) - at last.",
        "The Harbour Compact (AHC) – signed in May – holds.",
        "The World Health Organisation (WHO) welcomed it.",
        "",
        "- a list item",
    ],
)
def test_other_dashes_are_no_dateline(text):
    assert opening(text) is None


def test_a_place_and_a_day_alone_are_a_line_of_their_own():
    assert own_line("Port Ardent, 4 March 2031") == ("Port Ardent", "4 March 2031")
    assert own_line("05/05/2031, 10:30") == ("", "05/05/2031")
    assert own_line("Hà Nội, ngày 5 tháng 5 năm 2031") == ("Hà Nội", "ngày 5 tháng 5 năm 2031")
    assert own_line("On 5 May 2031 the ships came.") is None
