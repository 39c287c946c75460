import os from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { readSmallText } from '../../machine/read-regular.ts';
import { runProgram } from '../../machine/run-program.ts';
import { jsonOf } from '../json.ts';

const HELPER_MS = 8_000;
const MAX_BYTES = 1024 * 1024;
/** What Docker Hub's entry is called for reasons of age. */
const HUB = 'https://index.docker.io/v1/';

const Config = z.object({
  auths: z.optional(z.record(z.string(), z.looseObject({ auth: z.optional(z.string()) }))),
  credsStore: z.optional(z.string()),
  credHelpers: z.optional(z.record(z.string(), z.string())),
});

const HelperAnswer = z.object({ Username: z.string(), Secret: z.string() });

/**
 * What docker on this machine is logged in with at a registry, as the value of a header: from its credential helper,
 * or from its own file. https://docs.docker.com/reference/cli/docker/login/#credential-stores
 *
 * @returns undefined where it is not logged in, or only with an identity token
 */
export async function basicAuthFor(
  host: string,
  distrusted: readonly string[],
): Promise<string | undefined> {
  const config = await read();
  if (!config) return undefined;
  for (const key of keysOf(host)) {
    const helper = config.credHelpers?.[key] ?? config.credsStore;
    const pair = helper ? await askHelper(helper, key, distrusted) : config.auths?.[key]?.auth;
    // Of two lines, or of none that a header may hold, it is no credential.
    if (pair && /^[\w+/=-]+$/.test(pair)) return `Basic ${pair}`;
  }
  return undefined;
}

/** Whether the person's own docker has been told of that registry. */
export async function isKnownToDocker(host: string): Promise<boolean> {
  const config = await read();
  return keysOf(host).some(
    (key) =>
      Object.hasOwn(config?.auths ?? {}, key) || Object.hasOwn(config?.credHelpers ?? {}, key),
  );
}

function keysOf(host: string): readonly string[] {
  return host === 'registry-1.docker.io' ? [HUB, 'docker.io'] : [host, `https://${host}`];
}

async function read(): Promise<z.infer<typeof Config> | undefined> {
  const said = process.env.DOCKER_CONFIG;
  // From a folder that depends on where we were started, it could be anybody's.
  const folder = said && path.isAbsolute(said) ? said : path.join(os.homedir(), '.docker');
  const text = await readSmallText(path.join(folder, 'config.json'), MAX_BYTES);
  return text === undefined ? undefined : Config.safeParse(jsonOf(text)).data;
}

/** https://github.com/docker/docker-credential-helpers: the registry on its input, JSON on its output. */
async function askHelper(
  name: string,
  registry: string,
  distrusted: readonly string[],
): Promise<string | undefined> {
  const outcome = await runProgram({
    name: `docker-credential-${name}`,
    args: ['get'],
    distrusted,
    input: registry,
    timeoutMs: HELPER_MS,
    maxBytes: MAX_BYTES,
  });
  return outcome.kind === 'ended' && outcome.code === 0 ? pairIn(outcome.output) : undefined;
}

function pairIn(out: string): string | undefined {
  const { data } = HelperAnswer.safeParse(jsonOf(out));
  if (!data || data.Username === '<token>') return undefined;
  return Buffer.from(`${data.Username}:${data.Secret}`).toString('base64');
}
