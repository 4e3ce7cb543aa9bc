"""The estate's entries in the catalogue."""

from __future__ import annotations

from desk.core.register import Personal, Register
from desk.core.words import N_
from desk.estate import exports, models
from desk.estate.board import STATE_MODE
from desk.estate.people_list import CUSTOMERS
from desk.estate.personal import erase_own, export_own
from desk.estate.searching import PERSON, UNIT
from desk.estate.unit_list import UNITS

BUILDING_REGISTER = Register(
    key="buildings",
    area="estate",
    title=N_("Buildings"),
    models=(models.Building, models.Entrance, models.Facility, models.Department),
    exports=exports.EXPORTS_BUILDINGS,
)
UNIT_REGISTER = Register(
    key="units",
    area="estate",
    title=N_("Units"),
    models=(models.Unit,),
    search=(UNIT,),
    listings=(UNITS,),
    exports=exports.EXPORTS_UNITS,
    board=(STATE_MODE,),
)
CUSTOMER_REGISTER = Register(
    key="customers",
    area="estate",
    title=N_("Customers"),
    models=(
        models.Person,
        models.Phone,
        models.Occupancy,
        models.Vehicle,
        models.Pet,
        models.Note,
    ),
    search=(PERSON,),
    listings=(CUSTOMERS,),
    exports=exports.EXPORTS_CUSTOMERS,
    personal=Personal("customer", export_own, erase_own),
)
IMPORT_REGISTER = Register(
    key="imports",
    area="estate",
    title=N_("Imports"),
    models=(models.ImportBatch, models.ColumnMatching),
    exports=exports.EXPORTS_IMPORTS,
)
REGISTERS = (UNIT_REGISTER, CUSTOMER_REGISTER, BUILDING_REGISTER, IMPORT_REGISTER)
