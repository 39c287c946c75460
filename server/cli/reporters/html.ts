import type { Status } from '../../../rules/checklists/checklist.ts';
import type { Progress } from '../../../rules/checklists/progress.ts';
import { doneText, leftText } from '../../../rules/checklists/progress-text.ts';
import type { SafeText } from '../../../rules/secrets/safe.ts';
import { SIGNS } from './checklist-markdown.ts';
import { STYLE } from './html-style.ts';
import type {
  ItemView,
  ListView,
  PageView,
  PlaceView,
  SectionView,
  TableView,
} from './page-view.ts';

/** The colours of what a list comes to, in the order of its bar. */
const BAR = [
  ['done', 'green'],
  ['accepted', 'yellow'],
  ['review', 'gray'],
  ['failing', 'red'],
] as const satisfies readonly (readonly [keyof Progress, string])[];

/** The report as one page that loads nothing and runs nothing: it can be mailed, printed and kept. */
export function pageHtml({ title, facts, warnings, lists, tables }: PageView): string {
  const rows = facts.map(([label, value]) => `<dt>${label}</dt><dd>${text(value)}</dd>`);
  const body = [
    `<h1>${text(title)}</h1>`,
    `<dl>${rows.join('')}</dl>`,
    ...warnings.map((it) => `<p class="warning">${text(it)}</p>`),
    ...lists.map(listHtml),
    ...tables.map((it) => tableHtml(it, 'h2')),
    '<footer>Made by MCP Checklist. No value of a credential stands in this report.</footer>',
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

function listHtml({ title, about, progress, sections, tables = [] }: ListView): string {
  const left = leftText(progress);
  const how = left === '' ? doneText(progress) : `${doneText(progress)} · ${left}`;
  return [
    `<section><h2>${text(title)}</h2>`,
    `<p class="soft">${text(about)}</p>`,
    `<p><strong>${escapeHtml(how)}</strong></p>`,
    barHtml(progress),
    ...sections.map(sectionHtml),
    ...tables.map((it) => tableHtml(it, 'h3')),
    '</section>',
  ].join('\n');
}

/** In a list of many sections, what does not apply is named with its reason, and no more. */
function sectionHtml({ title, items }: SectionView): string {
  if (title === '') return `<ol>${items.map(itemHtml).join('\n')}</ol>`;
  const applying = items.filter(({ status }) => status !== 'not applicable');
  const others = items
    .filter(({ status }) => status === 'not applicable')
    .map((it) => `<li>${it.number} ${text(it.title)}: ${it.why.map(text).join(' ')}</li>`);
  const list = applying.length > 0 ? `<ol>${applying.map(itemHtml).join('\n')}</ol>` : '';
  const rest =
    others.length > 0
      ? `<p class="soft">Not applicable</p><ul class="soft">${others.join('')}</ul>`
      : '';
  return `<h3>${text(title)}</h3>${list}${rest}`;
}

function barHtml(progress: Progress): string {
  if (progress.applies === 0) return '';
  const parts = BAR.map(([key, colour]) => {
    const share = (100 * progress[key]) / progress.applies;
    return `<span style="width:${share.toFixed(2)}%;background:var(--${colour})"></span>`;
  });
  return `<div class="bar" aria-hidden="true">${parts.join('')}</div>`;
}

function itemHtml({ number, title, aside, status, why, places }: ItemView): string {
  const details = [...why.map(text), ...places.map(placeHtml)].map((it) => `<li>${it}</li>`);
  const list = details.length > 0 ? `<ul>${details.join('')}</ul>` : '';
  return `<li><span class="number">${number}</span>${statusHtml(status)}<div class="body"><span class="title">${text(title)}</span> <span class="aside">${text(aside)}</span>${list}</div></li>`;
}

function statusHtml(status: Status): string {
  const [sign] = SIGNS[status];
  const name = status.replaceAll(' ', '-');
  return `<span class="status ${name}"><span aria-hidden="true">${sign}</span> ${status}</span>`;
}

function placeHtml({ text: what, place, aside }: PlaceView): string {
  const where = place === '' ? '' : `<code>${text(place)}</code> `;
  const end = aside === '' ? '' : ` <span class="soft">${text(aside)}</span>`;
  return `${where}${text(what)}${end}`;
}

function tableHtml({ title, columns, rows, more }: TableView, heading: 'h2' | 'h3'): string {
  const head = columns.map((it) => `<th scope="col">${escapeHtml(it)}</th>`).join('');
  const cell = (it: SafeText, index: number): string => {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(it) ? ' class="day"' : '';
    return `<td${day} data-label="${escapeHtml(columns[index] ?? '')}">${text(it)}</td>`;
  };
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  const end = more === undefined ? '' : `<p class="soft">${text(more)}</p>`;
  return `<section><${heading}>${text(title)}</${heading}><table><thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>${end}</section>`;
}

function text(it: SafeText): string {
  return escapeHtml(it);
}

function escapeHtml(it: string): string {
  return it
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
