import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse as parseScript } from 'acorn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { publishItems } from '../../../../rules/checklists/publish/publish.ts';
import { bundleProblems } from '../../../../rules/project/manifests/check/bundle.ts';
import { registryProblems } from '../../../../rules/project/manifests/check/registry.ts';
import { readSource } from '../../../../rules/source/read.ts';
import { applied, type Files, helpOf, read } from './project.ts';
import { GO, JAVASCRIPT, PAGE, PYTHON, SCRIPT } from './servers.ts';

/** Everything that help writes is tried: it is checked by the compiler of its language or read without a mistake, and run. */
const ROOT = join(import.meta.dirname, '../../../..');
const require = createRequire(import.meta.url);
// What the code is checked against: the real packages.
require.resolve('@modelcontextprotocol/sdk/client/index.js');
require.resolve('pino');
require.resolve('prom-client');

const folder = mkdtempSync(join(tmpdir(), 'mcp-checklist-help-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that help writes for a project, one item after the other, each on the project as it is. */
function writtenFor(files: Files): Files {
  const written: Record<string, string> = {};
  for (const { number } of publishItems)
    for (const help of helpOf(files, number))
      for (const { file, create } of help.edits)
        if (create) written[file] = read(applied(files, help))[file] ?? '';
  return written;
}

function write(where: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(where, name)), { recursive: true });
    writeFileSync(join(where, name), text);
  }
}

const script = { ...writtenFor(SCRIPT), ...writtenFor(PAGE) };

