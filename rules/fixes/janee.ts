import type { Config, Server } from '../config/config.ts';
import { appendProperty } from '../document/edit.ts';
import { at } from '../document/node.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { sentence } from '../secrets/safe.ts';
import type { TextEdit } from '../text/span.ts';
import type { Guide } from './guide.ts';
import { entryOf, removeEntry } from './reference-keys.ts';
import { removeServerFix } from './remove.ts';
import { switchByKey } from './switch/key.ts';

/**
 * Services that Janee knows by name and that take one bearer token, by the ids of the providers catalog. One whose
 * address hangs on a project, or whose key goes into another header, is not among them.
 * https://github.com/rsdouglas/janee/blob/0123448/src/core/directory.ts, read in November 2026.
 */
const SERVICES: Readonly<Record<string, { readonly name: string; readonly url: string }>> = {
  stripe: { name: 'stripe', url: 'https://api.stripe.com' },
  github: { name: 'github', url: 'https://api.github.com' },
  vercel: { name: 'vercel', url: 'https://api.vercel.com' },
  cloudflare: { name: 'cloudflare', url: 'https://api.cloudflare.com/client/v4' },
  openai: { name: 'openai', url: 'https://api.openai.com/v1' },
  replicate: { name: 'replicate', url: 'https://api.replicate.com/v1' },
  slack: { name: 'slack', url: 'https://slack.com/api' },
  sendgrid: { name: 'sendgrid', url: 'https://api.sendgrid.com/v3' },
  resend: { name: 'resend', url: 'https://api.resend.com' },
  notion: { name: 'notion', url: 'https://api.notion.com/v1' },
  airtable: { name: 'airtable', url: 'https://api.airtable.com/v0' },
};

/** What is done first on a machine that does not have it. https://github.com/rsdouglas/janee#readme */
export const INSTALL_GUIDE: Guide = {
  title: sentence`Janee is not on this machine`,
  steps: [
    {
      text: sentence`Install it`,
      copy: sentence`npm install --global @true-and-useful/janee`,
    },
    { text: sentence`Make its store`, copy: sentence`janee init` },
    { text: sentence`Then choose "Move to Janee…" again` },
  ],
};

/** A credential of one server that Janee can keep in its place. */
export interface JaneeMove {
  readonly server: Server;
  /** What Janee calls the service. */
  readonly service: string;
  /** The words behind `janee`: the key is no part of them, it comes in a variable. */
  readonly args: readonly string[];
  readonly variable: string;
  value(): string;
}

/** The variable in which Janee is given a key, while it is added. */
const VARIABLE = 'MCP_CHECKLIST_KEY';

/** The credentials of a config that Janee can keep: whole values of variables, one for each server. */
export function janeeMoves(credentials: readonly CredentialMatch[]): readonly JaneeMove[] {
  const moves = new Map<Server, JaneeMove>();
  for (const { place, start, end, provider, verdict } of credentials) {
    const { server, text, role } = place;
    const service = provider && Object.hasOwn(SERVICES, provider) ? SERVICES[provider] : undefined;
    if (verdict !== 'credential' || !server?.launch || role !== 'env' || !service) continue;
    if (start !== 0 || end !== text.value.length || moves.has(server)) continue;
    const { name, url } = service;
    moves.set(server, {
      server,
      service: name,
      args: ['add', name, '-u', url, '--auth-type', 'bearer', '--key-from-env', VARIABLE],
      variable: VARIABLE,
      value: () => text.value,
    });
  }
  return [...moves.values()];
}

/** The edit that takes a credential of Janee's out of its server; the others follow in the text that it makes. */
export function takeOutOf(config: Config, found: CredentialMatch): TextEdit | undefined {
  const { server, text } = found.place;
  const entry = server && entryOf(server, text);
  return server && entry && removeEntry(config, server, entry);
}

/**
 * Switches a server off that the agent no longer needs; where its host has no key for that, it is taken out.
 *
 * @returns undefined where neither can be done by an edit
 */
export function stopServer(config: Config, server: Server): readonly TextEdit[] | undefined {
  const off = switchByKey(config, server, false);
  if (off) return off;
  const [removal] = removeServerFix(config, server);
  return removal?.edits().flatMap((it) => ('span' in it ? it : []));
}

/** Lets the host start Janee, unless it does; undefined where its servers stand in no map that an edit can add to. */
export function addJanee(config: Config, path: readonly string[]): TextEdit | undefined {
  const { document, host } = config;
  for (const root of document.roots) {
    const map = at(root, path);
    if (map?.kind !== 'object') continue;
    const [command = 'command'] = host.fields.command;
    const [args = 'args'] = host.fields.args;
    return appendProperty(document, map, 'janee', { [command]: 'janee', [args]: ['serve'] });
  }
  return undefined;
}

/** Whether a server is Janee. */
export function isJanee({ command, args }: Server): boolean {
  return command?.value === 'janee' && args[0]?.value === 'serve';
}
