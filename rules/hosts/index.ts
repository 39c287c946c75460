import { compileForLower, compileGlob } from '../text/glob.ts';
import { memoize } from '../text/memory.ts';
import { oneMcp } from './1mcp.ts';
import { abacusAi } from './abacus-ai.ts';
import { amazonQ } from './amazon-q.ts';
import { amp } from './amp.ts';
import { antigravity } from './antigravity.ts';
import { anythingllm } from './anythingllm.ts';
import { apm } from './apm.ts';
import { astrbot } from './astrbot.ts';
import { augment } from './augment.ts';
import { autohand } from './autohand.ts';
import { claudeCode } from './claude-code.ts';
import { claudeCodeAgent } from './claude-code-agent.ts';
import { claudeCodeManaged } from './claude-code-managed.ts';
import { claudeCodePlugin } from './claude-code-plugin.ts';
import { claudeCodeSettings } from './claude-code-settings.ts';
import { claudeCodeUnread } from './claude-code-unread.ts';
import { claudeCodeUser } from './claude-code-user.ts';
import { claudeDesktop } from './claude-desktop.ts';
import { cline } from './cline.ts';
import { codebuddy } from './codebuddy.ts';
import { codex } from './codex.ts';
import { codexPlugin } from './codex-plugin.ts';
import { continueJson } from './continue-json.ts';
import { continueYaml } from './continue-yaml.ts';
import { copilotCli } from './copilot-cli.ts';
import { copilotCloudAgent } from './copilot-cloud-agent.ts';
import { copilotJetbrains } from './copilot-jetbrains.ts';
import { crush } from './crush.ts';
import { cursor } from './cursor.ts';
import { cursorPlugin } from './cursor-plugin.ts';
import { deepagents } from './deepagents.ts';
import { deerFlow } from './deer-flow.ts';
import { devinLocal } from './devin-local.ts';
import { dockerAgent } from './docker-agent.ts';
import { dockerMcpCatalog } from './docker-mcp-catalog.ts';
import { eca } from './eca.ts';
import { factoryDroid } from './factory-droid.ts';
import { fastAgent } from './fast-agent.ts';
import { fastmcpJson } from './fastmcp-json.ts';
import { firebaseStudio } from './firebase-studio.ts';
import { forge } from './forge.ts';
import { geminiCli } from './gemini-cli.ts';
import { geminiCliAgent } from './gemini-cli-agent.ts';
import { generic } from './generic.ts';
import { ghAw } from './gh-aw.ts';
import { goose } from './goose.ts';
import { gptme } from './gptme.ts';
import { grokCli } from './grok-cli.ts';
import { hermesAgent } from './hermes-agent.ts';
import type { Host } from './host.ts';
import { iflowCli } from './iflow-cli.ts';
import { jan } from './jan.ts';
import { jetbrainsAiAssistant } from './jetbrains-ai-assistant.ts';
import { junie } from './junie.ts';
import { kiloCode } from './kilo-code.ts';
import { kiloCodeLegacy } from './kilo-code-legacy.ts';
import { kimiCli } from './kimi-cli.ts';
import { kimiCode } from './kimi-code.ts';
import { kiro } from './kiro.ts';
import { kode } from './kode.ts';
import { librechat } from './librechat.ts';
import { llxprtCode } from './llxprt-code.ts';
import { lmStudio } from './lm-studio.ts';
import { mastraCode } from './mastra-code.ts';
import { mcpAgent } from './mcp-agent.ts';
import { mcpRegistryServerJson } from './mcp-registry-server-json.ts';
import { mcpbManifest } from './mcpb-manifest.ts';
import { mcphub } from './mcphub.ts';
import { mcpm } from './mcpm.ts';
import { mcporter } from './mcporter.ts';
import { mistralVibe } from './mistral-vibe.ts';
import { museCode } from './muse-code.ts';
import { nanobot } from './nanobot.ts';
import { neovate } from './neovate.ts';
import { exampleOf } from './net.ts';
import { ohMyPi } from './oh-my-pi.ts';
import { openclaw } from './openclaw.ts';
import { opencode } from './opencode.ts';
import { openhands } from './openhands.ts';
import { openhandsToml } from './openhands-toml.ts';
import { pi } from './pi.ts';
import { picoclaw } from './picoclaw.ts';
import { qwenCode } from './qwen-code.ts';
import { reasonix } from './reasonix.ts';
import { rooCode } from './roo-code.ts';
import { rovoDev } from './rovo-dev.ts';
import { ruler } from './ruler.ts';
import { rulesync } from './rulesync.ts';
import { stakpak } from './stakpak.ts';
import { superagentGrok } from './superagent-grok.ts';
import { tabnine } from './tabnine.ts';
import { theia } from './theia.ts';
import { trae } from './trae.ts';
import { traeAgent } from './trae-agent.ts';
import { visualStudio } from './visual-studio.ts';
import { voidEditor } from './void.ts';
import { vscode } from './vscode.ts';
import { vscodeCodeWorkspace } from './vscode-code-workspace.ts';
import { vscodeDevcontainer } from './vscode-devcontainer.ts';
import { vscodeSettings } from './vscode-settings.ts';
import { vscodeUser } from './vscode-user.ts';
import { warp } from './warp.ts';
import { windsurf } from './windsurf.ts';
import { zed } from './zed.ts';

