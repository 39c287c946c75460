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
  const isTrusted = session.client.options.trusted !== false;
  const ofKind = (how: Reader['how']): readonly SafeText[] => [
    ...new Set(taken.flatMap(({ reader }) => (reader?.how === how ? label(reader) : []))),
  ];
  const [readers, files] = [ofKind('environment'), isTrusted ? ofKind('file') : []];
  const others = taken.some(({ reader }) => reader?.how !== 'file');
  const places = safe.join(filesFor(session, taken).map(safe.text), ', ');
  const save: SecretsWay = {
    go: 'save',
    label: sentence`Save to ${places}`,
    detail:
      files.length === 0
        ? sentence`To have it at hand: only you can read the file, and nothing else looks there.`
        : others
          ? sentence`${safe.join(files, ', ')} reads its env file when it starts; the rest is to have at hand.`
          : sentence`${safe.join(files, ', ')} reads it from there when the server starts. Only you can read the file, and git ignores it.`,
  };
  const one = new Set(taken.map(({ reader }) => JSON.stringify(reader ?? null))).size === 1;
  const copy: SecretsWay = {
    go: 'copy',
    label: sentence`Copy (cleared after 1 min)`,
    detail: copyDetail(one ? taken[0]?.reader : undefined),
  };
  const discard: SecretsWay = {
    go: 'discard',
    label: sentence`Discard`,
    detail: sentence`For one that you revoke anyway. It will be nowhere else; undo brings it back.`,
  };
  if (files.length > 0 && !others) return [save, copy, discard];
  if (readers.length === 0) return [copy, save, discard];
  const names = safe.join(readers, ', ');
  const [verb, them] =
    readers.length === 1
      ? [sentence`reads it from its`, names]
      : [sentence`read it from their`, sentence`them`];
  const profile: SecretsWay = {
    go: 'profile',
    label: WINDOWS
      ? sentence`Copy the line for PowerShell (cleared after 1 min)`
      : sentence`Copy the line for your shell profile (cleared after 1 min)`,
    detail: sentence`${names} ${verb} environment. Then start ${them} from a new ${SHELL}.`,
  };
  return files.length > 0 ? [save, profile, copy, discard] : [profile, copy, save, discard];
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
