import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { publishFingerprint } from '../../rules/checklists/publish/fingerprint.ts';
import { readConfig } from '../../rules/config/read.ts';
import { parseJson } from '../../rules/document/parse-json.ts';
import { hostById } from '../../rules/hosts/index.ts';
import type { ProjectStart } from '../../rules/project/start.ts';
import { safe } from '../../rules/secrets/safe.ts';
import type { ProjectReport } from '../project/types.ts';
import { factsFor } from './facts-for.ts';
import type { Target } from './find-target.ts';
import { type Io, UsageError } from './io.ts';
import { settingsOf, type TrustOptions, trustOf } from './options.ts';
import { findProjects } from './projects.ts';

/** A host whose configs can name variables: what is made up for them has a place. */
const HOST = 'claude-code';

/**
 * The server of a project in a folder, started as its manifest says, or reached where somebody has started it.
 *
 * @param name of the project, where the folder has several
 */
export async function findProjectTarget(
  io: Io,
  folder: string,
  { name, url, ...options }: TrustOptions & { readonly name?: string; readonly url?: string },
): Promise<Target> {
  const asked = { paths: [folder], settings: settingsOf({}), trust: trustOf(options) };
  const { reports } = await findProjects(io, asked);
  const fitting = reports.filter((it) => name === undefined || it.name === name);
  const [report, other] = fitting;
  if (!report) throw new UsageError(`there is no server project in ${folder}.`);
  if (other) {
    const names = fitting.map((it) => it.name).join(', ');
    throw new UsageError(`there are several server projects: name one of them (${names}).`);
  }
  const path = resolve(report.root);
  const entry = url === undefined ? entryOf(report, resolve(folder)) : { url: ownAddress(url) };
  const text = JSON.stringify({ mcpServers: { [report.name]: entry } });
  const host = hostById(HOST);
  const config = host && readConfig(parseJson(text), host);
  const server = config?.servers[0];
  if (!config || !server) throw new UsageError('its name is none.');
  const facts = factsFor(io, asked, () => undefined);
  return {
    config,
    server,
    path,
    fingerprint: publishFingerprint(report.version, ''),
    policyFile: await facts.projectFileFor(join(path, 'package.json')),
  };
}

function entryOf({ start, name }: ProjectReport, top: string): object {
  if (!start)
    throw new UsageError(
      `the manifest of ${safe.name(name)} names no program that talks over standard input. Start it, and say where with --url.`,
    );
  const { command, args, needs, secrets }: ProjectStart = start;
  const own = needs === undefined ? undefined : resolve(top, needs);
  if (own !== undefined && !existsSync(own))
    throw new UsageError(`${safe.text(relative('.', own))} is not there: build the project first.`);
  const words = args.map((it) => (typeof it === 'string' ? it : resolve(top, it.path)));
  const env = Object.fromEntries(secrets.map((it) => [it, `\${${it}}`]));
  return { command, args: words, env };
}

/** Somebody else's server is not one's own project. */
function ownAddress(url: string): string {
  const { hostname } = URL.canParse(url) ? new URL(url) : { hostname: '' };
  if (/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return url;
  throw new UsageError(
    'an own server is reached on this machine, as in --url http://127.0.0.1:3000/mcp.',
  );
}
