"""What a layout of the front page says, and what follows where it says nothing."""

import datetime
import uuid

from newsroom.front_layout import Block, Kind, Layout, Slot, as_content, read_layout

NOON = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)
A, B = uuid.UUID(int=1), uuid.UUID(int=2)


def test_what_is_stored_is_read_as_it_was():
    layout = Layout(
        Slot(A, NOON), (Slot(B),), (Block(Kind.SECTION, 7, number=6), Block(Kind.EVENTS, beside=True))
    )
    assert read_layout(as_content(layout)) == layout
    assert read_layout(None) == Layout()


def test_a_pin_holds_until_its_moment_and_not_in_it():
    slot = Slot(A, NOON)
    assert slot.holds(NOON - datetime.timedelta(seconds=1))
    assert not slot.holds(NOON)
    assert Layout(slot, (Slot(B),)).ended(NOON) == [(A, NOON)]


def kinds(blocks):
    return [(block.kind.value, block.section) if block.section else block.kind.value for block in blocks]


def test_nothing_laid_out_is_the_usual_order():
    assert kinds(Layout().blocks_of([3, 4])) == [
        "events",
        "register",
        "interviews",
        ("section", 3),
        ("section", 4),
        "words",
        "photo-stories",
    ]


def test_a_section_that_came_stands_after_the_others_and_one_that_went_is_left_out():
    layout = Layout(
        blocks=(
            Block(Kind.PHOTO_STORIES, number=3),
            Block(Kind.SECTION, 3, number=2),
            Block(Kind.SECTION, 9, number=2),
            Block(Kind.REGISTER, shown=False),
        )
    )
    blocks = layout.blocks_of([3, 4])
    assert kinds(blocks) == [
        "photo-stories",
        ("section", 3),
        ("section", 4),
        "register",
        "events",
        "interviews",
        "words",
    ]
    assert [block.number for block in blocks[1:3]] == [2, 4]
    assert not blocks[3].shown
