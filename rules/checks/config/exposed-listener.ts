import type { Server } from '../../config/config.ts';
import {
  isContainer,
  launchesOf,
  serverFlags,
  spotOf,
  variablesOf,
} from '../../config/server-words.ts';
import { replaceInText } from '../../document/edit.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import type { Launch, Part } from '../../launch/launch.ts';
import { partOf } from '../../launch/word.ts';
import { safe, sentence } from '../../secrets/safe.ts';

/** Every address of the machine: all of IPv4, or of IPv6, with or without a port behind it. */
const ANYWHERE = /^(?:0\.0\.0\.0|\[::\]|::|\*)(?=:\d+$|$)/;
const LISTENS =
  /^-{1,2}(?:host|hostname|bind|bind-address|bind-addr|listen|listen-address|address|addr|interface|ip|sse-host|server-host|http-host|http-address)$/i;
/** `HOST`, `MCP_HOST`, `BIND_ADDRESS`; OLLAMA_HOST and its like say where a client connects to. */
const LISTENING_VARIABLE =
  /(?:^|_)(?:HOST|BIND|LISTEN|(?:BIND|LISTEN|HTTP|SERVER)_(?:ADDR|ADDRESS|HOST|IP))$/;
const CLIENTS = /^(?:OLLAMA|DOCKER|REDIS|PG|MYSQL|POSTGRES|MONGO|QDRANT|NEO4J|DB|DATABASE)_?/;

const messages = {
  listens: '{address} lets every machine on the network call the tools of this server.',
  published: '-p {port} publishes the port on every network this machine is in.',
} as const;

export const exposedListener = defineRule({
  meta: {
    id: 'exposed-listener',
    subject: 'config',
    items: ['production/2'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'a server that is told to listen on all network interfaces',
    why: 'MCP servers seldom ask who is calling: the next laptop in the café, or a web page by DNS rebinding, may.',
    standards: {
      cwe: [668, 1327],
      owaspMcp: ['MCP07', 'MCP09'],
      owaspLlm: [],
      cosai: ['MCP-T8'],
    },
  },
  messages,
  check({ config, report }) {
    for (const server of config.servers) {
      for (const address of listenersOf(server)) {
        const whole = ANYWHERE.exec(address.value)?.[0] ?? '';
        const part = partOf(address.word, address.from, address.from + whole.length);
        report({
          message: 'listens',
          data: { address: whole },
          ...spotOf(server, part),
          fixes: loopbackFix(
            part,
            whole === '::' ? '::1' : whole === '[::]' ? '[::1]' : '127.0.0.1',
          ),
        });
      }
      for (const variable of variablesOf(server)) {
        const { name, value, entry, pointer } = variable;
        const whole = ANYWHERE.exec(value)?.[0];
        if (!entry || whole === undefined || entry.value?.kind !== 'text') continue;
        if (!LISTENING_VARIABLE.test(name) || CLIENTS.test(name)) continue;
        const text = entry.value;
        report({
          message: 'listens',
          data: { address: `${name}=${whole}` },
          span: text.spanOf(0, whole.length),
          pointer,
          server,
          confidence: 'medium',
          fixes: [fix(() => [replaceInText(text, 0, whole.length, '127.0.0.1')], '127.0.0.1')],
        });
      }
      for (const launch of launchesOf(server)) {
        for (const port of publishedPorts(launch)) {
          report({
            message: 'published',
            data: { port: port.value },
            ...spotOf(server, port),
            fixes: publishFix(port),
          });
        }
      }
    }
  },
});

/** Inside a container every interface is its own: what counts there is the published port. */
function listenersOf(server: Server): readonly Part[] {
  if (launchesOf(server).some(isContainer)) return [];
  return serverFlags(server).flatMap(({ name, value }) =>
    value && LISTENS.test(name) && ANYWHERE.test(value.value) ? [value] : [],
  );
}

/** `-p 8080:80` listens on all interfaces (docs.docker.com/engine/network/port-publishing); an address in front confines it. */
function publishedPorts(launch: Launch): readonly Part[] {
  if (!isContainer(launch)) return [];
  return launch.flags.flatMap(({ name, value }) =>
    value &&
    name === '--publish' &&
    /^(?:(?:0\.0\.0\.0|\[::\]):)?\d[\d-]*:\d[\d-]*(?:\/\w+)?$/.test(value.value)
      ? [value]
      : [],
  );
}

function loopbackFix(part: Part, address: string): readonly FixDraft[] {
  const { text } = part.word;
  return [fix(() => [replaceInText(text, part.start, part.end, address)], address)];
}

function publishFix(port: Part): readonly FixDraft[] {
  const { text } = port.word;
  const bare = port.value.replace(/^(?:0\.0\.0\.0|\[::\]):/, '');
  const confined = `127.0.0.1:${bare}`;
  return [fix(() => [replaceInText(text, port.start, port.end, confined)], confined)];
}

function fix(edits: FixDraft['edits'], address: string): FixDraft {
  return {
    id: 'loopback',
    title: sentence`Use ${safe.name(address)}`,
    kind: 'review',
    preferred: true,
    edits,
  };
}
