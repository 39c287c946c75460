import type { Reader } from '../../../rules/findings/finding.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { quoted } from '../../machine/secrets/env-file.ts';
import type { SecretsWay } from '../../protocol.ts';
import type { Session } from '../session.ts';
import { filesFor, type TakenFrom } from './keep-secrets.ts';

const WINDOWS = process.platform === 'win32';

/**
 * Where secrets may go: only the answers that whoever looks them up honours, in words that are true of it. What is
 * done with several secrets has to be true of each.
 */
export function waysFor(session: Session, taken: readonly TakenFrom[]): readonly SecretsWay[] {
  const readers = taken.map(({ reader }) => reader);
  const [first] = readers;
  const one = readers.every((it) => it?.how === first?.how && it?.label === first?.label);
  const reader = one ? first : undefined;
  const files = safe.join(filesFor(session, taken).map(safe.text), ', ');
  const isRead =
    readers.every((it) => it?.how === 'file') && session.client.options.trusted !== false;
  const save: SecretsWay = {
    go: 'save',
    label: sentence`Save to ${files}`,
    detail: isRead
      ? sentence`${label(reader)} reads it from there when the server starts. Only you can read the file, and git ignores it.`
      : sentence`To have it at hand: only you can read the file, and nothing else looks there.`,
  };
  const copy: SecretsWay = {
    go: 'copy',
    label: sentence`Copy (cleared after 1 min)`,
    detail: copyDetail(reader),
  };
  const discard: SecretsWay = {
    go: 'discard',
    label: sentence`Discard`,
    detail: sentence`For one that you revoke anyway. It will be nowhere else; undo brings it back.`,
  };
  if (isRead) return [save, copy, discard];
  if (reader?.how !== 'environment') return [copy, save, discard];
  const profile: SecretsWay = {
    go: 'profile',
    label: WINDOWS
      ? sentence`Copy the line for PowerShell (cleared after 1 min)`
      : sentence`Copy the line for your shell profile (cleared after 1 min)`,
    detail: sentence`${label(reader)} reads it from its environment. Then start ${label(reader)} from a new ${SHELL}.`,
  };
  return [profile, copy, save, discard];
}

const SHELL: SafeText = WINDOWS ? sentence`session` : sentence`shell`;

export function label(reader: Reader | undefined): SafeText {
  return reader ? safe.name(reader.label) : sentence`The application`;
}

function copyDetail(reader: Reader | undefined): SafeText {
  switch (reader?.how) {
    case 'asks':
      return sentence`${label(reader)} will ask once when the server starts: paste it there.`;
    case 'keeps':
      return sentence`Put it into ${label(reader)}, which brings it along when the server starts.`;
    case 'environment':
      return sentence`The value alone, to be put where ${label(reader)} gets its environment from.`;
    default:
      return sentence`Paste it where you keep secrets.`;
  }
}

/** For `~/.zshrc` and its like, or for PowerShell, which keeps it for the user. */
export function profileLine(name: string, value: string): string {
  if (!WINDOWS) return `export ${name}=${quoted(value).text}\n`;
  return `[Environment]::SetEnvironmentVariable('${name}', '${value.replaceAll("'", "''")}', 'User')\n`;
}
