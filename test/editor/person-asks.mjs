// What a person does to ask a provider about a credential. Its providers stand on this machine; nothing leaves it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { Authority } from '../../server/probe/provider/certificates.ts';
import { seeded } from '../fake.ts';
import {
  asked,
  button,
  callFromPalette,
  chooseInMenu,
  clear,
  dialog,
  openSideBar,
  PATIENCE,
  pick,
  picture,
  pictures,
  row,
  serverRow,
  toast,
  unfold,
  until,
} from './hands.mjs';

/** @typedef {import('playwright-core').Page} Page */

const CONFIG = '.cursor/mcp.json';
const COMMAND = "Ask Credential's Provider";
const fake = seeded(27_112_031);
const GITHUB = fake.githubToken();
const OTHER = fake.githubToken();
const OPENAI = fake.openai();

/** @param {string} token @param {object} [more] */
function configOf(token, more = {}) {
  const notes = { command: 'node', args: ['notes.js'], env: { GITHUB_TOKEN: token, ...more } };
  const both = {
    command: 'node',
    args: ['both.js'],
    env: { GITHUB_TOKEN: OTHER, OPENAI_API_KEY: OPENAI },
  };
  return `${JSON.stringify({ mcpServers: { notes, both } }, null, 2)}\n`;
}

