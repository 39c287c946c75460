// How far the publish checklist agrees with people who read the same projects item by item.
// `node scripts/publish-labels.mjs LABELS FOLDER`: LABELS has one project a line (`repo`, `dir`, `items`), FOLDER a
// checkout of each under the name of its repository. Prints every difference, then the shares.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openFolder } from '../server/project/main.ts';

const [labels, folder] = process.argv.slice(2);
if (labels === undefined || folder === undefined || !existsSync(labels)) {
  console.log('No labels to compare with: give a file of labels and the folder of the checkouts.');
  process.exit(0);
}

/** @typedef {{ repo: string, dir: string, items: Record<string, { status: string, note?: string }> }} Row */
/** @type {Row[]} */
const rows = readFileSync(labels, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
/** @type {Map<string, number>} */
const pairs = new Map();
let decisions = 0;

for (const { repo, dir, items } of rows) {
  const opened = await openFolder(path.resolve(folder, path.basename(repo)));
  const reports = opened?.reports() ?? [];
  const report = reports.find(({ root }) => root === (dir || '.')) ?? reports[0];
  if (!report) {
    console.log(`${repo}: not a project`);
    continue;
  }
  let same = 0;
  for (const { number, status, reason, evidence } of report.items) {
    const label = items[`P${number}`];
    if (!label) continue;
    const wanted = label.status === 'na' ? 'not applicable' : label.status;
    decisions += 1;
    pairs.set(`${wanted} > ${status}`, (pairs.get(`${wanted} > ${status}`) ?? 0) + 1);
    if (wanted === status) same += 1;
    else {
      const [first] = evidence.filter(({ file }) => file !== undefined);
      const place = first?.range ? `${first.file}:${first.range.start.line + 1}` : '';
      console.log(
        `${repo} ${number}: ${wanted} > ${status} | ${reason} ${place} | ${label.note ?? ''}`,
      );
    }
  }
  console.log(`${repo}: ${same} of ${report.items.length}`);
}

/** @param {(wanted: string, got: string) => boolean} fits */
const sum = (fits) =>
  [...pairs].reduce((all, [pair, amount]) => {
    const [wanted = '', got = ''] = pair.split(' > ');
    return fits(wanted, got) ? all + amount : all;
  }, 0);
/** @param {number} part @param {number} whole */
const share = (part, whole) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
console.log(
  [...pairs]
    .sort()
    .map(([pair, amount]) => `${pair}: ${amount}`)
    .join('\n'),
);
for (const status of ['pass', 'fail', 'review', 'not applicable']) {
  const own = sum((wanted) => wanted === status);
  console.log(
    `${status}: ${share(
      sum((a, b) => a === status && b === status),
      own,
    )} of ${own}`,
  );
}
const swapped = sum((a, b) => (a === 'pass' && b === 'fail') || (a === 'fail' && b === 'pass'));
console.log(
  `the same: ${share(
    sum((a, b) => a === b),
    decisions,
  )} of ${decisions}`,
);
console.log(`pass taken for fail or the reverse: ${share(swapped, decisions)}`);
