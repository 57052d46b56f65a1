"""How the draft looks on a screen and on paper."""

from __future__ import annotations

SCREEN = """
:root { color-scheme: light dark; --paper: #fff; --ink: #111; --soft: #595959; --line: #767676; --mark: #f3f3ee; --link: #0b4a8f }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8e8e6; --soft: #b3b3ae; --line: #8a8a86; --mark: #24272b; --link: #9cc7f5 }
}
* { box-sizing: border-box }
html { scroll-padding-top: 1rem }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 "Times New Roman", Tinos, "Noto Serif", serif }
main, .contents { max-width: 52rem; margin: 0 auto; padding: 1rem }
a { color: var(--link) }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.skip { position: absolute; left: -100vw }
.skip:focus { left: .5rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 1 }
.letterhead { display: grid; grid-template-columns: 2fr 3fr; gap: 1rem; text-align: center }
.letterhead p { margin: 0 }
.upper { text-transform: uppercase }
.underlined { display: inline-block; border-bottom: 1px solid var(--ink); padding-bottom: .2rem }
h1, h2, .center { text-align: center }
h1 { font-size: 1.3rem; margin: 2.2rem 0 .2rem; line-height: 1.35 }
h2 { font-size: 1.1rem; margin: 2.4rem 0 1rem; line-height: 1.4 }
h2 span { display: block; text-transform: uppercase }
h3 { font-size: 1.0625rem; margin: 1.6rem 0 .5rem }
article p, section p { margin: .5rem 0 }
.article p, .article h3, .act p { text-indent: 1.5rem }
.act .center, .act .copies p, .signature p { text-indent: 0 }
.note { font-style: italic; font-size: .9375rem; color: var(--soft); text-indent: 0 !important; margin-left: 1.5rem !important }
.signature { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: 1.5rem }
.signature ul { list-style: none; margin: 0; padding: 0; font-size: .9375rem }
.signature li::before { content: "- " }
.signed { text-align: center; font-weight: bold; text-transform: uppercase; padding-bottom: 5rem }
.scroll { overflow-x: auto; margin: .6rem 0 }
table { border-collapse: collapse; width: 100%; min-width: 36rem; font-size: .9375rem; line-height: 1.4 }
caption { font-weight: bold; text-align: left; padding: .3rem 0 }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 4rem }
th { background: var(--mark) }
th:first-child, td:first-child { min-width: 2.5rem }
.contents { border: 1px solid var(--line) }
.contents ol { columns: 2 18rem; padding-left: 1.4rem }
.contents li { break-inside: avoid; margin: .2rem 0 }
@media (max-width: 34rem) {
  .letterhead, .signature { grid-template-columns: 1fr }
}
"""

PAPER = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt "Times New Roman", serif } }
@page :first { @top-center { content: none } }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #000; --line: #000; --mark: #fff }
  body { font-size: 13pt; line-height: 1.35 }
  main { max-width: none; padding: 0 }
  .contents, .skip { display: none }
  .regulation, .annex { break-before: page }
  h2, h3, caption { break-after: avoid }
  .signature, tr { break-inside: avoid }
  thead { display: table-header-group }
  table { font-size: 11pt }
  p { orphans: 2; widows: 2; text-align: justify }
  .scroll { overflow: visible }
  table { min-width: 0 }
}
"""
