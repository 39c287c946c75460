// What a person does with a probe: whether somebody is asked before a server starts is the very thing to look at.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/steps.mjs';
import {
  asked,
  button,
  chooseInMenu,
  clear,
  dialog,
  openSideBar,
  PATIENCE,
  picture,
  pictures,
  row,
  serverRow,
  toast,
  unfold,
  until,
} from './hands.mjs';

/** A server with planted faults, written by hand. */
const PLANTED = path.join(root, 'test', 'server', 'probe', 'planted.mjs');
const CONFIG = '.cursor/mcp.json';

/** @typedef {import('playwright-core').Page} Page */

/** @returns {import('./hands.mjs').Walk} */
export function probeWalk() {
  return {
    name: 'a probe',
    open: CONFIG,
    // A copy, as it is another one later.
    files: (scratch) => ({
      [CONFIG]: configOf(scratch),
      '../planted.mjs': readFileSync(PLANTED, 'utf8'),
    }),
    tests,
  };
}

/** @param {string} scratch @param {readonly string[]} [more] */
function configOf(scratch, more = []) {
  const called = path.join(scratch, 'called');
  const env = { API_KEY: '${API_KEY}', FAULTS: 'banner,env-dump', CALLED: called };
  const args = [path.join(scratch, 'planted.mjs'), '--stdio', ...more];
  const notes = { command: process.execPath, args, env };
  return `${JSON.stringify({ mcpServers: { notes } }, null, 2)}\n`;
}

/** @type {import('./hands.mjs').Test[]} */
const tests = [
  {
    name: 'a probe shows the whole command first, and a key pressed by chance starts nothing',
    async body(page, { scratch }) {
      await openSideBar(page);
      await unfold(page, 'Checklist', false);
      await unfold(page, 'Servers', true);
      await probe(page);
      const text = ((await dialog(page).textContent()) ?? '').replace(/\s+/g, ' ');
      assert.ok(text.includes('Start "notes" several times'), text);
      assert.ok(
        text
          .replaceAll(' ', '')
          .includes(`${path.join(scratch, 'planted.mjs')}--stdio`.replaceAll(' ', '')),
        text,
      );
      assert.match(text, /Variable API_KEY: made up/);
      assert.match(text, /Variable FAULTS: as written \(banner,env-dump\)/);
      await picture(page, 'consent');
      await page.keyboard.press('Enter');
      await dialog(page).waitFor({ state: 'detached' });
      assert.equal(existsSync(path.join(scratch, 'called')), false);
    },
  },
  {
    name: 'it says what it is at, and can be cancelled',
    async body(page) {
      await probe(page);
      await button(page, 'Start').click();
      const toast = page.locator('.notification-list-item', { hasText: 'Probing notes' });
      await toast.waitFor();
      await toast.locator('text=/of \\d/').first().waitFor({ timeout: PATIENCE });
      await picture(page, 'progress');
      await toast.locator('.monaco-button', { hasText: 'Cancel' }).click();
      const said = page.locator('.notification-list-item', { hasText: 'was cancelled' });
      await said.waitFor({ timeout: PATIENCE });
      await clear(page);
    },
  },
  {
    name: 'what may be called is chosen, and what it saw stands in a report, on the row and at the item',
    async body(page) {
      await probe(page);
      await button(page, 'Choose What Is Called').click();
      // Without calls it takes a few starts less.
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'No tool' }).click();
      assert.match((await dialog(page).textContent()) ?? '', /No tool is called/);
      await button(page, 'Start').click();
      const said = page.locator('.notification-list-item', {
        hasText: /notes: \d+ right, \d+ wrong/,
      });
      await said.waitFor({ timeout: PATIENCE });
      await picture(page, 'done');
      await said.locator('.monaco-button', { hasText: 'Show Report' }).click();
      await page.locator('.tab', { hasText: 'notes.md' }).waitFor();
      await serverRow(page, 'notes').locator('text=/probed: \\d+ ✓ \\d+ ✗/').waitFor();
      await report(page).locator('text=Wrong (').waitFor({ timeout: PATIENCE });
      await picture(page, 'report');
      await pictures(page, 'probed-rows');
      await unfold(page, 'Checklist', true);
      await unfold(page, 'Servers', false);
      const item = row(page, /^7\. /);
      await item.click();
      await failedRow(page).waitFor();
      await failedRow(page).hover();
      await failedRow(page).locator('[aria-label^="Probe Server Again"]').first().waitFor();
      await pictures(page, 'evidence');
      for (const number of [2, 8, 9, 10]) await row(page, new RegExp(`^${number}\\. `)).click();
      await picture(page, 'evidence-all');
      for (const number of [2, 8, 9, 10]) await row(page, new RegExp(`^${number}\\. `)).click();
    },
  },
  {
    name: 'the team gets it when somebody wants that, with a snapshot of the tools',
    async body(page, { folder }) {
      await chooseInMenu(page, failedRow(page), 'Save Probe');
      const file = path.join(folder, '.mcp-checklist.json');
      await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('"probes"'));
      const { probes } = JSON.parse(readFileSync(file, 'utf8'));
      assert.equal(probes[0].items['production/7'], 'fail');
      const lock = path.join(folder, '.mcp-checklist.lock.json');
      await until(() => existsSync(lock) && readFileSync(lock, 'utf8').includes('search_notes'));
      await failedRow(page).waitFor();
      await picture(page, 'shared');
    },
  },
  {
    name: 'probed again, other tools under the same version are found, in two clicks',
    async body(page, { scratch }) {
      const server = path.join(scratch, 'planted.mjs');
      writeFileSync(server, readFileSync(server, 'utf8').replace("'Searches.'", "'Finds.'"));
      await failedRow(page).hover();
      await failedRow(page).locator('[aria-label^="Probe Server Again"]').first().click();
      await asked(page);
      await button(page, 'Start').click();
      const said = toast(page, /notes: \d+ right, \d+ wrong\. Its tools are not those on record/);
      await said.waitFor({ timeout: 2 * PATIENCE });
      await report(page).locator('text=/not those on record.*Other words: search_notes/').waitFor();
      await picture(page, 'drift');
      await clear(page);
    },
  },
  {
    name: 'of a server that is another one since, nothing counts any more',
    async body(page, { folder, scratch }) {
      await unfold(page, 'Servers', true);
      const probed = row(page, /notes.*probed: /);
      await probed.waitFor();
      writeFileSync(path.join(folder, CONFIG), configOf(scratch, ['--more']));
      await probed.waitFor({ state: 'detached' });
      await row(page, /^7\. .*review/).waitFor();
      await report(page).locator('text=has not been probed since it last changed').waitFor();
      await picture(page, 'stale');
    },
  },
];

/** @param {Page} page */
function failedRow(page) {
  return row(page, /notes.*Failed: .*shows/);
}

/** The page that shows a report. @param {Page} page */
function report(page) {
  return page.frameLocator('iframe.webview').frameLocator('iframe');
}

/** @param {Page} page */
async function probe(page) {
  const row = serverRow(page, 'notes');
  await row.waitFor({ timeout: PATIENCE });
  await row.hover();
  await row.locator('[aria-label^="Probe"]').first().click();
  await dialog(page).waitFor();
}