/** Stands in for every provider, by name. */
class Providers {
  /** @type {string[]} */
  asked = [];
  /** Held back until it is let go. */
  held = false;
  status = 200;
  /** @type {(() => void)[]} */
  #waiting = [];
  #authority = new Authority();
  #server = createServer(
    {
      ...this.#authority.for('provider.invalid'),
      SNICallback: (name, done) => done(null, createSecureContext(this.#authority.for(name))),
    },
    (request, response) => {
      const { host } = request.headers;
      const sent = String(request.headers.authorization ?? '');
      this.asked.push(`${host} ${request.url} ${sent}`);
      const answer = () => {
        const headers = {
          'x-oauth-scopes': 'repo, workflow',
          'github-authentication-token-expiration': '2027-01-31 10:00:00 UTC',
        };
        response.writeHead(this.status, host === 'api.github.com' ? headers : {});
        response.end(
          JSON.stringify(host === 'api.github.com' ? { login: 'ada' } : { data: [], sent }),
        );
      };
      if (this.held) this.#waiting.push(answer);
      else answer();
    },
  );

  letGo() {
    this.held = false;
    for (const answer of this.#waiting.splice(0)) answer();
  }

  /** Has the installed copy find them where it looks for the real ones. @param {string} extensions */
  async standIn(extensions) {
    await new Promise((done) => this.#server.listen(0, '127.0.0.1', () => done(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    const [name = ''] = await readdir(extensions);
    const bundle = path.join(extensions, name, 'dist', 'probe.cjs');
    const hook = [
      `process.env.MCP_CHECKLIST_PROVIDER = '${port}:';`,
      "require('./probe-hook.cjs');",
      "const tls = require('node:tls');",
      `tls.setDefaultCACertificates([${JSON.stringify(this.#authority.certificate)}]);`,
    ];
    await writeFile(bundle, `${hook.join('\n')}\n${await readFile(bundle, 'utf8')}`);
  }

  async close() {
    this.letGo();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

/** @returns {import('./hands.mjs').Walk} */
export function askWalk() {
  const providers = new Providers();
  return {
    name: 'a question to a provider',
    open: CONFIG,
    files: () => ({ [CONFIG]: configOf(GITHUB) }),
    prepare: (extensions) => providers.standIn(extensions),
    done: () => providers.close(),
    tests: asks(providers),
  };
}

/** @param {Providers} providers @returns {import('./hands.mjs').Test[]} */
function asks(providers) {
  return [
    {
      name: 'the row asks first: which host gets the real value, and that nobody else does; Enter sends nothing',
      async body(page) {
        await openSideBar(page);
        await unfold(page, 'Checklist', false);
        await unfold(page, 'Servers', true);
        await chooseInMenu(page, serverRow(page, 'notes'), COMMAND);
        const text = await asked(page);
        assert.ok(text.includes('Ask GitHub about GITHUB_TOKEN of "notes"?'), text);
        assert.match(text, /GET https:\/\/api\.github\.com\/user/);
        assert.match(text, /The real value .* is sent to api\.github\.com and nowhere else/);
        assert.ok(!text.includes(GITHUB.slice(4, 14)) && text.includes(GITHUB.slice(-4)), text);
        await picture(page, 'ask-consent');
        await page.keyboard.press('Enter');
        await dialog(page).waitFor({ state: 'detached' });
        await pictures(page, 'ask-before');
        assert.deepEqual(providers.asked, []);
      },
    },
    {
      name: 'from the palette, with a yes: it is said what the provider said',
      async body(page) {
        await callFromPalette(page, COMMAND);
        await pick(page, /notes/);
        await asked(page);
        await button(page, 'Send').click();
        await toast(page, 'GitHub takes GITHUB_TOKEN').waitFor({ timeout: PATIENCE });
        const said = (await toast(page, 'GitHub takes').textContent()) ?? '';
        assert.match(said, /It may do everything its owner can\. It expires on 2027-01-31\./);
        await picture(page, 'ask-said');
        assert.deepEqual(providers.asked, [`api.github.com /user Bearer ${GITHUB}`]);
      },
    },
    {
      name: 'it stands at items 2 and 8',
      async body(page) {
        await clear(page);
        await unfold(page, 'Checklist', true);
        // Rows that are out of sight are not there.
        await unfold(page, 'Servers', false);
        for (const [number, words] of [
          ['2', /can do everything its owner can \(repo, workflow\)/],
          ['8', /GITHUB_TOKEN expires on 2027-01-31/],
        ]) {
          const item = row(page, new RegExp(`^${number}\\. `));
          if ((await item.getAttribute('aria-expanded')) !== 'true') await item.click();
          await row(page, words).waitFor();
        }
        await pictures(page, 'ask-items');
      },
    },
    {
      name: 'and in the report of the server; the team gets it when somebody wants that',
      async body(page, { folder }) {
        await unfold(page, 'Servers', true);
        await chooseInMenu(page, serverRow(page, 'notes'), 'Show Probe Report');
        const frame = page.frameLocator('iframe.webview').frameLocator('iframe');
        await frame.locator('text=What providers said').waitFor({ timeout: PATIENCE });
        await frame.locator('text=/GITHUB_TOKEN can do everything/').waitFor();
        await picture(page, 'ask-report');
        await callFromPalette(page, 'View: Close Editor');
        await chooseInMenu(page, serverRow(page, 'notes'), 'Save Probe for the Team');
        const file = path.join(folder, '.mcp-checklist.json');
        // It is made first, and filled then.
        await until(() => existsSync(file) && readFileSync(file, 'utf8').includes('"probes"'));
        const { probes } = JSON.parse(await readFile(file, 'utf8'));
        assert.equal(probes[0].asked.standing, 'live');
        assert.ok(!JSON.stringify(probes).includes(GITHUB.slice(4, 14)));
        await row(page, /can do everything its owner can \(repo, workflow\)/).waitFor();
        await row(page, /^8\. /).click();
        await row(page, /^2\. /).click();
        await clear(page);
      },
    },
    {
      name: 'a revocation is timed when somebody wants that, and stands at item 10',
      async body(page) {
        await chooseInMenu(page, serverRow(page, 'notes'), COMMAND);
        await asked(page);
        await button(page, 'Send').click();
        const said = toast(page, 'GitHub takes GITHUB_TOKEN');
        await said.locator('.monaco-button', { hasText: 'Time a Revocation' }).click();
        assert.match(
          await asked(page),
          /It is asked every 5 seconds for up to 5 minutes until it is refused/,
        );
        await picture(page, 'ask-again');
        await button(page, 'Send').click();
        await toast(page, 'It is still accepted after').waitFor();
        await picture(page, 'ask-timing');
        providers.status = 401;
        await toast(
          page,
          /GitHub refuses GITHUB_TOKEN of "notes".*It was taken for \d+ seconds/,
        ).waitFor();
        await picture(page, 'ask-revoked');
        providers.status = 200;
        await clear(page);
        await unfold(page, 'Servers', false);
        await row(page, /^10\. /).click();
        await row(page, /Refused at most \d+ seconds after it was revoked: GITHUB_TOKEN/).waitFor();
        await pictures(page, 'ask-ten');
        await unfold(page, 'Checklist', false);
        await unfold(page, 'Servers', true);
      },
    },
    {
      name: 'of several credentials it is asked which',
      async body(page) {
        await chooseInMenu(page, serverRow(page, 'both'), COMMAND);
        await page.locator('.quick-input-widget', { hasText: 'OPENAI_API_KEY' }).waitFor();
        await picture(page, 'ask-which');
        await pick(page, 'OPENAI_API_KEY');
        assert.match(await asked(page), /is sent to api\.openai\.com and nowhere else/);
        await button(page, "Don't Send").click();
        await dialog(page).waitFor({ state: 'detached' });
      },
    },
    {
      name: 'it can be called off, and it is said that the value was sent',
      async body(page) {
        providers.held = true;
        providers.asked = [];
        await chooseInMenu(page, serverRow(page, 'notes'), COMMAND);
        await asked(page);
        await button(page, 'Send').click();
        const doing = toast(page, 'Asking about GITHUB_TOKEN');
        await doing.waitFor();
        await until(() => providers.asked.length === 1);
        await picture(page, 'ask-progress');
        await doing.locator('.monaco-button', { hasText: 'Cancel' }).click();
        await toast(page, /called off.*had been sent/).waitFor();
        await picture(page, 'ask-cancelled');
        providers.letGo();
        await clear(page);
      },
    },
    {
      name: 'two at once: both are said and kept',
      async body(page) {
        providers.held = true;
        providers.asked = [];
        for (const name of ['notes', 'both']) {
          await chooseInMenu(page, serverRow(page, name), COMMAND);
          if (name === 'both') await pick(page, 'OPENAI_API_KEY');
          await asked(page);
          await button(page, 'Send').click();
          await dialog(page).waitFor({ state: 'detached' });
        }
        await until(() => providers.asked.length === 2);
        providers.letGo();
        await toast(page, 'GitHub takes GITHUB_TOKEN of "notes"').waitFor();
        await toast(page, 'OpenAI takes OPENAI_API_KEY of "both"').waitFor();
        await picture(page, 'ask-two');
        await clear(page);
      },
    },
    {
      name: 'a yes is for the value that was asked about: edited meanwhile, nothing is sent',
      async body(page, { folder }) {
        providers.asked = [];
        await chooseInMenu(page, serverRow(page, 'notes'), COMMAND);
        await asked(page);
        await writeFile(path.join(folder, CONFIG), configOf(OTHER, { EDITED: '1' }));
        await page.locator('.view-lines', { hasText: 'EDITED' }).waitFor({ timeout: PATIENCE });
        await button(page, 'Send').click();
        await toast(page, 'The config has changed since you were asked').waitFor();
        await picture(page, 'ask-edited');
        assert.deepEqual(providers.asked, []);
        await clear(page);
      },
    },
    {
      name: 'a closed file is asked about all the same, and one that is gone is not',
      async body(page, { folder }) {
        await callFromPalette(page, 'View: Close Editor');
        await page.locator('.tab').waitFor({ state: 'detached' });
        await chooseInMenu(page, serverRow(page, 'notes'), COMMAND);
        await asked(page);
        await button(page, 'Send').click();
        await toast(page, 'GitHub takes GITHUB_TOKEN').waitFor();
        assert.deepEqual(providers.asked, [`api.github.com /user Bearer ${OTHER}`]);
        await clear(page);
        providers.asked = [];
        await chooseInMenu(page, serverRow(page, 'notes'), COMMAND);
        await asked(page);
        await rm(path.join(folder, CONFIG));
        await button(page, 'Send').click();
        await toast(page, /not in the file any more|has changed/).waitFor();
        await picture(page, 'ask-gone');
        assert.deepEqual(providers.asked, []);
      },
    },
  ];
}

/** @returns {import('./hands.mjs').Walk} */
export function restrictedWalk() {
  const providers = new Providers();
  return {
    name: 'in Restricted Mode',
    open: CONFIG,
    files: () => ({ [CONFIG]: configOf(GITHUB) }),
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
    },
    prepare: (extensions) => providers.standIn(extensions),
    done: () => providers.close(),
    tests: [
      {
        name: 'a question to a provider, and a probe, are refused with a reason',
        async body(page) {
          await openSideBar(page);
          await unfold(page, 'Checklist', false);
          await unfold(page, 'Servers', true);
          for (const command of [COMMAND, 'Probe Server']) {
            const refused = toast(page, 'Trust the folder first');
            // A click that comes as the list is drawn anew is lost.
            for (let tries = 0; tries < 3 && !(await refused.isVisible()); tries += 1) {
              await chooseInMenu(page, serverRow(page, 'notes'), command);
              await refused.waitFor({ timeout: 8_000 }).catch(() => undefined);
            }
            await refused.waitFor();
            await picture(page, `restricted-${command.slice(0, 3)}`);
            await clear(page);
          }
          assert.deepEqual(providers.asked, []);
        },
      },
    ],
  };
}
