"""The picture in an upload of the desk: it is read to its end before anything is kept."""

from django import forms

from newsroom.imaging.formats import ACCEPTED_BY_BROWSERS
from newsroom.imaging.reading import read_picture


class OriginalField(forms.FileField):
    """An upload of one picture. What was found out about it is its `facts`."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED_BY_BROWSERS})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file is not initial:
            file.facts = read_picture(file)
        return file
