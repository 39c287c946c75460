// A browser to drive: the machine's own, else one from npm, else (last resort, as root) Debian's.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import { Failure, quiet, step } from '../steps.mjs';
import { installOnce } from './cache.mjs';
import { unpack } from './unpack.mjs';

const packed = '147.0.2';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

/** Quiet, offline, and able to run as root in a container. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launchChromium() {
  const { executablePath, env } = await findChromium();
  const options = { executablePath, args: flags, env: { ...process.env, ...env } };
  // Our own exit handlers close the browser; playwright's would end the process before they ran.
  return chromium.launch({
    ...options,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * @typedef {{ executablePath: string, env: Record<string, string> }} Chromium
 * @returns {Promise<Chromium>}
 */
export async function findChromium() {
  const own = process.env.MCP_CHECKLIST_CHROMIUM || installedChromium();
  if (own) return { executablePath: own, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const fromNpm = await npmChromium().catch((error) => {
      console.log(`  Chromium from npm does not run here: ${firstLine(error)}`);
      return undefined;
    });
    if (fromNpm) return fromNpm;
  }
  return debianChromium();
}

function installedChromium() {
  const extension = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((f) => path.join(f, name + extension)));
  const apps = macApps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  return [...onPath, ...apps].find((file) => existsSync(file));
}

/** A Chromium packed for serverless machines: one program that needs next to no system library. */
async function npmChromium() {
  const folder = await installOnce(`chromium-${packed}-linux-x64`, (draft) =>
    step('Installing Chromium from npm (200 MB on disk, once)', async () => {
      await unpackChromium(draft);
      await tryOut(describe(draft));
    }),
  );
  return describe(folder);
}

/** @param {string} folder @returns {Chromium} */
function describe(folder) {
  const executablePath = path.join(folder, 'chromium');
  const { stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8' });
  /** @type {Record<string, string>} */
  const env = {};
  // The libraries that came with it are older than most systems' own: only where one is missing.
  if (!stdout || stdout.includes('not found'))
    env.LD_LIBRARY_PATH = path.join(folder, 'libraries', 'lib');
  if (!existsSync('/usr/share/fonts')) env.FONTCONFIG_PATH = path.join(folder, 'fonts');
  return { executablePath, env };
}

/** @param {string} folder */
async function unpackChromium(folder) {
  const npm = path.join(folder, 'npm');
  await mkdir(npm);
  await writeFile(path.join(npm, 'package.json'), '{ "private": true }\n');
  const options = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefix',
    npm,
  ];
  await quiet('npm', ['install', `@sparticuz/chromium@${packed}`, ...options], { cwd: npm });
  const bin = path.join(npm, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const executable = path.join(folder, 'chromium');
  const program = createReadStream(path.join(bin, 'chromium.br'));
  await pipeline(program, createBrotliDecompress(), createWriteStream(executable));
  await chmod(executable, 0o755);
  await unpack(path.join(bin, 'swiftshader.tar.br'), folder);
  await unpack(path.join(bin, 'fonts.tar.br'), path.join(folder, 'fonts'));
  await unpack(path.join(bin, 'al2023.tar.br'), path.join(folder, 'libraries'));
  await writeFile(path.join(folder, 'fonts', 'fonts.conf'), fontConfig);
  await rm(npm, { recursive: true });
}

/** Theirs names fixed folders under /tmp. */
const fontConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

/** A library may be missing that ldd does not see, so one page is really opened. @param {Chromium} found */
async function tryOut({ executablePath, env }) {
  const browser = await chromium.launch({
    executablePath,
    args: flags,
    env: { ...process.env, ...env },
  });
  try {
    const page = await browser.newPage();
    await page.setContent('<p>ready</p>');
    await page.screenshot();
  } finally {
    await browser.close();
  }
}

/** @returns {Promise<Chromium>} */
async function debianChromium() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Failure(
      'No Chromium was found. Install one (for example `apt install chromium`) or name it in MCP_CHECKLIST_CHROMIUM.',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step('Installing Chromium with apt-get', async () => {
    await quiet('apt-get', ['update', '-q'], { env });
    await quiet('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], { env });
  });
  const executablePath = installedChromium();
  if (!executablePath) throw new Failure('apt-get installed chromium, but it is not on PATH.');
  return { executablePath, env: {} };
}

/** @param {unknown} error */
function firstLine(error) {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0];
}
