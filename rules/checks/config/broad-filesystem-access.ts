import { knownServer } from '../../catalog/servers.ts';
import type { Server } from '../../config/config.ts';
import { flagsAmong, isContainer, launchesOf, spotOf } from '../../config/server-words.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { Launch, Part } from '../../launch/launch.ts';
import { mountSource } from '../../launch/mounts.ts';
import { partOf } from '../../launch/word.ts';

const messages = {
  disk: 'The server gets all of {path}, other people’s files and the system’s included.',
  home: 'The server gets all of {path}: every project, and the keys and tokens kept beside them.',
  secrets: 'The server gets {path}, where keys and tokens are kept.',
} as const;

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
      'a filesystem server or a container that is given the whole disk, the home folder or where keys are kept',
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
  if (!folders) return [];
  if (folders === 'arguments') {
    return launch.serverArgs
      .filter(({ value }) => !value.startsWith('-'))
      .map((word) => partOf(word));
  }
  return flagsAmong(launch.serverArgs).flatMap(({ name: flag, value }) =>
    value && folders.includes(flag) ? [value] : [],
  );
}

function judge({ report }: RuleContext<typeof messages>, server: Server, path: Part): void {
  const message = breadthOf(path.value);
  if (message) report({ message, data: { path: path.value }, ...spotOf(server, path) });
}

const HOME_REFERENCE =
  /^(?:~|\$HOME|\$\{(?:env:)?HOME\}|\$\{userHome\}|\{env:HOME\}|%USERPROFILE%|%HOMEPATH%|\$\{(?:env:)?USERPROFILE\}|\$env:USERPROFILE)/;
/** Where programs keep their keys; what is in them is named in each program's manual. */
const SECRETS =
  /^[\\/](?:\.ssh|\.aws|\.gnupg|\.kube|\.docker|\.azure|\.config(?:[\\/]gcloud|[\\/]gh)?|\.password-store|\.local[\\/]share[\\/]keyrings|Library(?:[\\/]Keychains)?|AppData(?:[\\/]Roaming)?)$/i;

function breadthOf(path: string): Breadth | undefined {
  const trimmed = path.length > 1 ? path.replace(/(?<![\\/])[\\/]+$/, '') : path;
  if (isRoot(path)) return 'disk';
  if (
    /^(?:\/(?:Users|home|etc|var|usr|opt|Volumes|mnt)|[A-Za-z]:[\\/](?:Users|Windows))$/i.test(
      trimmed,
    )
  )
    return 'disk';
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
