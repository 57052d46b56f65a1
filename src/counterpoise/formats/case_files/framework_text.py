"""The file of a framework after some of its rows changed: those rows are written anew, every other line stays as it was."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.formats.case_files.framework_data import Record, lines_of
from counterpoise.formats.case_files.yaml_data import Data, flow, is_map, parsed, scalar
from counterpoise.formats.case_folder import yaml_marks
from counterpoise.formats.case_folder.problems import Problems

_WIDE = 118


def framework_text(text: str, before: Record, after: Record) -> str:
    """Write over a framework's file what differs between two states of its data; comments of other rows stay.

    Where the file is laid out so that a row cannot be cut out, the whole is written anew, without its comments.
    """
    root = yaml_marks.parse(text, file="", problems=Problems())
    said = parsed(text)
    if not isinstance(root, yaml_marks.Mapping) or not is_map(said):
        return lines_of(after, flow)
    wanted = dict(said)
    file = _File(text.splitlines(keepends=True), root)
    for key in (*before, *(key for key in after if key not in before)):
        if before.get(key) != after.get(key):
            wanted |= {key: _merged(said.get(key), before.get(key), after.get(key))}
            file.put(key, before.get(key), after.get(key))
    new = file.text()
    kept = {key: value for key, value in wanted.items() if value not in (None, {}, [])}
    return new if parsed(new) == kept else lines_of(after, flow)


def _merged(said: Data, before: Data, after: Data) -> Data:
    """Say what a section of the file is to hold: rows that do not change as the file has them."""
    if not (is_map(said) and is_map(before) and is_map(after)):
        return after
    rows = {key: said.get(key) if before.get(key) == after[key] else after[key] for key in after}
    order = [*(key for key in said if key in rows), *(key for key in rows if key not in said)]
    return {key: rows[key] for key in order}


@dataclass(slots=True)
class _File:
    """The lines of a file and the marks of what stands in them; changes wait and are made from the end upwards."""

    lines: list[str]
    root: yaml_marks.Mapping
    changes: list[tuple[int, int, list[str]]] | None = None

    def put(self, key: str, before: Data, after: Data) -> None:
        """Let one section say something else."""
        if self._rows(key, before, after):
            return
        start, end = self._section(key)
        self._change(start, end, _section_lines(key, after))

    def text(self) -> str:
        """Give the file after the changes."""
        lines = list(self.lines)
        for start, end, new in sorted(self.changes or (), key=lambda change: change[:2], reverse=True):
            if new and start and not lines[start - 1].endswith("\n"):
                lines[start - 1] += "\n"
            lines[start:end] = new
        return "".join(lines)

    def _change(self, start: int, end: int, new: list[str]) -> None:
        self.changes = [*(self.changes or ()), (start, end, new)]

    def _section(self, key: str) -> tuple[int, int]:
        """Find the lines of a section, counted from 0; what is not there yet comes at the end of the file."""
        if key not in self.root.key_lines:
            return len(self.lines), len(self.lines)
        start = self.root.key_lines[key] - 1
        later = [line - 1 for line in self.root.key_lines.values() if line - 1 > start]
        return start, self._trimmed(start, min(later, default=len(self.lines)))

    def _trimmed(self, start: int, end: int) -> int:
        """Leave blank lines and comments before the next entry to that entry."""
        while end > start + 1 and self.lines[end - 1].strip()[:1] in ("", "#"):
            end -= 1
        return end

    def _rows(self, key: str, before: Data, after: Data) -> bool:
        """Change the rows of a section one by one, where each begins a line of its own."""
        node = self.root.entries.get(key)
        if not isinstance(node, yaml_marks.Mapping) or not (is_map(before) and is_map(after)):
            return False
        starts = {name: line - 1 for name, line in node.key_lines.items()}
        if not starts or not all(self._begins(name, line) for name, line in starts.items()):
            return False
        _, end = self._section(key)
        indent = _indent(self.lines[min(starts.values())])
        for name in before:
            if before[name] != after.get(name) and name in starts:
                later = [line for line in starts.values() if line > starts[name]]
                until = self._trimmed(starts[name], min(later, default=end))
                new = _row_lines(name, after[name], indent) if name in after else []
                self._change(starts[name], until, new)
        added = [name for name in after if name not in starts]
        self._change(end, end, [line for name in added for line in _row_lines(name, after[name], indent)])
        return True

    def _begins(self, name: str, line: int) -> bool:
        written = self.lines[line].lstrip()
        return written.startswith((f"{name}:", f'"{name}":', f"'{name}':")) and _indent(self.lines[line]) > 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _section_lines(key: str, value: Data) -> list[str]:
    if value is None:
        return []
    return lines_of({key: value}, flow).splitlines(keepends=True)


def _row_lines(name: str, value: Data, indent: int) -> list[str]:
    """Write one row on one line where it fits, else one line for each thing it says."""
    pad = " " * indent
    one = f"{pad}{scalar(name)}: {flow(value)}\n"
    if len(one) <= _WIDE or not is_map(value):
        return [one]
    told = [f"{pad}{scalar(name)}:\n"]
    for key, inside in value.items():
        if isinstance(inside, list) and inside and isinstance(inside[0], dict):
            told.append(f"{pad}  {key}:\n")
            told += [f"{pad}    - {flow(item)}\n" for item in inside]
        else:
            told.append(f"{pad}  {key}: {flow(inside)}\n")
    return told
