// A person's hands and eyes in VS Code as it is installed, for what no suite inside it can see: VS Code shows no dialog
// while an extension's tests run. MCP_CHECKLIST_PICTURES names a folder for pictures of what they see.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchChromium } from '../../scripts/vscode/chromium.mjs';
import { installCopy } from '../../scripts/vscode/extension.mjs';
import { addressOf, serve, writeSettings } from '../../scripts/vscode/serve.mjs';

export const PATIENCE = 60_000;
/** As long as what is on the screen takes at most; what fails by then is tried again. */
const BRIEF = 5_000;

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ folder: string, scratch: string }} Place */
/** @typedef {{ name: string, body: (page: Page, place: Place) => Promise<void> }} Test */
/**
 * `files` are written into the folder that is opened, `open` is one of them. `prepare` may change the installed copy.
 * @typedef {{ name: string, files: (scratch: string) => Record<string, string>, open: string, settings?: Record<string, unknown>, prepare?: (extensions: string) => Promise<void>, tests: readonly Test[], done?: () => Promise<void> }} Walk
 */

/** Whoever stops it wants no second try, and nothing else either. */
let stopped = false;

/** @param {readonly (() => Walk)[]} walks @returns {Promise<{ passed: number, failed: number }>} */
export async function walkAll(walks) {
  const total = { passed: 0, failed: 0 };
  for (const start of walks) {
    let counts = await walk(start());
    // A click that comes while VS Code draws a list anew is lost to a person as well, who clicks again.
    if (counts.failed > 0) {
      console.log('  once more, from the beginning:');
      counts = await walk(start());
    }
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  return total;
}

/** @param {Walk} it */
async function walk({ name, files, open, settings, prepare, tests, done }) {
  if (stopped) return { passed: 0, failed: 1 };
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'mcp-checklist-person-'));
  const inScratch = (/** @type {string} */ part) => path.join(scratch, part);
  const folder = inScratch('folder');
  for (const [file, text] of Object.entries(files(scratch))) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  await mkdir(inScratch('home'));
  const own = { 'workbench.colorTheme': 'Default Dark Modern', ...settings };
  await writeSettings(inScratch('user'), own);
  await installCopy(inScratch('extensions'));
  await prepare?.(inScratch('extensions'));
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
  const place = { folder, scratch };
  const end = async () => {
    await browser.close();
    await server.stop();
    await done?.();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const stop = () => {
    stopped = true;
    void end().finally(() => process.exit(130));
  };
  process.once('SIGINT', stop);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(addressOf(server, folder, open));
    console.log(`  ${name}`);
    for (const test of tests) {
      const started = Date.now();
      try {
        await test.body(page, place);
        console.log(`  ✓ ${test.name} (${Date.now() - started} ms)`);
        counts.passed += 1;
      } catch (error) {
        counts.failed += 1;
        await picture(page, `failed-${name.replaceAll(' ', '-')}`);
        console.log(`  ✗ ${test.name}\n      ${error instanceof Error ? error.message : error}`);
        // What comes next stands on what came before.
        counts.failed += tests.length - counts.passed - counts.failed;
        break;
      }
    }
  } finally {
    process.off('SIGINT', stop);
    await end();
  }
  return counts;
}

/** @param {Page} page */
export async function openSideBar(page) {
  await page.locator('.activitybar [aria-label^="MCP Checklist"]').first().click();
}

/** @param {Page} page @param {string} view @param {boolean} isOpen */
export async function unfold(page, view, isOpen) {
  const header = page.locator(`.pane-header[aria-label^="${view}"]`).first();
  await header.waitFor();
  if ((await header.getAttribute('aria-expanded')) !== `${isOpen}`) await header.click();
}

/** The first row of the side bar whose text fits. @param {Page} page @param {string | RegExp} text */
export function row(page, text) {
  return page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
}

/** A row in Servers. @param {Page} page @param {string} name */
export function serverRow(page, name) {
  return page.locator(`.pane-body .monaco-list-row[aria-label^="${name}"]`).first();
}

/** @param {Page} page @param {import('playwright-core').Locator} on @param {string} entry */
export async function chooseInMenu(page, on, entry) {
  const item = page.locator('.context-view .action-menu-item', { hasText: entry }).first();
  for (let tries = 1; ; tries += 1) {
    await on.waitFor({ timeout: PATIENCE });
    try {
      await on.click({ button: 'right', timeout: BRIEF });
      await item.hover({ timeout: BRIEF });
      // A menu takes no click that comes as it opens.
      await item.click({ delay: 300, timeout: BRIEF });
      return;
    } catch (error) {
      // A list that is drawn anew meanwhile closes its menu: nothing was chosen.
      if (tries === 4) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** @param {Page} page @param {string} command its title */
export async function callFromPalette(page, command) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: command }).first();
  // A command that can work a moment later does not come into a list that is open.
  for (let tries = 0; tries < 10 && !(await row.isVisible()); tries += 1) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().waitFor();
    await page.keyboard.type(command);
    await row.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
  await row.click();
}

/** @param {Page} page @param {string | RegExp} label */
export async function pick(page, label) {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
}

/** @param {Page} page */
export function dialog(page) {
  return page.locator('.monaco-dialog-box');
}

/** The words of the question that is open. @param {Page} page */
export async function asked(page) {
  await dialog(page).waitFor();
  return ((await dialog(page).textContent()) ?? '').replace(/\s+/g, ' ');
}

/** @param {Page} page @param {string} label */
export function button(page, label) {
  return dialog(page).locator('.monaco-button', { hasText: new RegExp(`^${label}`) });
}

/** What is said in a corner. @param {Page} page @param {string | RegExp} text */
export function toast(page, text) {
  return page.locator('.notification-list-item', { hasText: text }).first();
}

/** @param {Page} page */
export async function clear(page) {
  for (const it of await page.locator('.notification-list-item [aria-label^="Clear"]').all())
    await it.click({ timeout: 1_000 }).catch(() => undefined);
}

/** Pulls the edge of the side bar. @param {Page} page @param {number} width */
export async function widen(page, width) {
  const bar = await page.locator('.part.sidebar').boundingBox();
  if (!bar) throw new Error('there is no side bar');
  const y = bar.y + 400;
  await page.mouse.move(bar.x + bar.width, y);
  await page.mouse.down();
  await page.mouse.move(bar.x + width, y, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(700, 700);
}

/** @param {Page} page @param {string} theme */
async function inTheme(page, theme) {
  await callFromPalette(page, 'Preferences: Color Theme');
  await page.keyboard.type(theme);
  await pick(page, new RegExp(`^${theme}`));
  await page.waitForTimeout(1_500);
}

/** @param {() => boolean | Promise<boolean>} probe */
export async function until(probe) {
  const end = Date.now() + 20_000;
  while (!(await probe())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((next) => setTimeout(next, 100));
  }
}

/** @param {Page} page @param {string} name */
export async function picture(page, name) {
  const folder = process.env.MCP_CHECKLIST_PICTURES;
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** At a narrow and a wide side bar, and in high contrast. @param {Page} page @param {string} name */
export async function pictures(page, name) {
  if (!process.env.MCP_CHECKLIST_PICTURES) return;
  for (const width of [250, 400]) {
    await widen(page, width);
    await page.waitForTimeout(400);
    await picture(page, `${name}-${width}`);
  }
  await inTheme(page, 'Dark High Contrast');
  await picture(page, `${name}-contrast`);
  await inTheme(page, 'Dark Modern');
  await widen(page, 300);
}
