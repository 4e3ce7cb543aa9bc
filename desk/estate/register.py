"""The estate's entries in the catalogue."""

from __future__ import annotations

from desk.core.later import later, these
from desk.core.register import Personal, Register
from desk.core.words import N_

BUILDING_REGISTER = Register(
    key="buildings",
    area="estate",
    title=N_("Buildings"),
    models=these(
        "desk.estate.models:Building",
        "desk.estate.models:Entrance",
        "desk.estate.models:Facility",
        "desk.estate.models:Department",
    ),
    exports=these("desk.estate.exports:EXPORTS_BUILDINGS"),
)
UNIT_REGISTER = Register(
    key="units",
    area="estate",
    title=N_("Units"),
    models=these("desk.estate.models:Unit"),
    search=these("desk.estate.searching:UNIT"),
    listings=these("desk.estate.unit_list:UNITS"),
    exports=these("desk.estate.exports:EXPORTS_UNITS"),
    board=these("desk.estate.board:STATE_MODE"),
)
CUSTOMER_REGISTER = Register(
    key="customers",
    area="estate",
    title=N_("Customers"),
    models=these(
        "desk.estate.models:Person",
        "desk.estate.models:Phone",
        "desk.estate.models:Occupancy",
        "desk.estate.models:Vehicle",
        "desk.estate.models:Pet",
        "desk.estate.models:Note",
    ),
    search=these("desk.estate.searching:PERSON"),
    listings=these("desk.estate.people_list:CUSTOMERS"),
    exports=these("desk.estate.exports:EXPORTS_CUSTOMERS"),
    personal=Personal(
        "customer",
        later("desk.estate.personal:export_own"),
        later("desk.estate.personal:erase_own"),
    ),
)
IMPORT_REGISTER = Register(
    key="imports",
    area="estate",
    title=N_("Imports"),
    models=these("desk.estate.models:ImportBatch", "desk.estate.models:ColumnMatching"),
    exports=these("desk.estate.exports:EXPORTS_IMPORTS"),
)
REGISTERS = (UNIT_REGISTER, CUSTOMER_REGISTER, BUILDING_REGISTER, IMPORT_REGISTER)
