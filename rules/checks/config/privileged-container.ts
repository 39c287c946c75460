import type { Server } from '../../config/config.ts';
import { isContainer, launchesOf, spotOf } from '../../config/server-words.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { removeWordsFix } from '../../fixes/remove.ts';
import type { Flag } from '../../launch/launch.ts';
import { mountSource } from '../../launch/mounts.ts';
import { safe, sentence } from '../../secrets/safe.ts';

const messages = {
  privileged: '{flag} gives the container all the rights of this machine.',
  socket: 'The socket of {engine} is mounted: the container can take over this machine.',
  root: 'The whole disk of this machine is mounted into the container.',
  host: '{flag} puts the container into the {namespace} namespace of this machine.',
  network: '{flag} lets the container reach every port of this machine.',
  capability: '{flag} gives the container rights to break out.',
  unconfined: '{flag} disables a protection of the container.',
  user: '{flag} runs the server as root inside the container.',
} as const;

type Context = RuleContext<typeof messages>;

/** Capabilities from which a container gets out: man 7 capabilities; Docker's own default has none of them. */
const CAPABILITIES =
  /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|DAC_READ_SEARCH|BPF)$/i;

const NAMESPACES: ReadonlySet<string> = new Set([
  '--pid',
  '--ipc',
  '--userns',
  '--uts',
  '--cgroupns',
]);
const UNCONFINED = /^(?:seccomp|apparmor|systempaths)[=:]unconfined$|^label[=:]disable$/;
const DISKS = /^\/dev\/(?:mem|kmem|sd[a-z]|nvme\d|disk|port)\b/;

/** Sockets that control an engine, and the engine's name. */
const SOCKETS: readonly (readonly [RegExp, string])[] = [
  [/[\\/]docker(?:\.raw)?\.sock$|[\\/]docker_engine$/i, 'Docker'],
  [/[\\/]podman\.sock$/i, 'Podman'],
  [/[\\/](?:containerd|crio|cri-dockerd)\.sock$/i, 'the container engine'],
];

export const privilegedContainer = defineRule({
  meta: {
    id: 'privileged-container',
    subject: 'config',
    items: ['production/2'],
    severity: 'error',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'a container that is started with rights over the machine around it',
    why: 'A container is a wall only as long as nobody hands it the keys; then the server is root on this machine.',
    standards: { cwe: [250, 269], owaspMcp: ['MCP02'], owaspLlm: ['LLM06'], cosai: ['MCP-T9'] },
  },
  messages,
  check(context) {
    for (const server of context.config.servers) {
      for (const launch of launchesOf(server)) {
        if (isContainer(launch)) for (const flag of launch.flags) judge(context, server, flag);
      }
    }
  },
});

function judge(context: Context, server: Server, flag: Flag): void {
  const { report } = context;
  const { name } = flag;
  const value = flag.value?.value ?? '';
  const data = { flag: value === '' ? name : `${name} ${value}` };
  const spot = spotOf(server, flag.value ?? flag.word);
  const common = { ...spot, fixes: removeFix(context, server, flag) };
  if (name === '--privileged') {
    if (value !== 'false') report({ message: 'privileged', data, ...common });
  } else if (name === '--use-api-socket') {
    report({ message: 'socket', data: { engine: 'Docker' }, ...common });
  } else if (name === '--volume' || name === '--mount') {
    const source = mountSource(name, value);
    const engine = SOCKETS.find(([pattern]) => pattern.test(source))?.[1];
    if (engine !== undefined) report({ message: 'socket', data: { engine }, ...common });
    else if (isRoot(source)) report({ message: 'root', data: {}, ...common });
  } else if (NAMESPACES.has(name)) {
    const namespace = name.slice(2);
    if (value === 'host') report({ message: 'host', data: { ...data, namespace }, ...common });
  } else if (name === '--network') {
    // Many servers get it only to reach something on this machine, and on a Mac it does little.
    if (value === 'host') report({ message: 'network', data, ...common, severity: 'warning' });
  } else if (name === '--cap-add') {
    if (value.split(',').some((it) => CAPABILITIES.test(it)))
      report({ message: 'capability', data, ...common });
  } else if (name === '--device') {
    if (DISKS.test(value)) report({ message: 'capability', data, ...common });
  } else if (name === '--security-opt') {
    if (UNCONFINED.test(value)) report({ message: 'unconfined', data, ...common });
  } else if (name === '--user' && /^(?:root|0)(?::|$)/.test(value)) {
    // What most images do anyway, but here somebody asked for it.
    report({ message: 'user', data, ...common, severity: 'information' });
  }
}

function isRoot(source: string): boolean {
  return /^(?:[A-Za-z]:)?[\\/]{1,2}$|^[A-Za-z]:$/.test(source);
}

function removeFix({ config }: Context, server: Server, { name, word, value }: Flag) {
  const words = value && value.word !== word ? [word, value.word] : [word];
  // `-itv …`: other flags stand in the same word.
  if (!word.value.startsWith('--') && word.value.length > 2) return [];
  return removeWordsFix(config, server, words, sentence`Remove ${safe.name(name)}`);
}