describe('TypeScript', () => {
  const place = join(folder, 'ts');

  beforeAll(() => {
    write(place, { ...SCRIPT, ...script });
    symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'));
    const names = Object.keys(script).filter((name) => name.endsWith('.ts'));
    expect(names.length).toBeGreaterThan(20);
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      erasableSyntaxOnly: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
    };
    write(place, {
      'package.json': '{ "type": "module" }',
      'tsconfig.json': JSON.stringify({ compilerOptions, files: names }),
      // What is under test is what is written, not the server that it is written for.
      'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
export function createServer(): McpServer {
  const server = new McpServer({ name: 'weather', version: '1.2.0' });
  server.registerTool('get_forecast', { inputSchema: { town: z.string() }, annotations: { readOnlyHint: true } }, async ({ town }) => ({ content: [{ type: 'text', text: town }] }));
  server.registerTool('add_station', { inputSchema: { place: z.string() } }, async ({ place }) => ({ content: [{ type: 'text', text: place }] }));
  return server;
}
`,
    });
  });

  test('is checked by the compiler, against the real packages', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', place],
      {
        encoding: 'utf8',
      },
    );
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  }, 60_000);

  const load = (name: string) => import(pathToFileURL(join(place, `src/${name}.ts`)).href);

  test('encrypts so that a change, another owner and another key are noticed', async () => {
    const { seal, unseal } = await load('seal');
    const key = Buffer.alloc(32, 7);
    const sealed = seal('a@b.dev', key, 'k1', 'user-1');
    expect(sealed).not.toContain('a@b.dev');
    expect(seal('a@b.dev', key, 'k1', 'user-1')).not.toBe(sealed);
    expect(unseal(sealed, new Map([['k1', key]]), 'user-1')).toBe('a@b.dev');
    const [id, nonce, data = '', tag] = sealed.split('.');
    const other = `${data[0] === 'A' ? 'B' : 'A'}${data.slice(1)}`;
    for (const [text, keys, about] of [
      [[id, nonce, other, tag].join('.'), new Map([['k1', key]]), 'user-1'],
      [sealed, new Map([['k1', key]]), 'user-2'],
      [sealed, new Map([['k1', Buffer.alloc(32, 8)]]), 'user-1'],
      [sealed, new Map(), 'user-1'],
      [[id, nonce, data, 'AAAA'].join('.'), new Map([['k1', key]]), 'user-1'],
    ])
      expect(() => unseal(text, keys, about)).toThrow();
  });

  test('stops asking a service that is down, and tries it again later', async () => {
    const { CircuitBreaker } = await load('circuit-breaker');
    const breaker = new CircuitBreaker(2, 30);
    let asked = 0;
    const fail = () => {
      asked += 1;
      return Promise.reject(new Error('down'));
    };
    for (let nth = 0; nth < 5; nth += 1) await expect(breaker.run(fail)).rejects.toThrow();
    expect(asked).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 40));
    await expect(breaker.run(fail)).rejects.toThrow('down');
    await expect(breaker.run(fail)).rejects.toThrow('not asked');
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(await breaker.run(async () => 'up')).toBe('up');
    expect(await breaker.run(async () => 'up')).toBe('up');
    await expect(
      breaker.run(
        (signal: AbortSignal) =>
          new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason))),
        5,
      ),
    ).rejects.toThrow(/timeout/i);
  });

  test('asks again for what may be asked twice, and for nothing else', async () => {
    const { fetchWithRetry } = await load('fetch-with-retry');
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      const busy = asked < 3 || request.url === '/busy';
      response.writeHead(busy ? 503 : 200, busy ? { 'Retry-After': '0' } : {}).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await fetchWithRetry(url)).status).toBe(200);
    expect(asked).toBe(3);
    asked = 0;
    expect((await fetchWithRetry(`${url}/busy`)).status).toBe(503);
    expect(asked).toBe(4);
    asked = 0;
    expect((await fetchWithRetry(`${url}/busy`, { method: 'POST' })).status).toBe(503);
    expect(asked).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    await expect(fetchWithRetry(url, {}, 1)).rejects.toThrow();
  });

  test('remembers each user apart, and forgets', async () => {
    const { remembered, forget } = await load('answer-cache');
    let reads = 0;
    const ask = (user: string) =>
      remembered(user, 'get', { a: 1 }, async () => {
        reads += 1;
        return { nth: reads };
      });
    expect(await ask('ada')).toEqual({ nth: 1 });
    expect(await ask('ada')).toEqual({ nth: 1 });
    expect(await ask('bob')).toEqual({ nth: 2 });
    forget('ada');
    expect(await ask('ada')).toEqual({ nth: 3 });
    expect(await ask('bob')).toEqual({ nth: 2 });
  });

  test('lets no path, address or argument out', async () => {
    const { within, allowedUrl, runProgram } = await load('guards');
    const home = join(folder, 'home');
    write(home, { 'a/b.txt': 'b' });
    symlinkSync(folder, join(home, 'out'));
    symlinkSync(join(folder, 'nothing'), join(home, 'dangling'));
    expect(await within(home, 'a/b.txt')).toBe(join(home, 'a/b.txt'));
    expect(await within(home, 'a/new.txt')).toBe(join(home, 'a/new.txt'));
    for (const name of ['../x', '/etc/passwd', 'out', 'out/x', 'a/../../x', 'dangling'])
      await expect(within(home, name), name).rejects.toThrow();
    expect(allowedUrl('https://api.weather.dev/v1', ['api.weather.dev']).pathname).toBe('/v1');
    for (const text of [
      'http://api.weather.dev/',
      'https://api.weather.dev.evil.dev/',
      'https://api.weather.dev@evil.dev/',
      'https://api.weather.dev:8443/',
      'file:///etc/passwd',
    ])
      expect(() => allowedUrl(text, ['api.weather.dev']), text).toThrow();
    const said = await runProgram(process.execPath, [
      '-e',
      'console.log(process.argv[1])',
      '; echo no',
    ]);
    expect(said).toBe('; echo no\n');
  });

  test('makes text of what is put on a page or into a statement', async () => {
    const { escapeHtml, safeLink } = await load('page');
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;');
    expect(safeLink('https://a.dev/?b="c"')).toBe('https://a.dev/?b=%22c%22');
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'nowhere'])
      expect(safeLink(link)).toBe('#');
    const { quoteIdentifier } = await load('quote-identifier');
    expect(quoteIdentifier('a"; DROP TABLE b; --')).toBe('"a""; DROP TABLE b; --"');
    expect(() => quoteIdentifier('')).toThrow();
  });

  test('takes files of a kind and a size only', async () => {
    const { readUpload } = await load('read-upload');
    const stream = async function* (...parts: number[][]) {
      for (const part of parts) yield Uint8Array.from(part);
    };
    const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    expect((await readUpload(stream(png, [1]))).type).toBe('image/png');
    await expect(readUpload(stream([0x3c, 0x73]))).rejects.toThrow('kind');
    await expect(readUpload(stream(png, png), 10)).rejects.toThrow('large');
  });

  test('believes no state but its own', async () => {
    const { signState, verifyState, stateCookie } = await load('login-state');
    const key = Buffer.alloc(32, 1);
    const state = signState('client-1', key);
    expect(verifyState(state, key)).toBe('client-1');
    expect(verifyState(state, Buffer.alloc(32, 2))).toBeUndefined();
    expect(verifyState(signState('client-1', key, Date.now() - 700_000), key)).toBeUndefined();
    for (const other of ['', 'a.b', state.replace(/^./, 'x'), state.replace(/\..*/, '.')])
      expect(verifyState(other, key), other).toBeUndefined();
    expect(stateCookie(state)).toMatch(/^__Host-state=.*Secure; HttpOnly; SameSite=Lax$/);
  });

  test('logs to standard error, without secrets', () => {
    const code = `import { log } from './src/log.ts'; log.info({ headers: { authorization: 'abc' + '123' }, user: { password: 'p' + 'w' }, token: 'to' + 'k' }, 'called');`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: place,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    const line = JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
    expect(line).toMatchObject({
      msg: 'called',
      token: '[redacted]',
      user: { password: '[redacted]' },
    });
    expect(stderr).not.toMatch(/abc123|"pw"|"tok"/);
  });

  test('says what is missing on standard error, and ends', () => {
    const start = (env: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, ['src/settings.ts'], {
        cwd: place,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...env },
      });
    const missing = start({ DATABASE_URL: ' ' });
    expect(missing).toMatchObject({ status: 1, stdout: '' });
    expect(missing.stderr).toContain('DATABASE_URL is not set');
    expect(start({ DATABASE_URL: 'postgres://' }).status).toBe(0);
  });

  test('marks what fails, and keeps the details from the model', async () => {
    const { answered, ExpectedError } = await load('tool-error');
    const fine = { content: [] };
    expect(await answered(async () => fine)).toBe(fine);
    const told = await answered(async () => {
      throw new ExpectedError('no-town', 'There is no such town.');
    });
    expect(told).toEqual({
      isError: true,
      content: [{ type: 'text', text: 'no-town: There is no such town.' }],
    });
    const said: unknown[] = [];
    const { error } = console;
    console.error = (it: unknown) => said.push(it);
    const hidden = await answered(async () => {
      throw new Error('password of the database');
    });
    console.error = error;
    expect(JSON.stringify(hidden)).not.toContain('password');
    expect(JSON.stringify(hidden)).toContain('"isError":true');
    expect(said).toHaveLength(1);
  });

  test('measures calls, failures and times', async () => {
    const { measured, metricsText } = await load('metrics');
    await measured('get', async () => ({}))();
    await measured('get', async () => ({ isError: true }))();
    await expect(measured('get', () => Promise.reject(new Error('no')))()).rejects.toThrow('no');
    const text = await metricsText();
    expect(text).toContain('mcp_tool_calls_total{tool="get"} 3');
    expect(text).toContain('mcp_tool_errors_total{tool="get"} 2');
    expect(text).toContain('mcp_tool_duration_seconds_count{tool="get"} 3');
  });

  test('refuses the sixty-first call of a minute with 429, of that caller only', async () => {
    const { limitCalls } = await load('rate-limit');
    const express = require('express');
    const app = express();
    app.use((request: Record<string, unknown>, _: unknown, next: () => void) => {
      request.auth = { clientId: (request.headers as Record<string, string>).client };
      next();
    });
    app.use('/mcp', limitCalls, (_: unknown, response: { sendStatus(it: number): void }) =>
      response.sendStatus(200),
    );
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const ask = (client: string) =>
      fetch(`http://127.0.0.1:${server.address().port}/mcp`, { headers: { client } });
    for (let nth = 0; nth < 60; nth += 1) expect((await ask('ada')).status).toBe(200);
    const refused = await ask('ada');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(((await refused.json()) as { error: { code: number } }).error.code).toBe(-32000);
    expect((await ask('bob')).status).toBe(200);
    server.close();
  });

  test('takes tokens of its issuer, for it, that end', async () => {
    const { SignJWT, exportJWK, generateKeyPair } = await import('jose');
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' };
    const issuer = createServer((_, response) =>
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys: [jwk] })),
    );
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', () => resolve()));
    process.env.TOKEN_ISSUER = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    process.env.TOKEN_AUDIENCE = 'https://mcp.weather.dev/mcp';
    const { verifyAccessToken, challenge } = await load('verify-token');
    const token = (change: (it: InstanceType<typeof SignJWT>) => InstanceType<typeof SignJWT>) =>
      change(
        new SignJWT({ sub: 'ada' })
          .setProtectedHeader({ alg: 'ES256', kid: 'k' })
          .setIssuer(process.env.TOKEN_ISSUER ?? '')
          .setAudience(process.env.TOKEN_AUDIENCE ?? '')
          .setExpirationTime('1m'),
      ).sign(privateKey);
    expect((await verifyAccessToken(await token((it) => it))).sub).toBe('ada');
    const forever = await new SignJWT({ sub: 'ada' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setIssuer(process.env.TOKEN_ISSUER)
      .setAudience(process.env.TOKEN_AUDIENCE)
      .sign(privateKey);
    for (const bad of [
      await token((it) => it.setAudience('https://other.dev')),
      await token((it) => it.setIssuer('https://other.dev')),
      await token((it) => it.setExpirationTime('-1m')),
      forever,
      'x.y.z',
    ])
      await expect(verifyAccessToken(bad)).rejects.toThrow();
    expect(challenge()).toBe(
      'Bearer resource_metadata="https://mcp.weather.dev/.well-known/oauth-protected-resource"',
    );
    issuer.close();
  });

  test('runs its tests against a server', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      [
        join(ROOT, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--root',
        place,
        'test/tools.test.ts',
        'test/injection.test.ts',
      ],
      { cwd: place, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
    );
    expect(stdout).toMatch(/Tests\s+\d+ passed/);
    expect(status).toBe(0);
  }, 60_000);
});

