"""The style of the report on paper: A4, everything open, nothing sticky, addresses written out."""

from __future__ import annotations

PAPER = """
@page { size: A4; margin: 14mm 14mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --muted: #444; --line: #bbb; --band: #f2f2f2; --accent: #7c1d14;
  }
  html { font-size: 9pt; }
  body { line-height: 1.3; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .skip, .contents { display: none; }
  .title, .sheet, footer { display: block; max-width: none; padding-left: 0; padding-right: 0; }
  .title { padding-top: 0; }
  h3 { margin-top: 1.4rem; } h4 { margin-top: 1rem; }
  h2, h3, h4, h5, summary, caption, .who, .who + p, h3 + p { break-after: avoid; }
  .part { break-before: page; margin-bottom: 0; }
  .part:first-child { break-before: auto; }
  a { text-decoration: none; }
  .sources a[href^="http"]::after { content: " <" attr(href) ">"; font-size: 7.5pt; color: var(--muted); overflow-wrap: anywhere; }
  .box, .tall { overflow: visible; max-height: none; }
  th, td { padding: .12rem .6rem .12rem 0; }
  .shares th:first-child { width: 40%; }
  .bar { width: 3rem; }
  thead { display: table-header-group; }
  tr, .finding h5, .who { break-inside: avoid; }
  .finding { padding: .3rem 0 .3rem .8rem; margin-bottom: .5rem; }
  .finding h5, .finding > p { break-after: avoid; }
  .pairs > div { padding: .15rem 0; break-inside: avoid; }
  .pairs > div:has(ul) { break-inside: auto; }
  summary { padding: 0; min-height: 0; }
  .matters { min-width: 0; }
  .matters thead th, .matters tbody th[scope=row] { position: static; }
  .matters .n { min-width: 0; }
  .matters td:last-child { min-width: 0; width: 34%; }
  .seats svg { max-width: 100%; height: auto; break-inside: avoid; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; font-weight: 600; }
  .links { display: block; }
  .links a { margin-right: .6em; padding: 0; }
}
"""
