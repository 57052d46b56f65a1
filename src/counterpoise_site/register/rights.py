"""What each role may do in the register; whatever is not named here is refused, and being a superuser names nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from counterpoise_site.accounts.models import User, Visitor, roles_of
from counterpoise_site.accounts.roles import INSIDE, Role

P = ParamSpec("P")
_LOG = logging.getLogger(__name__)


class Right(StrEnum):
    """Something one can do in the register."""

    READ = "read"
    PROPOSE = "propose"
    DECIDE = "decide"
    DISPUTE = "dispute"
    ANSWER = "answer"


HOLDERS = {
    Right.READ: INSIDE,
    Right.PROPOSE: frozenset({Role.REGISTRAR}),
    Right.DECIDE: frozenset({Role.APPROVER}),
    Right.ANSWER: frozenset({Role.APPROVER, Role.INSPECTOR}),
}


def may(visitor: Visitor, right: Right) -> bool:
    """Tell whether a visitor has a right; anybody with an active account may dispute."""
    if right is Right.DISPUTE:
        return isinstance(visitor, User) and visitor.is_active
    return bool(roles_of(visitor) & HOLDERS[right])


def require(visitor: Visitor, right: Right) -> User:
    """Give the account that has the right, or refuse and write the attempt down."""
    if isinstance(visitor, User) and may(visitor, right):
        return visitor
    _LOG.warning("refused: %s asked to %s", getattr(visitor, "pk", None) or "a passer-by", right)
    raise PermissionDenied


def needs(
    right: Right,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Open a page to those who have the right; passers-by are asked to sign in first."""

    def guard(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            visitor = request.user
            if not visitor.is_authenticated:
                return redirect_to_login(request.get_full_path())
            require(visitor, right)
            return view(request, *args, **kwargs)

        return guarded

    return guard
