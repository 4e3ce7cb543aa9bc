"""The reception's entries in the catalogue."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.register import Personal, Register, SearchKind, TodayMove
from desk.core.words import N_
from desk.reception import models
from desk.reception.visitors import (
    board,
    checks,
    exports,
    flow,
    listing,
    retention,
    terms,
    undo,
    verbs,
)

VISIT_KIND = SearchKind(
    terms.VISIT, "visit", N_("Visitors"), Permission.VISITOR_VIEW, models.Visit,
    terms.visit_terms, terms.visit_hits, terms.all_visit_terms,
)  # fmt: skip
STANDING_KIND = SearchKind(
    terms.STANDING, "standing_pass", N_("Standing passes"), Permission.VISITOR_VIEW,
    models.StandingPass, terms.standing_terms, terms.standing_hits, terms.all_standing_terms,
)  # fmt: skip
WATCH_KIND = SearchKind(
    terms.WATCH, "watch_entry", N_("Watch list"), Permission.VISITOR_VIEW, models.WatchEntry,
    terms.watch_terms, terms.watch_hits, terms.all_watch_terms,
)  # fmt: skip

VISITOR_REGISTER = Register(
    key="visitors",
    area="reception",
    title=N_("Visitors"),
    models=(models.Visit, models.Companion, models.Suspicion),
    series=("V",),
    search=(VISIT_KIND,),
    listings=(listing.VISITS,),
    workflows=(flow.VISIT,),
    papers=("visitor_pass", "muster_list"),
    exports=exports.VISITORS,
    unit_card=board.unit_card,
    person_card=board.person_card,
    today=board.today,
    today_moves=(
        TodayMove(
            "sign_out",
            N_("Sign out"),
            Permission.VISITOR_SIGN_OUT,
            ("visit_overdue",),
            verbs.sign_out,
            N_("{title} signed out."),
            undo.undo_sign_out,
        ),
    ),
    count=board.count,
    retention=retention.erase_expired,
    expired=retention.expired,
    board=(board.ON_SITE_MODE,),
    personal=Personal("visitors", retention.export_person, retention.erase_person),
    checks=(checks.states, checks.visit_numbers),
)
STANDING_REGISTER = Register(
    key="standing_passes",
    area="reception",
    title=N_("Standing passes"),
    models=(models.StandingPass,),
    series=("P",),
    search=(STANDING_KIND,),
    listings=(listing.STANDING_PASSES,),
    workflows=(flow.STANDING,),
    papers=("visitor_pass",),
    exports=exports.STANDING_PASSES,
    checks=(checks.pass_numbers,),
)
WATCH_REGISTER = Register(
    key="watch_list",
    area="reception",
    title=N_("Watch list"),
    models=(models.WatchEntry,),
    search=(WATCH_KIND,),
    listings=(listing.WATCH_LIST,),
    exports=exports.WATCH_LIST,
)
REGISTERS = (VISITOR_REGISTER, STANDING_REGISTER, WATCH_REGISTER)
