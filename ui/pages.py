"""PAGES: one line per page of the window. A page's module is read when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.words import N_
from ui.kit.frame import Page

GROUPS = {
    "": "",
    "reception": N_("Reception"),
    "service": N_("Service"),
    "fees": N_("Fees"),
    "estate": N_("Archive"),
    "duty": N_("The desk"),
}


@frozen
class PageEntry:
    """``place`` is ``module:class``; ``kinds`` are the records it shows; ``counts`` the register
    whose count stands beside it; ``scans`` the kinds of codes (``tokens.Kind``) that are read on
    it from wherever they are scanned; ``key`` also names its picture. ``hot`` is the key that from
    anywhere opens it, or begins there what it calls ``begins``; ``does`` says so in words."""

    key: str
    group: str
    title: str
    icon: str
    permission: Permission
    place: str
    kinds: tuple[str, ...] = ()
    counts: str = ""
    scans: tuple[str, ...] = ()
    hot: str = ""
    begins: str = ""
    does: str = ""

    def load(self) -> type[Page]:
        """The page's class."""
        module, _colon, name = self.place.partition(":")
        return cast(type[Page], getattr(import_module(module), name))


PAGES = (
    PageEntry("today", "", N_("Today"), "view-dashboard-outline", Permission.STAFF_OWN,
              "ui.duty.today:TodayPage", counts="today", hot="F9", does=N_("Today")),
    PageEntry("visitors", "reception", N_("Visitors"), "account-check-outline",
              Permission.VISITOR_VIEW, "ui.reception.visitors.page:VisitorsPage",
              ("visit", "sweep"), counts="visitors", hot="F2", begins="sign_in",
              does=N_("Visitor in")),
    PageEntry("slips", "reception", N_("Release slips"), "truck-check-outline",
              Permission.SLIP_VIEW, "ui.reception.slips.page:SlipsPage", ("release_slip",),
              counts="slips", scans=("slip",), hot="F4", begins="new", does=N_("Release slip")),
    PageEntry("calls", "reception", N_("Telephone log"), "phone-outline", Permission.CALL_VIEW,
              "ui.reception.calls.page:CallsPage", ("call", "outage"), counts="calls",
              hot="F8", begins="new", does=N_("Call")),
    PageEntry("standing", "reception", N_("Standing passes"), "card-account-details-outline",
              Permission.VISITOR_VIEW, "ui.reception.visitors.standing:StandingPage",
              ("standing_pass",)),
    PageEntry("watch", "reception", N_("Watch list"), "account-alert-outline",
              Permission.VISITOR_VIEW, "ui.reception.visitors.watch:WatchPage", ("watch_entry",)),
    PageEntry("complaints", "service", N_("Complaints"), "message-alert-outline",
              Permission.COMPLAINT_VIEW, "ui.service.complaints.page:ComplaintsPage",
              ("complaint", "complaint_category"), counts="complaints", hot="F5", begins="new",
              does=N_("Complaint")),
    PageEntry("callbacks", "service", N_("Callbacks"), "phone-return-outline",
              Permission.CALLBACK_WORK, "ui.service.callbacks.page:CallbacksPage", ("callback",),
              counts="callbacks"),
    PageEntry("orders", "service", N_("Repairs"), "wrench-outline", Permission.ORDER_VIEW,
              "ui.service.orders.page:OrdersPage",
              ("work_order", "orders_to_close", "material_price", "order_kind"),
              counts="orders", scans=("order",), hot="F6", begins="new", does=N_("Repair")),
    PageEntry("till", "fees", N_("Take payment"), "cash-register", Permission.RECEIPT_POST,
              "ui.fees.till.page:TillPage", hot="F7", begins="pay", does=N_("Take payment")),
    PageEntry("receipts", "fees", N_("Receipts"), "receipt-text-outline", Permission.FEES_VIEW,
              "ui.fees.receipts.page:ReceiptsPage", ("receipt",), scans=("receipt",)),
    PageEntry("billing", "fees", N_("Billing"), "calculator-variant-outline",
              Permission.FEES_VIEW, "ui.fees.billing.page:BillingPage", ("charge", "billing_run")),
    PageEntry("fee_items", "fees", N_("Fee items"), "tag-outline", Permission.FEES_VIEW,
              "ui.fees.items.page:ItemsPage", ("fee_item",)),
    PageEntry("arrears", "fees", N_("Arrears, dunning"), "cash-clock", Permission.FEES_VIEW,
              "ui.fees.arrears.page:ArrearsPage", ("arrears", "ladder", "contact", "notice"),
              counts="dunning"),
    PageEntry("accounts", "fees", N_("Deposits, prepaid"), "piggy-bank-outline",
              Permission.FEES_VIEW, "ui.fees.accounts.page:AccountsPage", ("account",)),
    PageEntry("documents", "fees", N_("Refunds, credits"), "cash-refund",
              Permission.FEES_VIEW, "ui.fees.documents.page:DocumentsPage",
              ("refund", "adjustment"), scans=("refund",)),
    PageEntry("drawer", "fees", N_("Day close"), "cash-lock", Permission.CASH_VIEW,
              "ui.fees.drawer.page:DrawerPage", ("cash_shift",)),
    PageEntry("units", "estate", N_("Units"), "home-outline", Permission.ESTATE_VIEW,
              "ui.estate.units:UnitsPage", ("unit",)),
    PageEntry("customers", "estate", N_("Customers"), "account-group-outline",
              Permission.CUSTOMER_VIEW, "ui.estate.customers:CustomersPage", ("person",)),
    PageEntry("board", "estate", N_("Building board"), "home-city-outline", Permission.ESTATE_VIEW,
              "ui.estate.board:BoardPage"),
    PageEntry("import", "estate", N_("Import"), "file-import-outline", Permission.IMPORT_RUN,
              "ui.estate.imports:ImportPage"),
    PageEntry("staff", "duty", N_("Staff and roles"), "badge-account-outline",
              Permission.STAFF_VIEW, "ui.duty.staff:StaffPage", ("staff",)),
    PageEntry("log", "duty", N_("Activity log"), "history", Permission.LOG_VIEW,
              "ui.duty.log:LogPage"),
    PageEntry("settings", "duty", N_("Settings"), "cog-outline", Permission.STAFF_OWN,
              "ui.duty.settings:SettingsPage"),
)  # fmt: skip


def entry(key: str) -> PageEntry:
    """The page called ``key``."""
    return next(page for page in PAGES if page.key == key)


def page_for(kind: str) -> PageEntry | None:
    """The page that shows records of ``kind``."""
    return next((page for page in PAGES if kind in page.kinds), None)


def page_for_scan(desk: Desk, text: str) -> PageEntry | None:
    """The page that reads a scanned code by itself; None: the page that is open does."""
    from desk.core import tokens  # with the first scan, not at the start

    try:
        kind = tokens.seal(desk).read(text).kind
    except Refused:
        return None
    return next((page for page in PAGES if kind in page.scans), None)
