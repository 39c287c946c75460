/** The one style sheet of a report: light and dark as the reader has it, and ink on paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --page: #fff; --card: #f6f8fa;
  --green: #1a7f37; --red: #cf222e; --yellow: #9a6700; --gray: #6e7781; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --page: #0d1117;
  --card: #151b23; --green: #3fb950; --red: #f85149; --yellow: #d29922; --gray: #9198a1; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 60rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.body, dd, td { overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p { margin: .25rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt, .soft { color: var(--soft); }
dd { margin: 0; }
.warning { border-left: 4px solid var(--red); background: var(--card); padding: .5rem .75rem; margin: 1rem 0; }
.bar { display: flex; height: .6rem; border-radius: .3rem; overflow: hidden; background: var(--line); margin: .6rem 0 1rem; }
.bar span { display: block; }
ol { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
ol > li { display: grid; grid-template-columns: 2rem 9rem 1fr; gap: 0 .75rem; padding: .7rem 0; border-bottom: 1px solid var(--line); }
.number { text-align: right; color: var(--soft); font-variant-numeric: tabular-nums; }
.status { font-weight: 600; white-space: nowrap; }
.title { font-weight: 600; }
.aside { color: var(--soft); font-weight: 400; font-size: .875rem; white-space: nowrap; }
.pass, .attested { color: var(--green); } .fail { color: var(--red); }
.review, .accepted { color: var(--yellow); } .not-applicable { color: var(--gray); }
ul { margin: .35rem 0 0; padding-left: 1.1rem; font-size: .925rem; }
code { font: .85em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; margin-top: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
.day { white-space: nowrap; }
footer { margin-top: 3rem; color: var(--soft); font-size: .875rem; }
@media (max-width: 40rem) { ol > li { grid-template-columns: 2rem 1fr; } ol > li > .body { grid-column: 2; }
  thead { display: none; } tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; border: 0; padding: .1rem 0; } td:empty { display: none; }
  td::before { content: attr(data-label) ": "; color: var(--soft); } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --page: #fff; --card: #fff;
    --green: #11632a; --red: #a40e26; --yellow: #7d4e00; --gray: #555; }
  body { padding: 0; max-width: none; font-size: 11pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  li, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
}
`;