/** Every host with a path of its own, sorted by id. To add one, add its file and name it here. */
export const hosts: readonly Host[] = [
  oneMcp,
  abacusAi,
  amazonQ,
  amp,
  antigravity,
  anythingllm,
  apm,
  astrbot,
  augment,
  autohand,
  claudeCode,
  claudeCodeAgent,
  claudeCodeManaged,
  claudeCodePlugin,
  claudeCodeSettings,
  claudeCodeUnread,
  claudeCodeUser,
  claudeDesktop,
  cline,
  codebuddy,
  codex,
  codexPlugin,
  continueJson,
  continueYaml,
  copilotCli,
  copilotCloudAgent,
  copilotJetbrains,
  crush,
  cursor,
  cursorPlugin,
  deepagents,
  deerFlow,
  devinLocal,
  dockerAgent,
  dockerMcpCatalog,
  eca,
  factoryDroid,
  fastAgent,
  fastmcpJson,
  firebaseStudio,
  forge,
  geminiCli,
  geminiCliAgent,
  ghAw,
  goose,
  gptme,
  grokCli,
  hermesAgent,
  iflowCli,
  jan,
  jetbrainsAiAssistant,
  junie,
  kiloCode,
  kiloCodeLegacy,
  kimiCli,
  kimiCode,
  kiro,
  kode,
  librechat,
  llxprtCode,
  lmStudio,
  mastraCode,
  mcpAgent,
  mcpRegistryServerJson,
  mcpbManifest,
  mcphub,
  mcpm,
  mcporter,
  mistralVibe,
  museCode,
  nanobot,
  neovate,
  ohMyPi,
  openclaw,
  opencode,
  openhands,
  openhandsToml,
  pi,
  picoclaw,
  qwenCode,
  reasonix,
  rooCode,
  rovoDev,
  ruler,
  rulesync,
  stakpak,
  superagentGrok,
  tabnine,
  theia,
  trae,
  traeAgent,
  visualStudio,
  voidEditor,
  vscode,
  vscodeCodeWorkspace,
  vscodeDevcontainer,
  vscodeSettings,
  vscodeUser,
  warp,
  windsurf,
  zed,
];

/** The patterns of all hosts, for whoever looks for their files. */
export const globs: readonly string[] = [...new Set(hosts.flatMap((host) => host.globs))].sort();

/** Made when first asked for: most are never needed. Bounded, as patterns come from policy files as well. */
const matcherOf = memoize(compileGlob, 1000);

/**
 * Whether a path, with forward slashes, matches a pattern; upper and lower case are the same: host names are
 * case-insensitive where the file system is, and harmlessly so where it is not.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return matcherOf(glob)(path);
}

/**
 * The hosts whose file this may be, told from the path alone; the most particular pattern first.
 *
 * @param path absolute or relative, with either kind of slash
 */
export const hostsOfPath = memoize((path: string): readonly Host[] => {
  const normalized = path.replaceAll('\\', '/');
  const found = hostsAt(normalized);
  const original = found.length === 0 ? exampleOf(normalized) : undefined;
  // An example is written for whoever reads the file that is made of it.
  return original === undefined ? found : hostsAt(original);
}, 500);

function hostsAt(normalized: string): readonly Host[] {
  const path = normalized.toLowerCase();
  const name = path.slice(path.lastIndexOf('/') + 1);
  const found: { host: Host; length: number }[] = [];
  for (const { host, globs } of candidatesOf(name)) {
    let longest = 0;
    for (const { length, matches } of globs)
      if (length > longest && matches(path)) longest = length;
    // Between equals, the one that needs no look into the file comes last: it takes what the others leave.
    if (longest > 0) found.push({ host, length: longest * 2 + (host.sniff ? 1 : 0) });
  }
  return found.sort((a, b) => b.length - a.length).map(({ host }) => host);
}

interface Candidate {
  readonly host: Host;
  /** Those of its patterns that may match, as tests for paths in lower case. */
  readonly globs: readonly { readonly length: number; matches(path: string): boolean }[];
}

/** The hosts that may look for a file of that name, in lower case: those that name it come first. */
const candidatesOf = memoize((name: string): readonly Candidate[] => {
  const naming: Candidate[] = [];
  const others: Candidate[] = [];
  for (const host of hosts) {
    const globs = host.globs.filter((glob) => matchesGlob(nameIn(glob), name));
    const names = globs.some((glob) => !nameIn(glob).includes('*'));
    if (globs.length === 0) continue;
    const tests = globs.map((glob) => ({ length: glob.length, matches: compileForLower(glob) }));
    (names ? naming : others).push({ host, globs: tests });
  }
  return [...naming, ...others];
}, 500);

/** The last part of a pattern, which every path ends in that it matches. */
function nameIn(glob: string): string {
  return glob.slice(glob.lastIndexOf('/') + 1);
}

/**
 * The host whose file this is, told from the path alone.
 *
 * @param path absolute or relative, with either kind of slash
 * @returns undefined when the path says nothing; the content may (see `recognize`)
 */
export function hostOfPath(path: string): Host | undefined {
  const candidates = hostsOfPath(path);
  const normalized = path.replaceAll('\\', '/');
  return (
    candidates.find(({ sniff }) => !sniff?.some(({ glob }) => matchesGlob(glob, normalized))) ??
    candidates[0]
  );
}

/** The host with this id, the generic one included. */
export function hostById(id: string): Host | undefined {
  return id === generic.id ? generic : hosts.find((host) => host.id === id);
}

/** The files beside configs that list servers which are off; each once. */
export const offFiles: readonly string[] = [
  ...new Set(hosts.flatMap(({ offFile }) => (offFile ? offFile.path : []))),
];

/** Whether a path is one of them. */
export function isOffFile(path: string): boolean {
  const slashes = path.replaceAll('\\', '/');
  return offFiles.some((file) => slashes.endsWith(`/${file}`));
}

export { generic };

/** The application a host belongs to: its files are read together. */
export function familyOf({ family, id }: Host): string {
  return family ?? id;
}
