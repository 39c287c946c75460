import { request } from 'node:http';
import * as z from 'zod/mini';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { jsonOf } from '../json.ts';

/** A light bulb waits for it. */
const PATIENCE_MS = 200;
const MAX_BYTES = 1024 * 1024;
const USUAL = '/var/run/docker.sock';

/** https://docs.docker.com/reference/api/engine/: `GET /images/{name}/json` */
const Image = z.object({ RepoDigests: z.optional(z.nullable(z.array(z.string()))) });

/**
 * The digest of the image that a tag stands for in the engine on this machine: it is what starts today, as `run` asks
 * no registry for a tag that it has.
 *
 * @returns undefined where no engine answers, or none that has it from a registry
 */
export async function installedImage({ name, spec }: Lookup): Promise<Answer | undefined> {
  const socketPath = socketOf(process.env.DOCKER_HOST);
  if (socketPath === undefined || !/^[\w./:-]+$/.test(name) || !/^[\w.-]*$/.test(spec))
    return undefined;
  const text = await get(socketPath, `/images/${name}:${spec || 'latest'}/json`);
  const { data } = Image.safeParse(text && jsonOf(text));
  const own = (data?.RepoDigests ?? []).find((it) => it.slice(0, it.indexOf('@')) === name);
  const version = own?.slice(own.indexOf('@') + 1);
  if (version === undefined || !/^sha256:[0-9a-f]{64}$/.test(version)) return undefined;
  return { version, source: 'the image on this machine', installed: true };
}

/** Only the engine of this machine: another one is the network. */
function socketOf(host: string | undefined): string | undefined {
  if (process.platform === 'win32') return undefined;
  if (host === undefined || host === '') return USUAL;
  return /^unix:\/\/(\/.+)$/.exec(host)?.[1];
}

function get(socketPath: string, path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path, timeout: PATIENCE_MS }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MAX_BYTES) asked.destroy();
      });
      reply.on('end', () => resolve(reply.statusCode === 200 ? text : undefined));
      reply.on('error', () => resolve(undefined));
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(undefined));
    asked.on('close', () => resolve(undefined));
    asked.end();
  });
}
