import { relative, resolve } from 'node:path';
import type { Config, Server } from '../../rules/config/config.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { inspect } from './inspect.ts';
import { type Io, UsageError } from './io.ts';
import { settingsOf, type TrustOptions, trustOf } from './options.ts';

/** A server, the config it stands in, and where what a team decides about it is kept. */
export interface Target {
  readonly config: Config;
  readonly server: Server;
  readonly path: string;
  readonly fingerprint: string;
  readonly policyFile: string;
}

/** The server of that name, in the config that is named or the one of the working folder that has it. */
export async function findTarget(
  io: Io,
  name: string,
  options: TrustOptions & { readonly config?: string },
): Promise<Target> {
  // A file may be judged more than once.
  const byPath = new Map<string, Omit<Target, 'fingerprint' | 'policyFile'>>();
  const inspection = await inspect(
    io,
    {
      paths: options.config === undefined ? ['.'] : [options.config],
      settings: settingsOf({}),
      trust: trustOf(options),
    },
    ({ analysis: { config }, file }) => {
      const server = config?.servers.find((it) => it.read && it.name === name);
      if (config && server) byPath.set(file.path, { config, server, path: file.path });
    },
  );
  const found = [...byPath.values()];
  const [only] = found;
  if (!only)
    throw new UsageError(
      `there is no server "${name}" in ${options.config ?? 'a config of this folder'}.`,
    );
  if (found.length > 1) {
    const paths = found.map(({ path }) => relative('.', path)).join(', ');
    throw new UsageError(
      `there are several servers "${name}": say which with --config (${paths}).`,
    );
  }
  if (only.server.disabled) throw new UsageError(`the server "${name}" is switched off.`);
  const fingerprint = inspection.evidence
    .filter((it) => resolve(it.path) === only.path)
    .flatMap(({ servers }) => servers)
    .find((it) => it.name === safe.name(name))?.fingerprint;
  return {
    ...only,
    fingerprint: fingerprint ?? '',
    policyFile: await inspection.projectFileFor(only.path),
  };
}
