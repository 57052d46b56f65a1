"""Accounts at the editor's desk: whoever makes one says which natural person stands behind it."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from counterpoise_site.accounts.models import Identity, User
from counterpoise_site.layout.words import saying


def _person_field() -> forms.ModelChoiceField[Identity]:
    return forms.ModelChoiceField(
        queryset=Identity.objects.order_by("name", "pk"),
        required=False,
        label=saying("Người thật đứng sau tài khoản", "The natural person behind the account"),
        help_text=saying(
            "Hai tài khoản của cùng một người phải chọn cùng một người ở đây. Để trống: một người mới, theo họ tên ở trên.",
            "Two accounts of one person must name the same person here. Left empty: a new person, by the name above.",
        ),
    )


class _NamesThePerson:
    """Tie the account to the person chosen, or to a new one."""

    def save(self, commit: bool = True) -> User:
        account: User = super().save(commit=False)  # type: ignore[misc] # a form stands beside this class
        if self.cleaned_data["identity"] is None:  # type: ignore[attr-defined]
            known = account.get_full_name() or account.get_username()
            account.identity = Identity.objects.create(name=known)
        if commit:
            account.save()
            self.save_m2m()  # type: ignore[attr-defined]
        return account


class AccountCreationForm(_NamesThePerson, UserCreationForm):  # type: ignore[misc] # Wagtail ships no types
    """Make an account."""

    identity = _person_field()

    class Meta(UserCreationForm.Meta):  # type: ignore[misc] # the same
        fields = UserCreationForm.Meta.fields | {"identity"}


class AccountEditForm(_NamesThePerson, UserEditForm):  # type: ignore[misc] # Wagtail ships no types
    """Change an account."""

    identity = _person_field()

    class Meta(UserEditForm.Meta):  # type: ignore[misc] # the same
        fields = UserEditForm.Meta.fields | {"identity"}


class AccountViewSet(UserViewSet):  # type: ignore[misc] # Wagtail ships no types
    """The desk's screens of accounts."""

    def get_form_class(self, for_update: bool = False) -> Any:
        """Give the form that asks for the person."""
        return AccountEditForm if for_update else AccountCreationForm
