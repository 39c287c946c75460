import { knownServer, knownService, type ReadOnly } from '../../catalog/servers.ts';
import type { Place, Server } from '../../config/config.ts';
import {
  isContainer,
  launchesOf,
  serverFlags,
  spotOf,
  variablesOf,
} from '../../config/server-words.ts';
import { property } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { addFlagFix, addVariableFix, extendUrlFix, replaceFlagFix } from '../../fixes/add.ts';
import type { Flag, Launch, PackageSpec } from '../../launch/launch.ts';

const messages = {
  package: '{label} can write here; {switch} makes it read only.',
  service: '{label} can write here; {switch} makes it read only.',
} as const;

type Context = RuleContext<typeof messages>;

export const writableByDefault = defineRule({
  meta: {
    id: 'writable-by-default',
    subject: 'config',
    items: ['production/2'],
    severity: 'information',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    doneWith: 'server',
    disabledServers: false,
    finds: 'a known server with a read-only mode that is not on',
    why: 'Most questions only need reading; what cannot write cannot delete on a hidden instruction either.',
    standards: {
      cwe: [250, 1188],
      owaspMcp: ['MCP02'],
      owaspLlm: ['LLM06'],
      cosai: ['MCP-T2', 'MCP-T9'],
    },
  },
  messages,
  check(context) {
    for (const server of context.config.servers) {
      for (const launch of launchesOf(server)) {
        const spec = launch.server;
        const known = spec && knownServer(spec.ecosystem, spec.name);
        if (!spec || !known?.readOnly || isOn(server, known.readOnly)) continue;
        context.report({
          message: 'package',
          data: { label: known.label, switch: nameOf(known.readOnly, isContainer(launch)) },
          ...spotOf(server, spec.named),
          fixes: fixesFor(context, server, launch, spec, known.readOnly),
        });
      }
      for (const place of server.urls) judgeService(context, server, place);
    }
  },
});

function judgeService({ report }: Context, server: Server, place: Place): void {
  const url = place.text.value;
  const known = knownService(url);
  const how = known?.readOnly;
  if (!known || !how || (!how.query && !how.path) || isOn(server, how)) return;
  const end = url.search(/[?#]/) < 0 ? url.length : url.search(/[?#]/);
  if (how.path !== undefined && url.slice(0, end).toLowerCase().includes(how.path)) return;
  if (how.query && new RegExp(`[?&]${how.query[0]}=`).test(url)) return;
  const wanted = how.query ? `?${how.query.join('=')}` : `/${how.path}`;
  report({
    message: 'service',
    data: { label: known.label, switch: wanted },
    span: place.text.spanOf(0, end),
    pointer: place.pointer,
    server,
    fixes: extendUrlFix(place, how, end),
  });
}

/** Whether the server was told, in whatever way, or may be told by something this text only refers to. */
function isOn(server: Server, { flag, env, header }: ReadOnly): boolean {
  if (flag !== undefined) {
    const wanted = flag.split('=')[1];
    const said = flagWritten(server, flag);
    if (said && wanted === undefined) return !/^(?:false|0|no)$/i.test(inWord(said) ?? '');
    if (said) return said.value?.value === wanted;
  }
  if (env) {
    const [name] = env;
    // What stands on the command line overrides the entry.
    const said = variablesOf(server).findLast((it) => it.name === name);
    if (said) return !/^(?:|false|0|no|off)$/i.test(said.value);
    if (server.launch?.assignments.some((it) => it.name === name)) return true;
  }
  return (
    header !== undefined &&
    server.headers.some(({ key, value }) => {
      const text = value?.kind === 'text' ? value.value.trim() : '';
      return (
        key.value.toLowerCase() === header.toLowerCase() && !/^(?:|false|f|no|n|0|off)$/i.test(text)
      );
    })
  );
}

function flagWritten(server: Server, flag: string): Flag | undefined {
  const name = flag.split('=', 1)[0]?.toLowerCase();
  return serverFlags(server).find((it) => it.name.toLowerCase() === name);
}

function inWord({ word, value }: Flag): string | undefined {
  return value?.word === word ? value.value : undefined;
}

function nameOf({ flag, env }: ReadOnly, container: boolean): string {
  return env && (container || flag === undefined) ? env.join('=') : (flag ?? '');
}

function fixesFor(
  { config }: Context,
  server: Server,
  launch: Launch,
  spec: PackageSpec,
  { flag, env }: ReadOnly,
): readonly FixDraft[] {
  if (isContainer(launch) && env) return addVariableFix(config, server, env, spec.word);
  const written = flag === undefined ? undefined : flagWritten(server, flag);
  if (flag !== undefined && written) return replaceFlagFix(written, flag);
  if (flag !== undefined) return addFlagFix(config, server, flag, spec.word);
  // A variable for a container has to go through its command line.
  if (!env || isContainer(launch)) return [];
  const key = config.host.fields.env.find((it) => property(server.node, it));
  return addVariableFix(config, server, env, undefined, key);
}
