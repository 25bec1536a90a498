"""What a newsroom writes and shows, for the tests that take the pictures of the editors' guide."""

from django.core.files.base import ContentFile

from newsroom.demonstration.pictures import paint

TEXT = (
    "<p>The ministers met on Monday in Đà Nẵng and spoke for two hours about ports, railways and "
    "cold storage. It was their third meeting this year.</p>"
    "<p>Both sides will send experts to look at the quays in the spring. What they find is to be ready "
    "before the leaders meet.</p>"
)


def drawn(photo):
    """Give `photo` a picture on which one sees something."""
    photo.caption = {"en": "The room where they met.", "vi": "Phòng hội đàm."}
    photo.original.save("talks.jpg", ContentFile(paint("talks-table")))
    return photo
