"""Measure what an audit costs; asserts nothing: a number is for a reader to judge, beside the machine it was taken on."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 5


def main() -> int:
    """Measure the base install and cold runs from it, then the engines in a process of their own."""
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    with tempfile.TemporaryDirectory(prefix="counterpoise-bench-") as folder:
        python, megabytes = base_install(Path(folder) / "venv")
        print(f"\nbase install (goal: at most 150 MB)\n  MB        {megabytes:9.1f}")
        audit = [str(python), "-m", "counterpoise", "audit", str(ROOT / "cases" / "loc-ninh")]
        cold("import counterpoise", [str(python), "-c", "import counterpoise"])
        cold("audit of cases/loc-ninh to text (goal: at most 2 s, 250 MB)", audit)
        if hasattr(os, "sched_setaffinity"):
            with one_core():
                cold("the same on one core", audit)
        report = str(Path(folder) / "report.html")
        cold("audit of cases/loc-ninh to HTML", [*audit, "--format", "html", "--output", report])
    print(flush=True)
    scripts = ["engines.py", "repairs.py", "workflows.py", "sweep.py"]
    scripts += (
        ["bulletin.py", "site.py"] if importlib.util.find_spec("wagtail") else []
    )  # where the extra `site` is installed
    return max(
        subprocess.run([sys.executable, str(ROOT / "benchmarks" / script)], check=False).returncode
        for script in scripts
    )


def base_install(folder: Path) -> tuple[Path, float]:
    """Install the base lock and the package into a fresh environment; give its Python and its MB without pip."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    before = megabytes_of(folder)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", str(copied(folder.parent / "source"))], check=True)
    return python, megabytes_of(folder) - before


def copied(folder: Path) -> Path:
    """Copy what a build needs, so that the build leaves nothing behind in this clone."""
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


def megabytes_of(folder: Path) -> float:
    """Add up the sizes of the files below a folder."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


@contextmanager
def one_core() -> Iterator[None]:
    """Keep to one core, which the processes begun meanwhile do too."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def cold(title: str, command: Sequence[str]) -> None:
    """Run a command in new processes; print the wall seconds, those of all processors, and the peak of one process.

    A child's peak never reads lower than this process itself, so this process imports nothing large.
    """
    seconds, processor, megabytes = [], [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        processor.append(usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in KiB, macOS in bytes
        megabytes.append(usage.ru_maxrss * unit / 1e6)
    print(f"\n{title}: {RUNS} whole processes, one after the other")
    for unit_name, values in (("seconds", seconds), ("CPU s", processor), ("peak MB", megabytes)):
        print(
            f"  {unit_name:7}  min {min(values):8.2f}   median {statistics.median(values):8.2f}   max {max(values):8.2f}"
        )


if __name__ == "__main__":
    sys.exit(main())
