"""The style of the report on a screen: one accent colour, serif headings, light and dark."""

from __future__ import annotations

_COLOURS = """
:root {
  color-scheme: light dark;
  --paper: #fffefb; --ink: #1d1b18; --muted: #5c564e; --line: #d8d1c5; --band: #f4f0e7; --accent: #8f2318;
  --sans: "Be Vietnam Pro", "Noto Sans", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif;
  --serif: "Noto Serif", "Source Serif 4", Cambria, "Times New Roman", "Liberation Serif", serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171613; --ink: #ece7dc; --muted: #b5ada0; --line: #403c35; --band: #24221d; --accent: #f0a091;
  }
}
"""

_TEXT = """
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, h3 { font-family: var(--serif); line-height: 1.25; font-weight: 600; text-wrap: balance; }
h1 { font-size: clamp(1.7rem, 4.5vw, 2.6rem); margin: 0 0 1.5rem; max-width: 24em; }
h2 { font-size: 1.6rem; margin: 0 0 1rem; padding-top: .7rem; border-top: 3px double var(--line); }
h3 { font-size: 1.22rem; margin: 2.4rem 0 .7rem; }
h4 { font-size: 1rem; margin: 2rem 0 .6rem; }
h5 { font-size: 1rem; margin: 0; font-weight: 650; }
p, ul, ol, dl { margin: 0 0 .8rem; max-width: 46rem; }
ul, ol { padding-left: 1.3rem; }
li { margin: .15rem 0; }
li::marker { color: var(--muted); }
small { font-size: .84rem; color: var(--muted); }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--accent); text-underline-offset: .18em; }
a:hover { color: var(--accent); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; padding: .6rem 1rem; background: var(--paper); }
.skip:focus { left: 1rem; top: 1rem; z-index: 9; }
.intro { color: var(--muted); }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
"""

_SHEET = """
.title, .sheet, footer { max-width: 84rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem); }
.title { padding-top: clamp(2rem, 6vw, 4.5rem); padding-bottom: 1.5rem; }
.eyebrow { color: var(--accent); font-weight: 600; margin-bottom: .6rem; }
.eyebrow::before { content: ""; display: block; width: 3.5rem; border-top: 4px solid var(--accent); margin-bottom: .9rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: .9rem 2rem; max-width: none; }
dt { color: var(--muted); font-size: .84rem; }
dd { margin: 0; }
.contents { margin-bottom: 2.5rem; font-size: .92rem; }
.contents h2 { font-size: 1rem; font-family: var(--sans); border: 0; padding: 0; margin-bottom: .4rem; }
.contents ol, .contents ul { list-style: none; padding: 0; }
.contents ul { padding-left: 1rem; color: var(--muted); }
.contents li { margin: .3rem 0; line-height: 1.35; }
.contents a { display: inline-block; padding: .1rem 0; text-decoration-color: transparent; }
.contents a:hover { text-decoration-color: currentColor; }
.part { margin-bottom: 4rem; }
.part > h2:not(:first-child) { margin-top: 3rem; }
footer { padding-top: 1.5rem; padding-bottom: 3rem; color: var(--muted); font-size: .9rem; }
footer::before { content: ""; display: block; border-top: 3px double var(--line); margin-bottom: 1.2rem; }
@media (min-width: 75rem) {
  .sheet { display: grid; grid-template-columns: 14.5rem minmax(0, 1fr); gap: 3.5rem; }
  .contents { position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); overflow-y: auto; }
}
"""

_SUMMARY = """
.lede { font: 1.15rem/1.5 var(--serif); margin-bottom: .5rem; }
.counts { list-style: none; padding: 0; font-size: 1.05rem; }
.counts li { display: grid; grid-template-columns: 3.4rem minmax(0, 1fr); align-items: baseline; margin: 0; padding: .4rem 0; border-top: 1px solid var(--line); }
.counts li:last-child { border-bottom: 1px solid var(--line); }
.counts b { font: 600 1.35rem/1.2 var(--serif); color: var(--accent); }
.caveat { color: var(--muted); }
.tally { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 2rem; max-width: none; }
.mark { display: inline-block; min-width: 1em; }
.critical .mark, .error .mark, .critical.severity, td .mark { color: var(--accent); }
.severity { white-space: nowrap; font-weight: 500; font-size: .9rem; }
.block { margin: 0 0 1.4rem; padding-left: 1rem; border-left: 3px solid var(--line); }
.who { margin-bottom: .4rem; max-width: 46rem; }
.offices { display: block; }
.block ul { max-width: 56rem; margin-bottom: .4rem; }
.block ul:has(> li:nth-child(4)) { columns: 2 17rem; column-gap: 2.2rem; }
.block li { break-inside: avoid; margin: 0; padding: .15rem 0; }
.pairs { max-width: 56rem; }
.pairs > div { display: grid; grid-template-columns: minmax(0, 10.5rem) minmax(0, 1fr); gap: .1rem 1.2rem; padding: .4rem 0; }
.pairs > div + div { border-top: 1px solid var(--line); }
.pairs dd > :last-child { margin-bottom: 0; }
.pairs dt { font-size: .9rem; }
@media (max-width: 40rem) { .pairs > div { grid-template-columns: minmax(0, 1fr); } }
"""

