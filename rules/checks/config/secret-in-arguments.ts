import { knownServer } from '../../catalog/servers.ts';
import type { Config, Place, Server } from '../../config/config.ts';
import { launchesOf, serverFlags } from '../../config/server-words.ts';
import { appendProperty, isOpen } from '../../document/edit.ts';
import { property } from '../../document/node.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { removeWords } from '../../fixes/remove.ts';
import type { Word } from '../../launch/launch.ts';
import type { Reference } from '../../references/syntax.ts';
import { readName } from '../../secrets/name.ts';
import { safe, sentence } from '../../secrets/safe.ts';

export const secretInArguments = defineRule({
  meta: {
    id: 'secret-in-arguments',
    subject: 'config',
    items: ['production/1'],
    severity: 'information',
    tier: 'strict',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'a reference to a secret that ends up on the command line',
    why: 'Other programs and users of the machine see command lines in the list of processes, and logs keep them.',
    standards: {
      cwe: [214, 532],
      owaspMcp: ['MCP01'],
      owaspLlm: ['LLM02'],
      cosai: ['MCP-T5', 'MCP-T12'],
    },
  },
  messages: {
    argument: '{name} ends up on the command line, where the list of processes shows it.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      for (const place of server.places) {
        if (place.role !== 'arg' && place.role !== 'command') continue;
        for (const reference of place.references) {
          if (!isSecret(place, reference) || !isResolved(config, server, place, reference))
            continue;
          report({
            message: 'argument',
            data: { name: reference.name },
            span: place.text.spanOf(reference.start, reference.end),
            pointer: place.pointer,
            server,
            fixes: moveFix(config, server, place, reference),
          });
        }
      }
    }
  },
});

/** By its own name, or that of the flag in front of it. */
function isSecret({ text, server, index }: Place, { syntax, name, start }: Reference): boolean {
  if (syntax === 'vscode-variable' || syntax === 'command') return false;
  if (syntax === 'secret-uri') return true;
  const own = text.value.slice(0, start);
  const flag = /^-{1,2}([\w-]+)=$/.exec(own)?.[1] ?? server?.args[index - 1]?.value ?? '';
  const named = own === '' || own.endsWith('=') ? flag.replace(/^-+/, '') : '';
  return isSecretName(name) || isSecretName(named);
}

function isSecretName(name: string): boolean {
  const { kind, strength } = readName(name);
  return strength === 'strong' && (kind === 'password' || kind === 'secret' || kind === 'phrase');
}

/** Whether the host, or a shell on the way, puts the value there; proxies such as mcp-remote look themselves. */
function isResolved(
  { host }: Config,
  { launch }: Server,
  { role, text }: Place,
  { syntax }: Reference,
): boolean {
  const { understands, places } = host.references;
  // Nobody knows what an unknown host does.
  if (host.confidence !== 'low' && understands.includes(syntax) && places.includes(role))
    return true;
  return (launch?.shells ?? []).some(
    ({ dialect, script }) =>
      script?.text === text &&
      (dialect === 'cmd' ? syntax === 'percent' : syntax === 'dollar' || syntax === 'brace'),
  );
}

/** `docker run -e NAME=…` passes NAME on instead; a known server reads a variable in place of its flag. */
function moveFix(
  config: Config,
  server: Server,
  place: Place,
  reference: Reference,
): readonly FixDraft[] {
  const { document, host } = config;
  const value = place.text.value;
  const assignment = launchesOf(server)
    .flatMap(({ assignments }) => assignments)
    .find(
      ({ word, value: part }) => word.text === place.text && part && part.start <= reference.start,
    );
  const field = host.fields.env.find((it) => property(server.node, it)) ?? host.fields.env[0];
  const env = field === undefined ? undefined : property(server.node, field)?.value;
  if (!host.references.places.includes('env') || field === undefined) return [];
  if (env && (env.kind !== 'object' || !isOpen(document, env))) return [];

  const set = (name: string, text: string) =>
    env?.kind === 'object'
      ? property(env, name)
        ? []
        : [appendProperty(document, env, name, text)]
      : [appendProperty(document, server.node, field, { [name]: text })];

  if (assignment?.value && assignment.word.start === 0 && value.startsWith(`${assignment.name}=`)) {
    const container = launchesOf(server).some(({ flags }) =>
      flags.some(({ name, value: it }) => name === '--env' && it?.word === assignment.word),
    );
    if (!container) return [];
    const { name, value: part } = assignment;
    const span = place.text.spanOf(part.start - 1, part.end);
    return [move(name, () => [{ span, newText: '' }, ...set(name, part.value)])];
  }
  const flag = serverFlags(server).find(({ value: it }) => it?.word.text === place.text);
  const spec = server.launch?.server;
  const known = spec && knownServer(spec.ecosystem, spec.name)?.secretFlags;
  const name = flag && known && Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
  if (!flag?.value || name === undefined) return [];
  const words: readonly Word[] =
    flag.value.word === flag.word ? [flag.word] : [flag.word, flag.value.word];
  const removal = removeWords(config, server, words);
  const text = flag.value.value;
  return removal ? [move(name, () => [removal(), ...set(name, text)])] : [];
}

function move(name: string, edits: FixDraft['edits']): FixDraft {
  return {
    id: 'use-variable',
    title: sentence`Pass it as ${safe.name(name)} instead`,
    kind: 'review',
    preferred: true,
    edits,
  };
}