test('JavaScript has no types, and is read', () => {
  const written = writtenFor(JAVASCRIPT);
  const names = Object.keys(written).filter((name) => name.endsWith('.js'));
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const text = written[name] ?? '';
    expect(text, name).not.toMatch(/[«»]/);
    // The load test has an export of its own kind, and k6 reads it.
    parseScript(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  }
});

test('Python is read by Python', () => {
  const written = Object.entries(writtenFor(PYTHON)).filter(([name]) => name.endsWith('.py'));
  expect(written.length).toBeGreaterThan(8);
  const program =
    'import ast, json, sys\nfor name, text in json.load(sys.stdin):\n    ast.parse(text, name)\n';
  for (const [name, text] of written)
    expect(readSource(name, text)?.module.errors, name).toEqual([]);
  const python = ['python3', 'python'].find((it) => spawnSync(it, ['--version']).status === 0);
  if (python) execFileSync(python, ['-c', program], { input: JSON.stringify(written) });
});

test('Go is read without a mistake', () => {
  const written = Object.entries(writtenFor(GO)).filter(([name]) => name.endsWith('.go'));
  expect(written.length).toBeGreaterThan(5);
  for (const [name, text] of written) {
    expect(text, name).toMatch(/^package main\n/m);
    expect(readSource(name, text)?.module.errors, name).toEqual([]);
  }
});

test('forms, jobs and alerts are YAML, listings and bundles what is asked for', () => {
  const all = { ...script, ...writtenFor(GO), ...writtenFor(PYTHON) };
  const yaml = Object.keys(all).filter((name) => /\.ya?ml$/.test(name));
  expect(yaml.sort()).toEqual([
    '.github/ISSUE_TEMPLATE/bug.yml',
    '.github/workflows/test.yml',
    'monitoring/alerts.yml',
  ]);
  for (const name of yaml) parseYaml(all[name] ?? '');
  for (const files of [SCRIPT, PYTHON]) {
    const written = writtenFor(files);
    expect(registryProblems(written['server.json'] ?? '')).toEqual([]);
    expect(JSON.parse(written['server.json'] ?? '').packages).toHaveLength(1);
    expect(bundleProblems(written['manifest.json'] ?? '')).toEqual([]);
  }
  expect(parseYaml(readFileSync(join(ROOT, 'action.yml'), 'utf8')).name).toBeTruthy();
});