_TABLES = """
.box { overflow-x: auto; margin: 0 0 1.2rem; }
table { border-collapse: collapse; font-size: .9rem; line-height: 1.45; }
caption { text-align: left; color: var(--muted); font-size: .86rem; padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 500; }
thead th { font-size: .82rem; color: var(--muted); vertical-align: bottom; background: var(--paper); border-bottom: 1.5px solid var(--ink); }
.numbers td, .tallied td, .shares td { white-space: nowrap; }
.numbers td:last-child { white-space: normal; }
tr.unnamed td, tr.vacant td { color: var(--muted); }
.marks { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.8rem; max-width: none; font-size: .9rem; }
.one { display: inline-block; min-width: 1.6em; text-align: center; background: var(--accent); color: var(--paper); border: 1px solid var(--accent); }
.marks .mark { color: var(--accent); }
.matters { width: 100%; min-width: 40rem; }
.matters thead th { position: sticky; top: 0; z-index: 2; }
.matters th:first-child { min-width: 8.5rem; width: 24%; }
.matters tbody th[scope=row] { position: sticky; left: 0; z-index: 1; background: var(--paper); }
.matters thead th:first-child { left: 0; z-index: 3; }
.matters .field th { padding-top: 1.1rem; font-weight: 650; color: var(--ink); border-bottom-color: var(--muted); }
.matters th > a, .sources th > a { display: inline-block; min-height: 1.6rem; }
.matters .n { min-width: 4.3rem; }
.matters .n small { display: block; line-height: 1.3; }
.matters td:last-child { min-width: 15rem; }
.aside { margin-top: .25rem; }
.links { display: flex; flex-wrap: wrap; gap: 0 .7rem; font-size: .82rem; color: var(--muted); font-weight: 400; }
.links a { display: inline-block; padding: .2rem 0; min-width: 1.5rem; }
.tall { max-height: 88vh; overflow: auto; }
@media (min-width: 62rem) {
  .tall { max-height: none; overflow: visible; }
  .matters { min-width: 0; }
  .matters .n { min-width: 6.2rem; }
  .matters .stakes { white-space: nowrap; }
  .matters tbody th[scope=row] { position: static; }
}
"""

_SEATS = """
figure { margin: 0; }
.seats svg { display: block; font-family: var(--sans); }
.seats text { fill: var(--ink); }
.seats .name { font-size: 13px; }
.seats .line { font-size: 12px; fill: var(--muted); }
.seats .body { font-size: 12.5px; font-weight: 650; }
.seats .over { font: 600 15px var(--serif); }
.seats .band { fill: var(--band); }
.seats .rule { stroke: var(--line); shape-rendering: crispEdges; }
.seats .thread { stroke: var(--ink); stroke-width: 2; fill: none; }
.seats .thread.arranged { stroke: var(--accent); stroke-width: 5; }
.seats .dot { fill: var(--ink); }
.seats .dot.arranged { fill: var(--accent); }
.seats .letter { fill: var(--paper); font-size: 11px; font-weight: 700; text-anchor: middle; }
.seats .named { fill: var(--ink); }
.seats .unnamed { stroke: var(--muted); stroke-dasharray: 2 1.5; }
.seats .hatch { stroke: var(--muted); }
.seats .vacant { stroke: var(--ink); stroke-width: 1.6; fill: none; }
"""

_FINDINGS = """
.code { font: 600 .85em var(--sans); color: var(--accent); margin-right: .3em; }
.count { font-weight: 400; color: var(--muted); font-size: .9rem; margin-left: .4em; }
.finding { padding: .9rem 0 .7rem 1rem; border-left: 3px solid var(--line); margin-bottom: .8rem; max-width: 58rem; }
.finding.critical { border-left: 6px solid var(--accent); }
.finding.error { border-left-color: var(--accent); }
.finding:target { background: var(--band); }
.finding h5 { display: flex; flex-wrap: wrap; gap: .1rem 1rem; justify-content: space-between; }
.finding h5 a { text-decoration-color: var(--line); }
.finding > p { margin: .25rem 0 .4rem; max-width: 52rem; }
.number { color: var(--muted); font-size: .84rem; margin-right: .4em; }
.status { white-space: nowrap; font-size: .84rem; color: var(--muted); }
summary { cursor: pointer; padding: .2rem 0; min-height: 1.75rem; }
.more > summary { font-size: .92rem; }
.more > summary::marker { color: var(--accent); }
.more[open] { padding-bottom: .6rem; }
.matter { border-bottom: 1px solid var(--line); }
.matter > summary { padding: .45rem 0; }
.matter > .box, .matter > dl { margin-left: 1rem; }
.matter > dl { font-size: .92rem; }
.shares th:first-child { min-width: 10rem; }
.name { font-weight: 500; }
.lead { color: var(--muted); font-size: .86rem; margin-bottom: .2rem; }
.bar { width: 7rem; height: .55rem; display: inline-block; background: var(--band); vertical-align: middle; }
.bar rect { fill: var(--ink); }
"""

PARTS = _SUMMARY + _TABLES + _SEATS + _FINDINGS
"""What the parts of a report need when they stand on a page of somebody else."""

SCREEN = _COLOURS + _TEXT + _SHEET + PARTS
