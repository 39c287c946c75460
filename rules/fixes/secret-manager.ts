import type { Config } from '../config/config.ts';
import { replaceInText } from '../document/edit.ts';
import type { FixDraft } from '../findings/finding.ts';
import type { CredentialMatch } from '../secrets/index.ts';
import { safe, sentence } from '../secrets/safe.ts';
import { movesOf } from './moves.ts';
import { entryOf, removeEntry } from './reference-keys.ts';
import { wrapCommand } from './wrap-command.ts';

/** A program that starts another one with secrets in its environment. */
export interface SecretManager {
  readonly id: string;
  readonly label: string;
  /** What stands in front of the command; `{server}` is the server's name. */
  readonly words: readonly string[];
  /** It takes the command as one text, for a shell. */
  readonly asText?: true;
  /** What stands in place of the value; without it, the variable goes, as the program knows it by its name. */
  readonly reference?: (server: string, name: string) => string;
  /** Takes the variables from a file that it is told with this flag. */
  readonly fileFlag?: string;
  /** It knows the credentials of one provider alone. */
  readonly provider?: string;
}

/** In the order in which they are offered. */
export const secretManagers: readonly SecretManager[] = [
  {
    // https://developer.1password.com/docs/cli/secret-references/
    id: 'op',
    label: '1Password',
    words: ['op', 'run', '--'],
    reference: (server, name) => `op://Private/${slugOf(server)}/${name}`,
  },
  // https://docs.doppler.com/docs/cli
  { id: 'doppler', label: 'Doppler', words: ['doppler', 'run', '--'] },
  // https://infisical.com/docs/cli/commands/run
  { id: 'infisical', label: 'Infisical', words: ['infisical', 'run', '--'] },
  // https://bitwarden.com/help/secrets-manager-cli/#run
  { id: 'bws', label: 'Bitwarden', words: ['bws', 'run', '--'] },
  // https://github.com/99designs/aws-vault
  {
    id: 'aws-vault',
    label: 'aws-vault',
    words: ['aws-vault', 'exec', 'default', '--'],
    provider: 'aws',
  },
  // https://github.com/hashicorp/envconsul#command-line-flags
  {
    id: 'envconsul',
    label: 'Vault',
    words: ['envconsul', '-no-prefix', '-secret=kv/{server}'],
  },
  // https://getsops.io/docs/#passing-secrets-to-other-processes
  { id: 'sops', label: 'SOPS', words: ['sops', 'exec-env', 'secrets.enc.env'], asText: true },
  // https://dotenvx.com/docs/advanced/run-f
  { id: 'dotenvx', label: 'dotenvx', words: ['dotenvx', 'run', '--'], fileFlag: '-f' },
];

/**
 * Starts the server through a secrets manager: the way out where the host resolves no reference.
 *
 * @param available ids of the managers that are on this machine, or that the person has named
 * @param envFile where a manager that reads a file should find one; undefined for its usual place
 * @param usual that place, absolute, where it is known
 */
export function secretManagerFixes(
  config: Config,
  found: CredentialMatch,
  available: readonly string[],
  envFile: string | undefined,
  usual = envFile,
): readonly FixDraft[] {
  const { place, start, end, suggestedName, provider, confidence } = found;
  const { server, text, role } = place;
  const entry = server && entryOf(server, text);
  if (!server?.launch || role !== 'env' || !entry) return [];
  // A part of a value is nothing that a manager could put there.
  if (start !== 0 || end !== text.value.length) return [];
  const name = entry.property.key.value || suggestedName;
  const { secretWrapper } = server.launch;
  const chosen = secretManagers.filter(({ id, provider: only }) =>
    // One that starts it already knows the way.
    secretWrapper === undefined
      ? available.includes(id) && (only === undefined || only === provider)
      : id === secretWrapper,
  );
  return chosen.flatMap((manager, index): FixDraft[] => {
    const reference = manager.reference?.(server.name, name);
    const command =
      secretWrapper === undefined
        ? wrapCommand(config, server, wordsOf(manager, server.name, envFile), manager.asText)
        : () => [];
    if (!command) return [];
    const { words, label, id, fileFlag } = manager;
    return [
      {
        id: `start-through-${id}`,
        title: safe.join(
          [
            secretWrapper === undefined
              ? sentence`Start it through ${safe.name(label)} (${safe.name(words.slice(0, 2).join(' '))}), `
              : sentence`Leave it to ${safe.name(label)}, `,
            reference === undefined
              ? sentence`which brings ${safe.name(name)} along`
              : sentence`with ${safe.name(reference)}`,
          ],
          '',
        ),
        // Its value has to be put there before the server starts again.
        kind: 'review',
        preferred: index === 0 && confidence !== 'low',
        moves: movesOf(
          found,
          name,
          { how: fileFlag && usual ? 'file' : 'keeps', label },
          fileFlag && usual,
        ),
        edits: () => [
          ...command(),
          reference === undefined
            ? removeEntry(config, server, entry)
            : replaceInText(text, start, end, reference),
        ],
      },
    ];
  });
}

function slugOf(server: string): string {
  return server.replace(/[^\w.-]+/g, '-') || 'mcp';
}

function wordsOf(
  { words, fileFlag }: SecretManager,
  server: string,
  file: string | undefined,
): readonly string[] {
  if (fileFlag !== undefined && file !== undefined)
    return [...words.slice(0, -1), fileFlag, file, ...words.slice(-1)];
  return words.map((word) => word.replace('{server}', slugOf(server)));
}
