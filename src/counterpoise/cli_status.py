"""The exit status that findings ask for."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoise.analysis.findings import Finding, Severity


def exit_status(findings: Iterable[Finding], fail_on: str) -> int:
    """Give 1 when a finding is at or above the severity named by `--fail-on`, else 0."""
    if fail_on == "never":
        return 0
    return int(any(finding.severity >= Severity[fail_on.upper()] for finding in findings))
