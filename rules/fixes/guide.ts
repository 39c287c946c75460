import type { Config, Server } from '../config/config.ts';
import { serverOf } from '../engine/about.ts';
import type { Finding } from '../findings/finding.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { secretManagers } from './secret-manager.ts';

/** One step of a way out that no edit of this file can be. */
export interface GuideStep {
  readonly text: SafeText;
  /** What is typed in a terminal or a config for it; it never holds any value of the file. */
  readonly copy?: SafeText;
}

export interface Guide {
  /** What is offered, in the imperative. */
  readonly title: SafeText;
  readonly steps: readonly GuideStep[];
}

/**
 * What a person does about an error that has no edit: it stands in a place where neither the host nor a launcher
 * looks a value up, or an edit would guess.
 *
 * @returns undefined for a finding that has a fix, and for one that is no error
 */
export function guideOf(config: Config | undefined, finding: Finding): Guide | undefined {
  if (finding.fixes.length > 0 || finding.severity !== 'error') return undefined;
  const name = serverOf(finding);
  const server = config?.servers.find((it) => safe.text(it.name) === name);
  if (finding.credential) return setUpManager(finding, server);
  const step = BY_HAND[`${finding.rule} ${finding.messageId}`] ?? BY_HAND[finding.rule];
  return {
    title: sentence`Show how to fix this by hand…`,
    steps: [{ text: sentence`${finding.message}` }, ...(step ? [{ text: step }] : [])],
  };
}

/** Where a fix would have to guess, or would take somebody's comment along. */
const BY_HAND: Readonly<Record<string, SafeText>> = {
  'invalid-syntax': sentence`Mend the first mistake and save: those behind it may be its consequence. Credentials in the file are judged all the same.`,
  'invalid-syntax tooLarge': sentence`Keep only the servers in this file: no application needs a config of that size.`,
  'invalid-syntax tooDeep': sentence`Take the nested part out: no application reads a config that deep.`,
  'invalid-server nothing': sentence`Give the entry a "command" or a "url", or remove it.`,
  'invalid-server': sentence`Write the entry with the fields that this application reads for one kind of server, local or remote.`,
  'invalid-server beside': sentence`Keep one of the two fields, and remove the other.`,
  'invalid-server nested': sentence`Move the fields one level up, into the entry itself.`,
  'invalid-server commandLine': sentence`Write the program alone as the command, and each word behind it as an item of the list of arguments.`,
  'malicious-package': sentence`Remove the entry with all of its lines, then rotate every credential that this machine has.`,
  'disabled-tls-verification': sentence`Remove the flag or the variable. If a certificate is not trusted, name it in NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.`,
  'privileged-container': sentence`Remove the flag; where the server needs one right, give it that one with --cap-add.`,
};

/** The secrets managers of the product, each with what it is put in front of. */
function setUpManager(finding: Finding, server: Server | undefined): Guide {
  const remote = server !== undefined && !server.launch;
  const inside = remote
    ? sentence`npx -y mcp-remote <URL> --header '<header>:\${SECRET}'`
    : sentence`<the command as it stands>`;
  const text = server?.launch
    ? sentence`Let the server read the value from a variable: as an argument or in an address it shows in the list of processes.`
    : sentence`This application sends what stands here as it is. mcp-remote puts a variable in its place when it starts.`;
  const managers = secretManagers
    .filter(({ provider }) => provider === undefined || provider === finding.credential?.provider)
    .map(({ label, words }): GuideStep => {
      const [slug = 'mcp'] = /[\w.-]+/.exec(server?.name ?? '') ?? [];
      const front = words.map((it) => it.replace('{server}', slug)).join(' ');
      return {
        text: sentence`${safe.name(label)} starts it with the secret in its environment`,
        copy: sentence`${safe.name(front)} ${inside}`,
      };
    });
  return { title: sentence`Set up a secrets manager…`, steps: [{ text }, ...managers] };
}
