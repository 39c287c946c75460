import { knownServer } from '../../catalog/servers.ts';
import type { Server } from '../../config/config.ts';
import {
  flagsAmong,
  isContainer,
  launchesOf,
  spotOf,
  variablesOf,
} from '../../config/server-words.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { Launch, Part, Word } from '../../launch/launch.ts';
import { mountSource } from '../../launch/mounts.ts';
import { partOf } from '../../launch/word.ts';

const messages = {
  disk: 'This server can reach every file on this machine ({path}).',
  shared: 'This server can reach {path}: files of the system and of other people.',
  home: 'This server can reach all of {path}: every project, key and token in it.',
  secrets: 'This server can reach {path}, where keys and tokens are kept.',
} as const;

type Context = RuleContext<typeof messages>;
type Breadth = keyof typeof messages;

export const broadFilesystemAccess = defineRule({
  meta: {
    id: 'broad-filesystem-access',
    subject: 'config',
    items: ['production/2'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: false,
    finds:
      'a server or a container that is given the whole disk, the home folder or where keys are kept',
    why: 'One instruction hidden in a web page is enough to have the model read what the server can read.',
    standards: {
      cwe: [22, 250, 732],
      owaspMcp: ['MCP02'],
      owaspLlm: ['LLM06'],
      cosai: ['MCP-T9'],
    },
  },
  messages,
  check(context) {
    for (const server of context.config.servers) {
      for (const launch of launchesOf(server)) {
        for (const path of pathsOf(launch)) judge(context, server, path);
      }
      judgeVariables(context, server);
    }
  },
});

/** The paths of this machine that a command line hands over. */
function pathsOf(launch: Launch): readonly Part[] {
  if (isContainer(launch)) {
    return launch.flags.flatMap(({ name, value }) => {
      if (!value || (name !== '--volume' && name !== '--mount')) return [];
      const source = mountSource(name, value.value);
      const from = value.from + value.value.indexOf(source);
      // The whole disk is a matter of privileged-container.
      return source === '' || (breadthOf(source) === 'disk' && isRoot(source))
        ? []
        : [partOf(value.word, from, from + source.length)];
    });
  }
  const { server } = launch;
  const folders = server && knownServer(server.ecosystem, server.name)?.folders;
  if (!folders) return handedOver(launch.serverArgs);
  if (folders === 'arguments') {
    return launch.serverArgs
      .filter(({ value }) => !value.startsWith('-'))
      .map((word) => partOf(word));
  }
  return flagsAmong(launch.serverArgs).flatMap(({ name: flag, value }) =>
    value && folders.includes(flag) ? [value] : [],
  );
}

/** Flags that take a folder: `--allowed-dir`, `--root`, `--workspace`. */
const FOLDER_FLAG =
  /(?:^|[-_.])(?:dirs?|directory|directories|folders?|roots?|paths?|workspaces?|allow(?:ed)?|mounts?|fs|filesystem|files?|vault|home|projects?|scope|base|include|expose|share|volumes?|repo|repos|repository)(?:$|[-_.])/i;
/** Flags and variables whose `/` is the beginning of addresses, and those where programs keep their own files. */
const OTHER_PURPOSE =
  /url|uri|route|prefix|endpoint|(?:^|[-_])(?:base|root|mount|api|http|web|sse|mcp|public|context|server)[-_]?path$|^-{0,2}path$|cache|config|log|tmp|temp|data[-_]?dir|state|profile|browser|chrome|install|bin(?:$|[-_])|python|node|java|sdk|toolchain|prefix/i;

/** What a server that nobody knows is given: a bare path, or one behind a flag that is about folders. */
function handedOver(words: readonly Word[]): readonly Part[] {
  // Nearly all are given nothing that could be broad.
  if (!words.some(({ value }) => MAY_BE_BROAD.test(value))) return [];
  const flags = flagsAmong(words);
  const values = new Set(flags.map(({ value }) => value?.word));
  const bare = words.filter((word) => !word.value.startsWith('-') && !values.has(word));
  const flagged = flags.flatMap(({ name, value }) =>
    value && FOLDER_FLAG.test(name.replace(/^-+/, '')) && !OTHER_PURPOSE.test(name) ? [value] : [],
  );
  return [...bare.map((word) => partOf(word)), ...flagged];
}

/** What every path that reaches far begins with, as a word of its own or behind the `=` of a flag. */
const MAY_BE_BROAD = /(?:^|=)(?:[\\/~$%{]|[A-Za-z]:)/;

/** `ALLOWED_DIRECTORIES`, `FS_ROOT`, `WORKSPACE_DIR`: variables that say what a server may read. */
function isFolderVariable(name: string): boolean {
  if (!MAY_BE_FOLDER.test(name)) return false;
  const words = name.slice(0, 100).toUpperCase().split('_');
  const last = words.at(-1) ?? '';
  if (words.some((word) => GIVING.test(word)) && FOLDER.test(last)) return true;
  return last === 'ROOTS' || (FOLDER.test(last) && OF_WHAT.test(words.at(-2) ?? ''));
}

/** What stands in each of these names. */
const MAY_BE_FOLDER = /DIR|FOLDER|ROOT|PATH|FILES/i;
const GIVING =
  /^(?:ALLOW|ALLOWED|PERMITTED|ACCESSIBLE|READABLE|WRITABLE|WHITELIST|EXPOSED|SHARED)$/;
const FOLDER = /^(?:DIRS?|DIRECTORY|DIRECTORIES|FOLDERS?|ROOTS?|ROOTDIR|PATHS?|FILES)$/;
const OF_WHAT =
  /^(?:FS|FILE|FILES|FILESYSTEM|WORKSPACE|PROJECTS?|VAULT|SANDBOX|ROOT|BASE|WORK|WORKING|MCP|SCAN|INDEX|DOCUMENTS?|CODE|REPOS?)$/;

/** A variable may hold several, with any of the usual separators between them, or as JSON. */
function judgeVariables({ report }: Context, server: Server): void {
  for (const variable of variablesOf(server)) {
    const { name, value, span, pointer } = variable;
    if (!isFolderVariable(name) || OTHER_PURPOSE.test(name)) continue;
    const paths = value
      .split(/[,;"[\]\s]+|:(?![\\/])|(?<!^[A-Za-z]):(?=\/)/)
      .filter((it) => it !== '');
    const path = paths.find((it) => breadthOf(it) !== undefined);
    const message = path === undefined ? undefined : breadthOf(path);
    if (path === undefined || message === undefined) continue;
    report({ message, data: { path }, span, pointer, server, confidence: 'medium' });
  }
}

function judge({ report }: Context, server: Server, path: Part): void {
  const message = breadthOf(path.value);
  if (message) report({ message, data: { path: path.value }, ...spotOf(server, path) });
}

const HOME_REFERENCE =
  /^(?:~|\$HOME|\$\{(?:env:)?HOME\}|\$\{userHome\}|\{env:HOME\}|%USERPROFILE%|%HOMEPATH%|\$\{(?:env:)?USERPROFILE\}|\$env:USERPROFILE)/;
/** Where programs keep their keys; what is in them is named in each program's manual. */
const SECRETS =
  /^[\\/](?:\.ssh|\.aws|\.gnupg|\.kube|\.docker|\.azure|\.config(?:[\\/]gcloud|[\\/]gh)?|\.password-store|\.local[\\/]share[\\/]keyrings|Library(?:[\\/]Keychains)?|AppData(?:[\\/]Roaming)?)$/i;

function breadthOf(path: string): Breadth | undefined {
  if (!MAY_BE_BROAD.test(path)) return undefined;
  const trimmed = path.length > 1 ? path.replace(/(?<![\\/])[\\/]+$/, '') : path;
  if (isRoot(path)) return 'disk';
  if (
    /^(?:\/(?:Users|home|etc|var|usr|opt|Volumes|mnt)|[A-Za-z]:[\\/](?:Users|Windows))$/i.test(
      trimmed,
    )
  )
    return 'shared';
  const home =
    HOME_REFERENCE.exec(trimmed)?.[0] ??
    /^(?:\/root|\/(?:Users|home)\/[^/]+|[A-Za-z]:[\\/]Users[\\/][^\\/]+|\/mnt\/[a-z]\/Users\/[^/]+)(?=[\\/]|$)/i.exec(
      trimmed,
    )?.[0];
  if (home === undefined) return undefined;
  const rest = trimmed.slice(home.length);
  if (rest === '') return 'home';
  return SECRETS.test(rest) ? 'secrets' : undefined;
}

function isRoot(path: string): boolean {
  return /^[\\/]{1,2}$|^[A-Za-z]:[\\/]{0,2}$/.test(path);
}
