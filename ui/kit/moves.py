"""A record's next moves as buttons, from its register's workflow alone.

    moves(page, desk, flow.COMPLAINT, row.id, row.state, {"resolve": page.open_resolve_form})

Words are ``(<workflow>.move, key)``, who may is the workflow's, a reason is asked for where it
must be given. Only moves that need more than that get a handler of the page's own, called with
the record's id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.words import _
from desk.core.workflow import Move, Workflow
from ui.kit import actions, messages
from ui.kit.actions import Action, new_request

Handlers = Mapping[str, Callable[[int], object]]


def moves(
    page: QWidget,
    desk: Any,
    workflow: Workflow,
    record: int,
    state: str,
    handlers: Handlers | None = None,
    done: Callable[[Any], object] | None = None,
) -> list[Action]:
    """What the person on duty may do next with a record, the first one primary."""
    made: list[Action] = []
    for move in workflow.open_to(desk, state):
        own = (handlers or {}).get(move.key)
        if own is None and (move.verb is None or move.asks):
            continue
        run = (
            partial(own, record)
            if own
            else partial(carry_out, page, desk, workflow, move, record, done=done)
        )
        made.append(
            Action(
                move.key, title_of(workflow, move), run, primary=not made and not move.reason,
                danger=move.reason and bool(move.target) and workflow.state(move.target).final,
            )
        )  # fmt: skip
    return made


def title_of(workflow: Workflow, move: Move) -> str:
    """What a move is called on its button."""
    return texts.word(f"{workflow.name}.move", move.key)


def carry_out(
    page: QWidget,
    desk: Any,
    workflow: Workflow,
    move: Move,
    record: int,
    title: str = "",
    done: Callable[[Any], object] | None = None,
) -> None:
    """Do a move that asks for a reason at most; say what became of the record called ``title``."""
    values: dict[str, Any] = {"request": new_request()}
    named = title_of(workflow, move)
    if move.reason:
        asked = _("{move}: {title}").format(move=named, title=title) if title else named
        reason = messages.ask_reason(
            page, asked, _("Say why. It is kept with the record."), yes=named
        )
        if not reason:
            return
        values["reason"] = reason

    def told(result: Any) -> None:
        reached = move.target or getattr(result, "state", "")
        words = texts.word(f"{workflow.name}.state", reached) if reached else named
        said = _("{title}: {state}.") if title else _("Done: {state}.")
        back = partial(actions.run, page, move.back, desk, record) if move.back else None
        messages.say(page, said.format(title=title, state=words), "ok", undo=back)
        if done is not None:
            done(result)

    assert move.verb is not None
    actions.run(page, move.verb, desk, record, done=told, **values)
