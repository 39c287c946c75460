import { dirname, resolve } from 'node:path';
import { pagesOf } from '../../rules/catalog/pages.ts';
import { offIn } from '../../rules/fixes/switch/plan.ts';
import { readText } from '../machine/read-text.ts';
import { replaceFile } from '../machine/replace-file.ts';
import type { Trust } from '../machine/trust.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import {
  type Disk,
  type SwitchedFile,
  type SwitchOutcome,
  stateOf,
} from '../workspace/switches.ts';
import { boundaryOf } from './boundary.ts';
import { inspect } from './inspect.ts';
import type { Inspection } from './inspection.ts';
import type { Io } from './io.ts';
import { settingsOf } from './options.ts';

/** A config with the names of its servers. */
export interface Found extends SwitchedFile {
  readonly shown: string;
  readonly on: readonly string[];
  readonly off: readonly string[];
  /** For each server, what tells that another one has the same credential. */
  readonly credentials: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where its credentials are made worthless. */
  readonly revoke: ReadonlyMap<string, readonly { readonly label: string; readonly url: string }[]>;
  /** What each server is today. */
  readonly fingerprints: ReadonlyMap<string, string>;
}

export const disk: Disk = {
  readText: async (path) => {
    const read = await readText(path);
    return read.ok ? read.text : undefined;
  },
  writeBeside: nodeRuntime.writeBeside,
};

/** All configs at these paths with what can be switched in them. */
export async function findSwitched(
  io: Io,
  paths: readonly string[],
  { user, trust }: { readonly user: boolean; readonly trust: Trust },
): Promise<{ readonly files: readonly Found[]; readonly inspection: Inspection }> {
  const seen = new Map<string, Omit<Found, 'off' | 'fingerprints'>>();
  const inspection = await inspect(
    io,
    { paths, user, settings: settingsOf({}), trust },
    ({ path, text, shown, analysis: { config, credentials } }) => {
      if (!config) return;
      const known = new Map<string, Set<string>>();
      const revoke = new Map<string, { label: string; url: string }[]>();
      for (const server of config.servers) {
        const references = server.places.flatMap((it) =>
          it.references.map(({ name }) => `= ${name}`),
        );
        const values = credentials
          .filter((it) => it.place.server === server && it.verdict === 'credential')
          .map((it) => it.place.text.value.slice(it.start, it.end));
        revoke.set(
          server.name,
          credentials
            .filter((it) => it.place.server === server && it.verdict === 'credential')
            .flatMap(({ provider, label }) => {
              const url = pagesOf(provider, label).revoke;
              return url ? [{ label, url }] : [];
            }),
        );
        known.set(server.name, new Set([...references, ...values]));
      }
      const on = config.servers.filter((it) => it.read && !it.disabled).map(({ name }) => name);
      const { host } = config;
      seen.set(path, { path, shown, text, host, on, credentials: known, revoke });
    },
  );
  const files = await Promise.all(
    [...seen.values()].map(async (it) => {
      const off = offIn(await stateOf(disk, it), it.host).map(({ name }) => name);
      const evidence = inspection.evidence.find((file) => resolve(file.path) === it.path);
      const fingerprints = new Map(
        evidence?.servers.map(({ name, fingerprint }) => [String(name), fingerprint]),
      );
      return { ...it, on: it.on.filter((name) => !off.includes(name)), off, fingerprints };
    }),
  );
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), inspection };
}

/**
 * Writes what was worked out: servers that go off are kept before the config loses them, and until it has them again.
 *
 * @throws what says why nothing, or not all of it, was written
 */
export async function writeSwitched(
  file: SwitchedFile,
  outcome: SwitchOutcome,
  on: boolean,
): Promise<void> {
  const first = async (): Promise<void> => {
    for (const { path, before, meanwhile, kept } of outcome.beside)
      if (meanwhile !== undefined)
        await disk.writeBeside(path, before, meanwhile, dirname(file.path), kept);
  };
  const beside = async (): Promise<void> => {
    for (const { path, before, meanwhile, after, kept } of outcome.beside) {
      const last = on ? (meanwhile ?? before) : before;
      await disk.writeBeside(path, last, after, dirname(file.path), kept);
    }
  };
  const config = async (): Promise<void> => {
    if (outcome.text === file.text) return;
    const isElsewhere = !resolve(file.path).startsWith(process.cwd());
    const within = isElsewhere ? undefined : await boundaryOf(file.path, process.cwd());
    await replaceFile(file.path, outcome.text, { before: file.text, within, throughLinks: true });
  };
  for (const step of on ? [first, config, beside] : [beside, config]) await step();
}
