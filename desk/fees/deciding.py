"""Who decides on a document that somebody else asked for."""

from __future__ import annotations

from desk.core import staff
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen


@frozen
class Decider:
    """The person who approves or rejects: the one on duty or a second person."""

    staff: int | None
    name: str


def decider(
    desk: Desk, second: tuple[str, str] | None, permission: Permission, asked: Permission
) -> Decider:
    """Who decides, holding ``permission``: the person on duty, or ``second`` (account, password)
    whom somebody holding ``asked`` has called to the desk.

    To be asked outside of the change, so that a wrong password stays counted. Raises as
    ``desk.require`` and ``staff.second_person``.
    """
    if second is not None:
        desk.require(asked)
        row = staff.second_person(desk, *second, permission)
        return Decider(row.id, row.name)
    desk.require(permission)
    session = desk.session
    assert session is not None
    return Decider(session.staff, session.name)


def refuse_own(decides: Decider, asked_by: int | None) -> None:
    """Raise Refused("document.own") if a person decides on what they asked for themselves."""
    if decides.staff == asked_by:
        raise Refused("document.own")


def refuse_stranger(desk: Desk, asked_by: int | None, permission: Permission) -> Decider:
    """The person on duty, if it is they who asked or if they hold ``permission``.

    Raises Refused("document.not_yours").
    """
    session = desk.session
    assert session is not None
    if session.staff != asked_by and not desk.allows(permission):
        raise Refused("document.not_yours")
    return Decider(session.staff, session.name)
