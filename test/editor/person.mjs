// What a person does with a probe, in VS Code as it is installed: VS Code shows no dialog while an extension's tests run,
// and whether somebody is asked before a server starts is the very thing to look at. MCP_CHECKLIST_PICTURES names a folder
// for pictures of what they see.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/steps.mjs';
import { launchChromium } from '../../scripts/vscode/chromium.mjs';
import { installCopy } from '../../scripts/vscode/extension.mjs';
import { addressOf, serve, writeSettings } from '../../scripts/vscode/serve.mjs';

/** A server with planted faults, written by hand. */
const PLANTED = path.join(root, 'test', 'server', 'probe', 'planted.mjs');
const CONFIG = path.join('.cursor', 'mcp.json');
const PATIENCE = 60_000;

/** @typedef {import('playwright-core').Page} Page */

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function actAsPerson() {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'mcp-checklist-person-'));
  const inScratch = (/** @type {string} */ name) => path.join(scratch, name);
  const folder = inScratch('folder');
  await mkdir(path.join(folder, '.cursor'), { recursive: true });
  await mkdir(inScratch('home'));
  const called = inScratch('called');
  await writeFile(path.join(folder, CONFIG), configOf(called));
  await writeSettings(inScratch('user'), { 'workbench.colorTheme': 'Default Dark Modern' });
  await installCopy(inScratch('extensions'));
  const home = process.env.HOME;
  // The person's own configs must not decide what is seen.
  process.env.HOME = inScratch('home');
  const server = await serve({
    userDataDir: inScratch('user'),
    extensionsDir: inScratch('extensions'),
  });
  process.env.HOME = home;
  const browser = await launchChromium();
  const counts = { passed: 0, failed: 0 };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(addressOf(server, folder, CONFIG));
    for (const { name, body } of tests) {
      const started = Date.now();
      try {
        await body(page, { folder, called });
        console.log(`  ✓ ${name} (${Date.now() - started} ms)`);
        counts.passed += 1;
      } catch (error) {
        counts.failed += 1;
        await picture(page, 'failed');
        console.log(`  ✗ ${name}\n      ${error instanceof Error ? error.message : error}`);
        // What comes next stands on what came before.
        counts.failed += tests.length - counts.passed - counts.failed;
        break;
      }
    }
  } finally {
    await browser.close();
    await server.stop();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  return counts;
}

/** @param {string} called */
function configOf(called) {
  const env = { API_KEY: '${API_KEY}', FAULTS: 'banner,env-dump', CALLED: called };
  const notes = { command: process.execPath, args: [PLANTED, '--stdio'], env };
  return `${JSON.stringify({ mcpServers: { notes } }, null, 2)}\n`;
}

/** @type {{ name: string, body: (page: Page, place: { folder: string, called: string }) => Promise<void> }[]} */
const tests = [
  {
    name: 'a probe shows the whole command first, and a key pressed by chance starts nothing',
    async body(page, { called }) {
      await page.locator('.activitybar [aria-label^="MCP Checklist"]').first().click();
      await unfold(page, 'Checklist', false);
      await unfold(page, 'Servers', true);
      await probe(page);
      const text = ((await dialog(page).textContent()) ?? '').replace(/\s+/g, ' ');
      assert.ok(text.includes('Start "notes" several times'), text);
      assert.ok(text.replaceAll(' ', '').includes(`${PLANTED}--stdio`.replaceAll(' ', '')), text);
      assert.match(text, /Variable API_KEY: made up/);
      assert.match(text, /Variable FAULTS: as written \(banner,env-dump\)/);
      await picture(page, 'consent');
      await page.keyboard.press('Enter');
      await dialog(page).waitFor({ state: 'detached' });
      assert.equal(existsSync(called), false);
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
      await serverRow(page).locator('text=/probed \\d{4}-\\d\\d-\\d\\d: \\d+ ✓ \\d+ ✗/').waitFor();
      await picture(page, 'report');
      await unfold(page, 'Checklist', true);
      const item = page.locator('.pane-body .monaco-list-row', { hasText: '7. ' });
      await item.click();
      const own = page.locator('.pane-body .monaco-list-row', {
        hasText: /notes.*a credential shows/,
      });
      await own.waitFor();
      await own.hover();
      await own.locator('[aria-label^="Probe Server Again"]').first().waitFor();
      await picture(page, 'evidence');
    },
  },
  {
    name: 'the team gets it when somebody wants that',
    async body(page, { folder }) {
      const row = page.locator('.pane-body .monaco-list-row', {
        hasText: /notes.*a credential shows/,
      });
      await row.click({ button: 'right' });
      const entry = page.locator('.context-view .action-menu-item', { hasText: 'Save Probe' });
      await entry.hover();
      // A menu takes no click that comes as it opens.
      await entry.click({ delay: 300 });
      const file = path.join(folder, '.mcp-checklist.json');
      await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('"probes"'));
      const { probes } = JSON.parse(readFileSync(file, 'utf8'));
      assert.equal(probes[0].items['production/7'], 'fail');
      assert.ok(existsSync(path.join(folder, '.mcp-checklist.lock.json')));
      await picture(page, 'shared');
    },
  },
];

/** @param {Page} page @param {string} view @param {boolean} isOpen */
async function unfold(page, view, isOpen) {
  const header = page.locator(`.pane-header[aria-label^="${view}"]`).first();
  await header.waitFor();
  if ((await header.getAttribute('aria-expanded')) !== `${isOpen}`) await header.click();
}

/** @param {Page} page */
function serverRow(page) {
  return page.locator('.pane-body .monaco-list-row[aria-label^="notes"]').first();
}

/** @param {Page} page */
async function probe(page) {
  const row = serverRow(page);
  await row.waitFor({ timeout: PATIENCE });
  await row.hover();
  await row.locator('[aria-label^="Probe"]').first().click();
  await dialog(page).waitFor();
}

/** @param {Page} page */
function dialog(page) {
  return page.locator('.monaco-dialog-box');
}

/** @param {Page} page @param {string} label */
function button(page, label) {
  return dialog(page).locator('.monaco-button', { hasText: new RegExp(`^${label}`) });
}

/** @param {Page} page */
async function clear(page) {
  for (const it of await page.locator('.notification-list-item [aria-label^="Clear"]').all())
    await it.click().catch(() => undefined);
}

/** @param {() => boolean} probe */
async function until(probe) {
  const end = Date.now() + 20_000;
  while (!probe()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((next) => setTimeout(next, 100));
  }
}

/** @param {Page} page @param {string} name */
async function picture(page, name) {
  const folder = process.env.MCP_CHECKLIST_PICTURES;
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
