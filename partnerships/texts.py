"""Texts of the register: one short text in each site language, kept together in one column.

A language more is a line in the settings, not a column more in every table.
"""

import unicodedata
from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def nfc(value):
    """Return `value` in Unicode NFC when it is a string, else as it is."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


class NFCCharField(models.CharField):
    """A line of text that is always stored, and looked for, in Unicode NFC."""

    def to_python(self, value):
        return nfc(super().to_python(value))

    def get_prep_value(self, value):
        return nfc(super().get_prep_value(value))


class LinesFormField(forms.CharField):
    """A text of several lines. The line breaks that browsers send are made ours, and so are no change."""

    def to_python(self, value):
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class NFCTextField(models.TextField):
    """A longer text that is always stored, and looked for, in Unicode NFC."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LinesFormField, **kwargs})

    def to_python(self, value):
        return nfc(super().to_python(value))

    def get_prep_value(self, value):
        return nfc(super().get_prep_value(value))


def site_languages() -> list[str]:
    """The codes of the site's languages, the default language first."""
    codes = [code for code, _name in settings.LANGUAGES]
    codes.sort(key=lambda code: code != settings.LANGUAGE_CODE)
    return codes


class Text(str):
    """A text that knows which language it is in (`lang`, empty where there is no text)."""

    lang: str = ""

    def __new__(cls, value: str, lang: str = ""):
        text = super().__new__(cls, value)
        text.lang = lang
        return text


class Texts(dict):
    """The same text in several languages: `{"en": "Visit", "vi": "Chuyến thăm"}`."""

    def in_language(self, language: str | None) -> Text:
        """Return the text in `language`, or where it is missing in the first other language that has it."""
        if language and (text := self.get(language)):
            return Text(text, language)
        for code in [*site_languages(), *self]:
            if code and self.get(code):
                return Text(self[code], code)
        return Text("")

    def __str__(self) -> str:
        return self.in_language(get_language())

    @property
    def missing(self) -> list[str]:
        """The site languages in which there is no text."""
        return [code for code in site_languages() if not self.get(code)]


class TextsWidget(forms.MultiWidget):
    template_name = "admin/widgets/texts.html"
    use_fieldset = True

    def __init__(self, multiline=False, attrs=None):
        base = forms.Textarea if multiline else forms.TextInput
        widgets = {
            code: base(
                attrs={
                    "lang": code,
                    "class": "vLargeTextField texts-input" if multiline else "vTextField texts-input",
                    **({"rows": 3} if multiline else {}),
                }
            )
            for code in site_languages()
        }
        super().__init__(widgets, attrs)

    def decompress(self, value):
        value = value or {}
        return [value.get(code, "") for code in site_languages()]


class TextsFormField(forms.MultiValueField):
    """One input for each site language; a required field needs one of them, not all."""

    default_error_messages = {"one_needed": _("Write this in one language at least.")}

    def __init__(self, *, multiline=False, max_length=None, required=True, **kwargs):
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [
            forms.CharField(required=False, max_length=max_length, strip=True) for _code in site_languages()
        ]
        kwargs.setdefault("widget", TextsWidget(multiline=multiline))
        super().__init__(fields, require_all_fields=False, required=False, **kwargs)
        self.one_needed = required

    def compress(self, values):
        # Where nothing was typed, Django passes no values at all.
        typed = zip(site_languages(), values or [], strict=False)
        return Texts({code: nfc(value) for code, value in typed if value})

    def clean(self, value):
        texts = super().clean(value) or Texts()
        if self.one_needed and not texts:
            raise ValidationError(self.error_messages["one_needed"], code="required")
        return texts

    def has_changed(self, initial, data):
        if self.disabled:
            return False
        before = dict(initial or {})
        after = {c: v.strip() for c, v in zip(site_languages(), data or [], strict=False) if v and v.strip()}
        return before != after


class TextsField(models.JSONField):
    """A column of `Texts`.

    `max_length` limits each language's text (characters); `multiline` gives the form larger boxes.
    """

    def __init__(self, *args, max_length=200, multiline=False, **kwargs):
        self.text_length = max_length
        self.multiline = multiline
        kwargs.setdefault("default", Texts)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "max_length": self.text_length, "multiline": self.multiline}

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        return Texts(value) if isinstance(value, dict) else value

    def to_python(self, value):
        value = super().to_python(value)
        return Texts(value) if isinstance(value, Mapping) else value

    def get_prep_value(self, value):
        if isinstance(value, Mapping):
            value = {code: nfc(text) for code, text in value.items() if text}
        return super().get_prep_value(value)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
            raise ValidationError(_("Give a text for each language, by its code."))
        known = {code for code, _name in settings.LANGUAGES}
        for code, text in value.items():
            if code not in known:
                raise ValidationError(_("“%(code)s” is not a language of this site."), params={"code": code})
            if len(text) > self.text_length:
                raise ValidationError(
                    _("The text in “%(code)s” has %(length)d characters; %(limit)d is the most."),
                    params={"code": code, "length": len(text), "limit": self.text_length},
                )

    def formfield(self, **kwargs):
        kwargs.pop(
            "widget", None
        )  # the admin's override for JSON, a bare text area, would hide the languages
        options = {
            "form_class": TextsFormField,
            "multiline": self.multiline,
            "max_length": self.text_length,
            # For a default that is made Django adds a hidden copy, out of which no texts come back.
            "show_hidden_initial": False,
            **kwargs,
        }
        return super().formfield(**options)
