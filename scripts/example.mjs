// Makes the example workspace that people open: a copy of example/ in which every placeholder has
// become a made-up credential. Committed, such values would trip every secret scanner there is.
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { seeded } from '../test/fake.ts';
import { quiet, root } from './steps.mjs';
import { cacheDir } from './vscode/cache.mjs';

const template = path.join(root, 'example');

/**
 * The example as it was left, or a new one.
 * @param {{ reset?: boolean, folder?: string }} [options]
 * @returns {Promise<string>}
 */
export async function exampleWorkspace({
  reset = false,
  folder = path.join(cacheDir, 'mcp-example'),
} = {}) {
  if (reset) await rm(folder, { recursive: true, force: true });
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}.draft`;
  await mkdir(path.dirname(folder), { recursive: true });
  await copyTemplate(template, draft);
  await asRepository(draft);
  await rename(draft, folder);
  return folder;
}

/**
 * Copies a folder and fills its placeholders in: `{{fake:github}}` is a GitHub token, another one
 * each time; `{{fake:github#name}}` is the same one wherever that name stands.
 * @param {string} from
 * @param {string} to
 */
export async function copyTemplate(from, to) {
  await cp(from, to, { recursive: true });
  const fill = filler();
  const entries = await readdir(to, { recursive: true, withFileTypes: true });
  // Sorted, so that every machine makes up the same values.
  const files = entries
    .filter((entry) => entry.isFile())
    .map((e) => path.join(e.parentPath, e.name));
  for (const file of files.sort()) {
    const text = await readFile(file, 'utf8');
    if (text.includes('{{fake:')) await writeFile(file, fill(text));
  }
}

function filler() {
  const fake = seeded(20261121);
  /** @type {Map<string, string>} */
  const named = new Map();
  /** @type {Record<string, () => string>} */
  const others = {
    password: () => fake.password(),
    secret: () => fake.base62(40),
    uuid: () => fake.uuid(),
    jwt: () => fake.jwt({ sub: 'handbook', iat: 1_790_000_000, exp: 1_990_000_000 }),
    openai: () => fake.openai(),
    stripe: () => fake.stripe(),
  };
  const make = (/** @type {string} */ kind) =>
    others[kind]?.() ?? fake.token(/** @type {Parameters<typeof fake.token>[0]} */ (kind));
  return (/** @type {string} */ text) =>
    text.replace(/\{\{fake:([a-z0-9-]+)(#[a-z]+)?\}\}/g, (placeholder, kind, name) => {
      const value = named.get(placeholder) ?? make(kind);
      if (name) named.set(placeholder, value);
      return value;
    });
}

/** A real project is under version control. @param {string} folder */
async function asRepository(folder) {
  const person = ['-c', 'user.name=Example', '-c', 'user.email=example@example.invalid'];
  const git = (/** @type {string[]} */ ...args) =>
    quiet('git', [...person, '-c', 'commit.gpgSign=false', '-C', folder, ...args]);
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--no-verify', '--message', 'Add MCP servers');
}
