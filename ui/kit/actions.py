"""What a person can do, and the one way to do it.

    Action("leave", _("Leave"), self.leave, icon="logout", shortcut="F3", primary=True)
    actions.run(self, visitors.sign_out, desk, row.id, done=lambda visit: ...)
    actions.run(form, visitors.sign_in, desk, draft, request=form.request, done=self.signed_in)

``run`` calls the verb. Refused → beside its field when the widget is (in) a Form, else in the
nearest message bar. A second call while the first runs, or the same call again at once (a
double click), is dropped. Anything that is not a DeskError is a bug and goes on to the
excepthook. The result is returned, None when refused or dropped.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.errors import DeskError, Refused, RefusedMany
from desk.core.frozen import frozen
from ui.kit import messages

AGAIN = 0.35  # s in which the same call counts as the same click


@frozen
class Action:
    """A button, menu line and shortcut in one.

    ``shortcut`` is bound by the page; ``hint`` is only shown (a key that the window binds).
    ``why`` says why ``enabled`` is False. ``menu`` gives further actions to drop down.
    """

    key: str
    title: str
    run: Callable[[], object]
    icon: str = ""
    shortcut: str = ""
    hint: str = ""
    primary: bool = False
    danger: bool = False
    enabled: bool = True
    why: str = ""
    menu: tuple[Action, ...] = ()

    @property
    def words(self) -> str:
        """The title with its key beside it, as the button shows it."""
        key = self.hint or self.shortcut
        return f"{self.title} {key}" if key else self.title


@runtime_checkable
class ShowsErrors(Protocol):
    """A form: shows sentences beside fields and gives back those it has no field for."""

    def show_errors(self, errors: dict[str, str]) -> dict[str, str]: ...


class _Guard:
    def __init__(self) -> None:
        self.busy = False
        self.last: tuple[object, ...] = ()
        self.at = 0.0


_guards: WeakKeyDictionary[QWidget, _Guard] = WeakKeyDictionary()


def new_request() -> str:
    """A fresh request id: one per filled-in form, so that a repeat is one change."""
    return uuid.uuid4().hex


def run(
    widget: QWidget,
    verb: Callable[..., Any],
    *args: Any,
    done: Callable[[Any], object] | None = None,
    refused: Callable[[Refused], object] | None = None,
    **values: Any,
) -> Any:
    """Call ``verb(*args, **values)`` for a person; see the top of this module."""
    guard = _guards.setdefault(widget, _Guard())
    call = (verb, *args, *values.items())
    if guard.busy or (_same(call, guard.last) and time.monotonic() - guard.at < AGAIN):
        return None
    guard.busy = True
    try:
        result = verb(*args, **values)
    except DeskError as error:
        _refuse(widget, error, refused)
        return None
    finally:
        guard.busy = False
    guard.last, guard.at = call, time.monotonic()
    if done is not None:
        done(result)
    return result


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b or a == b for a, b in zip(one, other, strict=True))


def _refuse(widget: QWidget, error: DeskError, refused: Callable[[Refused], object] | None) -> None:
    if refused is not None and isinstance(error, Refused):
        refused(error)
        return
    reasons = error.reasons if isinstance(error, RefusedMany) else [error]
    form = _form_of(widget)
    beside: dict[str, str] = {}
    apart: list[str] = []
    for reason in reasons:
        sentence = texts.sentence(reason)
        field = reason.field if isinstance(reason, Refused) else None
        if form is not None and field and field not in beside:
            beside[field] = sentence
        else:
            apart.append(sentence)
    if form is not None:
        apart += form.show_errors(beside).values()
    if apart:
        messages.say(widget, " ".join(apart), "error")


def _form_of(widget: QWidget | None) -> ShowsErrors | None:
    while widget is not None:
        if isinstance(widget, ShowsErrors):
            return widget
        widget = widget.parentWidget()
    return None
