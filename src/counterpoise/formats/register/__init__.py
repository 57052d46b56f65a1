"""Turn the rows of a register of mandates into a case: who, which office, where, from when to when."""

from counterpoise.domain.words import OfficeId
from counterpoise.formats.case_folder import shipped_frameworks as shipped
from counterpoise.formats.register.building import Built, build
from counterpoise.formats.register.frameworks import Chosen, choose
from counterpoise.formats.register.mandates import Mandate
from counterpoise.formats.register.offices import Offices, read_mapping

__all__ = ["Built", "Chosen", "Mandate", "OfficeId", "Offices", "build", "choose", "read_mapping", "shipped"]
