// `npm run screenshots`: what the README shows, taken from the real thing.
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { exampleWorkspace } from './example.mjs';
import { Failure, ranUnderProjectNode, root, runMain, step, tool } from './steps.mjs';
import { launchChromium } from './vscode/chromium.mjs';
import { installCopy } from './vscode/extension.mjs';
import { addressOf, serve, writeSettings } from './vscode/serve.mjs';

const images = path.join(root, 'images');
/** What is appended to the name of a picture, and the theme it is taken in. */
const themes = { '': 'Default Dark Modern', '-light': 'Default Light Modern' };
const config = path.join('.vscode', 'mcp.json');
/** `configs` or `publish`, for a part of them. */
const only = process.argv[2];

await runMain(async () => {
  if (await ranUnderProjectNode(import.meta.url)) return;
  await step('Building the extension', async () => {
    if ((await tool('node', ['scripts/build.mjs'])) !== 0) throw new Failure('The build failed.');
  });
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'mcp-checklist-screenshots-'));
  const folder = await exampleWorkspace({ folder: path.join(scratch, 'example') });
  const project = path.join(scratch, 'notes-mcp');
  const fixture = path.join(root, 'test/fixtures/project/publish/notes-hosted-bad');
  await cp(fixture, project, { recursive: true });
  const extensionsDir = path.join(scratch, 'extensions');
  await installCopy(extensionsDir);
  const browser = await launchChromium();
  try {
    for (const [suffix, theme] of Object.entries(themes)) {
      const userDataDir = path.join(scratch, `user-data${suffix}`);
      await writeSettings(userDataDir, {
        'workbench.colorTheme': theme,
        'editor.minimap.enabled': false,
        'editor.fontSize': 13,
      });
      const server = await serve({ userDataDir, extensionsDir });
      try {
        if (!only || only === 'configs')
          await step(`Taking the pictures in ${theme}`, () =>
            takePictures(browser, addressOf(server, folder, config), folder, suffix),
          );
        if (!only || only === 'publish')
          await step(`Taking that of a server project in ${theme}`, () =>
            takePublish(browser, addressOf(server, project, path.join('src', 'auth.ts')), suffix),
          );
      } finally {
        await server.stop();
      }
    }
  } finally {
    await browser.close();
    await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {string} folder
 * @param {string} suffix
 */
async function takePictures(browser, address, folder, suffix) {
  const context = await browser.newContext({
    viewport: { width: 1120, height: 700 },
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  const save = async (/** @type {string} */ name) => {
    await page.mouse.move(0, 0);
    await page.screenshot({ path: path.join(images, `${name}${suffix}.png`) });
  };
  try {
    await page.goto(address);
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ timeout: 60_000 });
    await goTo(page, await tokenPosition(path.join(folder, config)));
    await save('squiggles');

    await page.keyboard.press('Control+Period');
    await page.locator('.action-widget').first().waitFor();
    await save('quick-fix');
    await page.keyboard.press('Escape');

    await page.locator('.activitybar [aria-label^="MCP Checklist"]').first().click();
    const header = (/** @type {string} */ view) =>
      page.locator(`.pane-header[aria-label^="${view}"]`);
    await header('Servers').click();
    for (const item of ['Pinned servers', 'No plaintext']) {
      const row = page.locator('.pane-body .monaco-list-row', { hasText: item });
      await row.locator('.monaco-tl-twistie').click();
    }
    await save('side-bar');

    // With the checklist folded up there is room for the servers.
    await header('Servers').click();
    await header('Checklist').click();
    const server = page.locator('.pane-body .monaco-list-row', { hasText: 'github' }).first();
    await server.locator('.monaco-tl-twistie').click();
    await page.mouse.move(0, 0);
    await server.hover();
    // Its buttons are there at once; what covers the rows below comes later.
    await page.waitForTimeout(200);
    await page.screenshot({ path: path.join(images, `servers${suffix}.png`) });
  } catch (error) {
    await page.screenshot({ path: path.join(root, '.build', 'screenshot-failed.png') });
    throw new Failure(`${error} See .build/screenshot-failed.png.`);
  } finally {
    await context.close();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {string} suffix
 */
async function takePublish(browser, address, suffix) {
  const context = await browser.newContext({
    viewport: { width: 1120, height: 700 },
    deviceScaleFactor: 1.5,
  });
  const page = await context.newPage();
  const header = (/** @type {string} */ view) =>
    page.locator(`.pane-header[aria-label^="${view}"]`);
  const row = (/** @type {string | RegExp} */ text) =>
    page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  try {
    await page.goto(address);
    await page.locator('.activitybar [aria-label^="MCP Checklist"]').first().click();
    await header('Before You Publish').waitFor({ timeout: 60_000 });
    await header('Checklist').click();
    await header('Servers').click();
    await row(/^\s*\d+\. /).click();
    await row(/auth\.ts:\d+/).click();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ timeout: 60_000 });
    // What is missing beside it is not ours.
    await page.addStyleTag({ content: '.notifications-toasts { display: none !important; }' });
    await page.mouse.move(0, 0);
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: path.join(images, `publish${suffix}.png`) });
  } catch (error) {
    await page.screenshot({ path: path.join(root, '.build', 'screenshot-failed.png') });
    throw new Failure(`${error} See .build/screenshot-failed.png.`);
  } finally {
    await context.close();
  }
}

/** Line and column of the first token. @param {string} file */
async function tokenPosition(file) {
  const before = (await readFile(file, 'utf8')).split('ghp_')[0]?.split('\n') ?? [];
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 3}`;
}

/** @param {import('playwright-core').Page} page @param {string} position */
async function goTo(page, position) {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget input').first().waitFor();
  await page.keyboard.type(position);
  await page.keyboard.press('Enter');
}
