import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';

const HELPER_MS = 8_000;
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
export async function basicAuthFor(host: string): Promise<string | undefined> {
  const folder = process.env.DOCKER_CONFIG ?? path.join(os.homedir(), '.docker');
  const config = await read(path.join(folder, 'config.json'));
  if (!config) return undefined;
  const keys = host === 'registry-1.docker.io' ? [HUB, 'docker.io'] : [host, `https://${host}`];
  for (const key of keys) {
    const helper = config.credHelpers?.[key] ?? config.credsStore;
    const pair = helper ? await askHelper(helper, key) : config.auths?.[key]?.auth;
    // Of two lines, or of none that a header may hold, it is no credential.
    if (pair && /^[\w+/=-]+$/.test(pair)) return `Basic ${pair}`;
  }
  return undefined;
}

async function read(file: string): Promise<z.infer<typeof Config> | undefined> {
  try {
    return Config.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** https://github.com/docker/docker-credential-helpers: the registry on its input, JSON on its output. */
function askHelper(name: string, registry: string): Promise<string | undefined> {
  if (!/^[\w.-]+$/.test(name)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const options = { timeout: HELPER_MS, windowsHide: true };
    const child = execFile(`docker-credential-${name}`, ['get'], options, (error, out) =>
      resolve(error ? undefined : pairIn(out)),
    );
    child.on('error', () => resolve(undefined));
    child.stdin?.on('error', () => undefined).end(registry);
  });
}

function pairIn(out: string): string | undefined {
  try {
    const { data } = HelperAnswer.safeParse(JSON.parse(out));
    if (!data || data.Username === '<token>') return undefined;
    return Buffer.from(`${data.Username}:${data.Secret}`).toString('base64');
  } catch {
    return undefined;
  }
}
