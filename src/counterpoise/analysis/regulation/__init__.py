"""Draft the working regulation of a place: bodies, assignment, steps, checks, measures, several offices, sunset."""

from __future__ import annotations

from counterpoise.analysis.regulation.drafting import draft
from counterpoise.analysis.regulation.enacting import enacted

__all__ = ["draft", "enacted"]
