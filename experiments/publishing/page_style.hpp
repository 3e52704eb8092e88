// The style sheet of the page: one column, tables that become cards on a phone, dark and light.
#pragma once

namespace backcheck::experiments {

inline constexpr const char* page_style = R"(
:root { --ground: #fbfaf8; --card: #ffffff; --text: #1d232b; --soft: #5b6470; --line: #dfe2e6; --accent: #0b5c94;
  --good: #0b6e4f; --fair: #8a6100; --bad: #b3400a; --mute: #5b6470; color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14181d; --card: #1c2229; --text: #e6e9ed; --soft: #a3adb8; --line: #333c46; --accent: #7cc0f0;
    --good: #5fcaa2; --fair: #e3b341; --bad: #ff9a66; --mute: #a3adb8; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
main, header, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.1rem; }
header { padding-top: 3rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .6rem; letter-spacing: -.015em; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3.5rem 0 1rem; padding-bottom: .4rem;
  border-bottom: 2px solid var(--line); }
h3 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .3rem; }
.soft + h3, figure + h3 { margin-top: 1.6rem; }
h4 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .5rem 0; max-width: 46rem; }
a { color: var(--accent); text-underline-offset: .15em; }
.lead { color: var(--soft); font-size: 1.08rem; }
.soft { color: var(--soft); font-size: .92rem; }
nav ul { list-style: none; margin: .4rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: 1.3rem 1.4rem;
  margin: 1.3rem 0; }
article.absent { padding: .7rem 1.4rem; }
code { font: .88em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; background: var(--ground);
  border: 1px solid var(--line); border-radius: .3rem; padding: .05rem .3rem; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; max-width: 100%; margin: .9rem 0; }
table { border-collapse: collapse; font-size: .92rem; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
table.counts td, table.counts th { text-align: right; }
table.counts td:first-child, table.counts th:first-child { text-align: left; }
.verdict { font-weight: 700; font-size: .8rem; letter-spacing: .03em; white-space: nowrap; color: var(--mute); }
.exact, .within, .explained, .supported { color: var(--good); } .near { color: var(--fair); }
.differs, .unexplained, .refuted { color: var(--bad); }
.artefact, .confounded { color: var(--fair); }
figure { margin: 1.3rem 0 0; }
.plot { background: #ffffff; border: 1px solid var(--line); border-radius: .5rem; padding: .4rem; overflow-x: auto; }
.plot svg, .plot img { display: block; width: 100%; min-width: 34rem; height: auto; margin: 0 auto; color: #000000; }
figcaption { color: var(--soft); font-size: .88rem; margin-top: .4rem; }
details { margin-top: 1rem; } summary { cursor: pointer; color: var(--soft); }
ul.differs-list { padding-left: 1.1rem; } ul.differs-list li { margin: .5rem 0; }
footer { color: var(--soft); font-size: .88rem; padding-top: 2rem; padding-bottom: 3rem; }
@media (max-width: 46rem) {
  header { padding-top: 1.6rem; } h1 { font-size: 1.6rem; } article { padding: 1rem; }
  table.cards thead { display: none; }
  table.cards, table.cards tbody, table.cards tr { display: block; width: 100%; }
  table.cards tr { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .7rem; margin: .6rem 0; }
  table.cards td { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .5rem; border: 0; padding: .15rem 0; }
  table.cards td::before { content: attr(data-label); color: var(--soft); font-size: .85rem; }
  table.cards td:empty { display: none; } }
@media print { article { break-inside: avoid; } .plot svg, .plot img { min-width: 0; } }
)";

}  // namespace backcheck::experiments
