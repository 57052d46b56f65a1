"""What other packages say on the screens our users meet: the msgids of their templates, forms and messages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
from django.utils.translation.template import templatize

ALLAUTH = Path(allauth.__file__).parent
# Pages that are open here: no sign-up, no mail addresses, no passkeys, no social accounts.
TEMPLATES = (
    *(
        "account/login.html",
        "account/logout.html",
        "account/password_change.html",
        "account/reauthenticate.html",
    ),
    *("account/base_reauthenticate.html", "account/account_inactive.html", "account/messages/*.txt"),
    *(
        "mfa/index.html",
        "mfa/authenticate.html",
        "mfa/reauthenticate.html",
        "mfa/totp/*.html",
        "mfa/recovery_codes/*",
    ),
    *("mfa/messages/*.txt",),
)
MODULES = (
    *(
        "account/adapter.py",
        "mfa/adapter.py",
        "mfa/base/forms.py",
        "mfa/totp/forms.py",
        "mfa/recovery_codes/forms.py",
    ),
)
FORMS = {
    "account/forms.py": (
        "PasswordField",
        "SetPasswordField",
        "LoginForm",
        "ChangePasswordForm",
        "ReauthenticateForm",
    )
}
_SAID = re.compile(r"""gettext\(u?(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")


def msgids() -> list[str]:
    """List what must be said in Vietnamese too."""
    found = [*_templates(), *_modules()]
    return sorted(dict.fromkeys(found))


def _templates() -> Iterator[str]:
    for pattern in TEMPLATES:
        for file in sorted((ALLAUTH / "templates").glob(pattern)):
            for said in _SAID.finditer(templatize(file.read_text("utf-8"))):
                yield str(ast.literal_eval(said["text"]))


def _modules() -> Iterator[str]:
    for name in MODULES:
        yield from _said_in(ast.parse((ALLAUTH / name).read_text("utf-8")))
    for name, classes in FORMS.items():
        for node in ast.parse((ALLAUTH / name).read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name in classes:
                yield from _said_in(node)


def _said_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"_", "gettext"}
        ):
            said = node.args[0]
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield said.value
