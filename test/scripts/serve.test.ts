import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Served {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** By its path, as scripts have no types. */
const load = (file: string) =>
  import(pathToFileURL(path.join(import.meta.dirname, '../../scripts/vscode', file)).href);
const { serve, addressOf } = await load('serve.mjs');
const { cacheDir } = await load('cache.mjs');

/** Installing it takes a minute and 900 MB, which the runs in a real VS Code do. */
const installed =
  existsSync(cacheDir) &&
  readdirSync(cacheDir).some((name) => /^vscode-.*-node-.*(?<!\.draft)$/.test(name));
if (!installed) console.log('VS Code from npm is not installed here: serving it is not tested.');

describe.runIf(installed)('the editor of `npm start`', () => {
  let scratch: string;
  let userDataDir: string;
  let server: Served;
  beforeAll(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), 'mcp-checklist-serve-'));
    userDataDir = path.join(scratch, 'user-data');
    server = await serve({ userDataDir, extensionsDir: path.join(scratch, 'extensions') });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  it('shows its pages to whoever has the address, and to nobody else', async () => {
    const status = async (address: string) => (await fetch(address, { redirect: 'manual' })).status;
    expect(await status(addressOf(server, scratch))).toBe(302);
    expect(await status(`${server.url}/?folder=${scratch}`)).toBe(403);
    expect(await status(`${server.url}/?folder=${scratch}&tkn=0000`)).toBe(403);
    expect(await status(`${server.url}/vscode-remote-resource?path=/etc/hosts`)).toBe(403);
  });

  it('refuses a connection without the token, from another page or none', async () => {
    const refused = { type: 'error', reason: expect.stringMatching(/^Unauthorized/) };
    expect(await greet(server.url, '00000000000000000000', 'https://evil.example')).toEqual(
      refused,
    );
    expect(await greet(server.url, '', undefined)).toEqual(refused);
    expect(await greet(server.url, server.token, undefined)).toMatchObject({ type: 'sign' });
  });

  it.skipIf(process.platform === 'win32')(
    'keeps the token where only its owner can read it',
    () => {
      const [name = ''] = readdirSync(userDataDir).filter((it) =>
        it.startsWith('connection-token'),
      );
      expect(statSync(path.join(userDataDir, name)).mode & 0o777).toBe(0o600);
    },
  );
});

/** Opens a WebSocket and sends the first message of VS Code's protocol (src/vs/base/parts/ipc/common/ipc.net.ts). */
function greet(url: string, auth: string, origin: string | undefined): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/?reconnectionToken=test&skipWebSocketFrames=true`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.from('0123456789abcdef').toString('base64'),
        ...(origin === undefined ? {} : { origin }),
      },
    });
    asked.once('error', reject);
    asked.once('response', ({ statusCode }) => reject(new Error(`answered ${statusCode}`)));
    asked.once('upgrade', (_response, socket) => {
      const body = Buffer.from(JSON.stringify({ type: 'auth', auth, data: 'test' }));
      // Kind (2 is a control message), number, acknowledged, length.
      const head = Buffer.alloc(13);
      head.writeUInt8(2, 0);
      head.writeUInt32BE(body.length, 9);
      socket.write(Buffer.concat([head, body]));
      let answer = Buffer.alloc(0);
      socket.on('data', (chunk) => {
        answer = Buffer.concat([answer, chunk]);
        if (answer.length < 13 || answer.length < 13 + answer.readUInt32BE(9)) return;
        socket.destroy();
        resolve(JSON.parse(answer.subarray(13, 13 + answer.readUInt32BE(9)).toString()));
      });
      socket.once('close', () => reject(new Error('closed without an answer')));
    });
    asked.end();
  });
}
