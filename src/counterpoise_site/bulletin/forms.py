"""What readers, moderators and publishers fill in."""

from __future__ import annotations

from typing import Any

from django import forms

from counterpoise_site.bulletin import facts
from counterpoise_site.bulletin.comments import LONGEST, MOST_LETTERS, REASON_NAMES, Reason, counted, signs
from counterpoise_site.layout.words import language, saying


class CommentForm(forms.Form):
    """A comment: a name if the reader likes, and the words."""

    name = forms.CharField(
        label=saying("Tên hiển thị (không bắt buộc)", "Name to show (optional)"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    words = forms.CharField(
        label=saying("Ý kiến của bạn", "Your comment"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": saying("Hãy viết ý kiến của bạn.", "Please write your comment.")},
    )
    proof = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)
    website = forms.CharField(required=False)  # people do not see it: whoever fills it in is a machine

    def clean_name(self) -> str:
        """Write the name as people see it."""
        return " ".join(counted(self.cleaned_data["name"]).split())

    def clean_words(self) -> str:
        """Count as people count."""
        words = counted(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(self.fields["words"].error_messages["required"])
        length = signs(words) if len(words) <= MOST_LETTERS else len(words)
        if length > LONGEST:
            over = length - LONGEST
            raise forms.ValidationError(
                saying(
                    f"Ý kiến dài {length} ký tự; tối đa {LONGEST}. Xin bớt {over} ký tự.",
                    f"The comment has {length} characters, {LONGEST} at most: please leave out {over}.",
                )
            )
        return words


class DecisionForm(forms.Form):
    """A moderator's decision."""

    reason = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].choices = [  # type: ignore[attr-defined] # Django's stubs know only Field
            ("", "—"),
            *((reason.value, name.of(language())) for reason, name in REASON_NAMES.items()),
        ]

    @property
    def chosen(self) -> Reason | None:
        """Give the reason, if one of the published ones was chosen."""
        value = self.cleaned_data["reason"] if self.is_valid() else ""
        return Reason(value) if value else None


class WhyForm(forms.Form):
    """A reason in words."""

    why = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DraftForm(forms.Form):
    """What a draft is to be made of, and where it goes."""

    outline = forms.ChoiceField(label=saying("Làm từ", "Made of"))
    section = forms.ChoiceField(label=saying("Chuyên mục", "Section"))

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["section"].choices = sections  # type: ignore[attr-defined] # Django's stubs know only Field
        self.fields["outline"].choices = [  # type: ignore[attr-defined] # Django's stubs know only Field
            (choice.key, choice.name.of(language())) for choice in facts.outlines()
        ]
