import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isLoopback } from '../../../rules/config/urls.ts';
import type { Answer, Lookup } from '../../../rules/findings/finding.ts';
import { foldersToDistrust } from '../../machine/run-program.ts';
import { startFolder } from '../folders.ts';
import { jsonOf } from '../json.ts';
import { Memo } from '../memo.ts';
import { notTrusted, PUBLIC_REGISTRIES } from '../named.ts';
import { LookupError, type RegistryContext } from '../types.ts';
import { basicAuthFor, isKnownToDocker } from './credentials.ts';
import { get, type Reply } from './get.ts';

/** https://github.com/opencontainers/distribution-spec: an index serves every platform, so it comes first. */
const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const TokenAnswer = z.object({
  token: z.optional(z.string()),
  access_token: z.optional(z.string()),
});

interface Image {
  /** For people. */
  readonly name: string;
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

const known = new Memo<string>();

/** The digest that a tag of an image stands for now, asked of its registry. */
export async function digestOf(lookup: Lookup, context: RegistryContext): Promise<Answer> {
  const image = imageOf(lookup);
  await refuseUnknown(image, context);
  const key = `${image.host}/${image.repository}:${image.tag}`;
  const version = await known.get(key, () => fetchDigest(image, context));
  return { version, source: image.host, installed: false };
}

/** Docker's own rules: a first part without a dot or a port is no host, and one name alone is in `library`. */
export function imageOf({ name, spec }: Lookup): Image {
  const [first = '', ...rest] = name.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = isHost ? rest.join('/') : name;
  const docker = !isHost || first === 'docker.io' || first === 'index.docker.io';
  const repository = docker && !path.includes('/') ? `library/${path}` : path;
  const host = docker ? 'registry-1.docker.io' : first;
  if (!/^[\w.-]+(?::\d+)?$/.test(host) || !/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/.test(repository)) {
    throw new LookupError(`"${name}" is not the name of an image.`);
  }
  return { name, host, repository, tag: spec === '' ? 'latest' : spec };
}

/** Whoever wrote the config chose the host, and would see the question. */
async function refuseUnknown({ host, name }: Image, { trusted }: RegistryContext): Promise<void> {
  if (trusted || PUBLIC_REGISTRIES.has(host) || (await isKnownToDocker(host))) return;
  throw notTrusted(name, host);
}

async function fetchDigest(image: Image, { configPath, signal }: RegistryContext): Promise<string> {
  const { host, repository, tag, name } = image;
  if (!/^\w[\w.-]{0,127}$/.test(tag)) throw new LookupError(`"${tag}" is not a tag.`);
  // Like docker, which speaks plain http to this machine only.
  const local = isLoopback(host.replace(/:\d+$/, ''));
  const scheme = local ? 'http' : 'https';
  const uri = `${scheme}://${host}/v2/${repository}/manifests/${tag}`;
  const question = { where: `the registry ${host}`, name, signal, local };
  let reply = await get({ ...question, uri, headers: { accept: ACCEPT } });
  if (reply.status === 401) {
    const folder = startFolder(configPath);
    const distrusted = foldersToDistrust(folder === undefined ? [] : [folder]);
    const login = await basicAuthFor(host, distrusted);
    const basic = /^Basic /i.test(reply.headers.get('www-authenticate') ?? '');
    const authorization = basic && login ? login : await tokenFor(reply, question, login);
    reply = await get({ ...question, uri, headers: { accept: ACCEPT, authorization } });
  }
  if (reply.status === 401 || reply.status === 403) {
    throw new LookupError(
      `The registry ${host} asks for a login to show "${name}", or does not have it. What \`docker login ${host}\` keeps is used.`,
    );
  }
  if (reply.status === 404) {
    throw new LookupError(`The registry ${host} has no image "${name}" with the tag "${tag}".`);
  }
  if (reply.status === 429) {
    throw new LookupError(
      `The registry ${host} is rate-limiting (429). Try again in a few minutes.`,
    );
  }
  if (reply.status !== 200) {
    throw new LookupError(
      `The registry ${host} has a problem of its own (${reply.status}). Try again later.`,
    );
  }
  return checkedDigest(reply, host);
}

/** The digest is what the content says it is: a registry that names another one is not believed. */
function checkedDigest({ body, headers }: Reply, host: string): string {
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  const said = headers.get('docker-content-digest');
  if (said?.startsWith('sha256:') && said !== digest) {
    throw new LookupError(`The answer of the registry ${host} does not match its own digest.`);
  }
  return digest;
}

/** https://distribution.github.io/distribution/spec/auth/token: public images want a token as well, for nobody. */
async function tokenFor(
  { headers }: Reply,
  question: {
    readonly where: string;
    readonly name: string;
    readonly signal: AbortSignal;
    /** Whether the registry is on this machine. */
    readonly local: boolean;
  },
  login: string | undefined,
): Promise<string> {
  const challenge = headers.get('www-authenticate') ?? '';
  const parameter = (name: string): string | undefined =>
    new RegExp(`[ ,]${name}="([^"]{1,1024})"`).exec(challenge)?.[1];
  const realm = parameter('realm');
  const refused = new LookupError(
    `${question.where.replace(/^t/, 'T')} asks for a login to show "${question.name}".`,
  );
  if (!/^Bearer /i.test(challenge) || realm === undefined || !URL.canParse(realm)) throw refused;
  const uri = new URL(realm);
  // A registry elsewhere has no business with the services of this machine, nor with a login in the open.
  const isLocal = isLoopback(uri.hostname.replace(/^\[|\]$/g, ''));
  if (isLocal ? !question.local : uri.protocol !== 'https:') throw refused;
  for (const name of ['service', 'scope']) {
    const value = parameter(name);
    if (value !== undefined) uri.searchParams.set(name, value);
  }
  const reply = await get({
    ...question,
    uri: uri.href,
    headers: { accept: 'application/json', ...(login && { authorization: login }) },
  });
  const answer = reply.status === 200 && jsonOf(Buffer.from(reply.body).toString('utf8'));
  const { success, data } = TokenAnswer.safeParse(answer);
  const token = success ? (data.token ?? data.access_token) : undefined;
  if (token === undefined || !/^[\w.~+/=-]+$/.test(token)) throw refused;
  return `Bearer ${token}`;
}
