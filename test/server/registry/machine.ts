import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import type { RegistryContext } from '../../../server/registry/types.ts';

export const DAY = 86_400_000;
export const NOW = Date.parse('2026-06-15T12:00:00Z');

export function daysAgo(days: number): string {
  return new Date(NOW - days * DAY).toISOString();
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A machine with nothing on it but what a test puts there: a home folder, a workspace in it, and servers on
 * the loopback.
 */
export class Machine {
  readonly home = mkdtempSync(path.join(tmpdir(), 'mcp-checklist-registry-'));
  readonly workspace = path.join(this.home, 'work');
  readonly #servers: Server[] = [];

  constructor() {
    mkdirSync(this.workspace);
    for (const key of Object.keys(process.env)) {
      if (/^(?:npm_config_|UV_|PIP|XDG_)/i.test(key)) vi.stubEnv(key, undefined);
    }
    vi.stubEnv('HOME', this.home);
    vi.stubEnv('npm_config_globalconfig', path.join(this.home, 'global-npmrc'));
    vi.stubEnv('npm_config_prefix', path.join(this.home, 'prefix'));
    vi.stubEnv('PIP_CONFIG_FILE', path.join(this.home, 'pip.conf'));
  }

  /** Writes a file, by a path below the home folder. */
  write(file: string, content: string | object, modified?: number): string {
    const full = path.join(this.home, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content));
    if (modified !== undefined) utimesSync(full, modified / 1000, modified / 1000);
    return full;
  }

  /** A server; its address without a slash at the end, and the requests that came. */
  async serve(
    handler: Handler,
  ): Promise<{ readonly url: string; readonly seen: IncomingMessage[] }> {
    const seen: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      seen.push(request);
      handler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.push(server);
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
  }

  async close(): Promise<void> {
    vi.unstubAllEnvs();
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    rmSync(this.home, { recursive: true, force: true });
  }

  get configPath(): string {
    return path.join(this.workspace, '.vscode', 'mcp.json');
  }

  context(options: Partial<RegistryContext> = {}): RegistryContext {
    return {
      configPath: this.configPath,
      minimumReleaseAgeDays: 3,
      trusted: true,
      now: NOW,
      signal: new AbortController().signal,
      ...options,
    };
  }
}

export function json(response: ServerResponse, body: unknown, type = 'application/json'): void {
  response.writeHead(200, { 'content-type': type });
  response.end(JSON.stringify(body));
}

/** A packument out of versions and their age in days. */
export function packument(
  ages: Readonly<Record<string, number>>,
  options: { readonly tags?: Record<string, string>; readonly deprecated?: readonly string[] } = {},
): object {
  const versions = Object.keys(ages);
  return {
    'dist-tags': { latest: versions.at(-1), ...options.tags },
    versions: Object.fromEntries(
      versions.map((version) => [
        version,
        {
          version,
          ...(options.deprecated?.includes(version) ? { deprecated: 'use another' } : {}),
        },
      ]),
    ),
    time: Object.fromEntries(versions.map((version) => [version, daysAgo(ages[version] ?? 0)])),
  };
}
