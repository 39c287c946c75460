import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { NextStep, SecretsGo } from '../../protocol.ts';
import type { Session } from '../session.ts';
import type { TakenFrom } from './keep-secrets.ts';
import { label } from './ways.ts';

/** What is looked up from now on, and what is worthless from now on: the same, unless there is a new one. */
interface Moved {
  readonly taken: readonly TakenFrom[];
  readonly past: readonly TakenFrom[];
}

/** What a person does once secrets are out of a file: start the server, and make the old ones worthless. */
export async function nextSteps(
  session: Session,
  { taken, past: old }: Moved,
  go: SecretsGo,
  kept: readonly string[] = [],
): Promise<readonly NextStep[]> {
  const steps: NextStep[] = startSteps(taken, go);
  for (const file of kept) {
    const detail = sentence`Only you can read it.`;
    steps.push({ does: 'open', label: sentence`Open ${safe.text(file)}`, detail, target: file });
  }
  const past = await pastOf(session, old);
  const seen = new Set<string>();
  for (const { name, kind } of old) {
    const key = kind?.revoke ?? name;
    if (seen.has(key)) continue;
    seen.add(key);
    const what = kind ? sentence`the old ${kind.label}` : sentence`the old ${safe.name(name)}`;
    const why = past ?? sentence`It stood in a file in plain text; who has read it can use it.`;
    steps.push(
      kind?.revoke
        ? { does: 'browse', label: sentence`Revoke ${what}`, detail: why, target: kind.revoke }
        : {
            does: 'read',
            label: sentence`Revoke ${what} where you got it`,
            detail: why,
            target: '',
          },
    );
  }
  return steps;
}

/** One for each that looks secrets up, as each does it in its own way. */
function startSteps(taken: readonly TakenFrom[], go: SecretsGo): NextStep[] {
  if (taken.length === 0)
    return [
      readStep(sentence`Start the servers again`, sentence`They have the old value until then.`),
    ];
  const steps = new Map<string, NextStep>();
  for (const it of taken) {
    const step = startStep(it, go);
    steps.set(step.label, steps.get(step.label) ?? step);
  }
  return [...steps.values()];
}

function readStep(label: SafeText, detail: SafeText): NextStep {
  return { does: 'read', label, detail, target: '' };
}

function startStep({ reader, name: variable, file }: TakenFrom, go: SecretsGo): NextStep {
  const name = safe.name(variable);
  switch (reader?.how) {
    case 'asks':
      return readStep(
        sentence`Start the server`,
        go === 'copy'
          ? sentence`${label(reader)} asks for ${name}: paste it.`
          : sentence`${label(reader)} asks for ${name}.`,
      );
    case 'environment':
      return readStep(
        sentence`Set ${name}, then start ${label(reader)} again`,
        sentence`A running application keeps the environment it was started with.`,
      );
    case 'keeps':
      return readStep(
        sentence`Put ${name} into ${label(reader)}`,
        sentence`Then start the server.`,
      );
    case 'file':
      return go === 'save'
        ? readStep(
            sentence`Start the server again`,
            sentence`${label(reader)} reads ${name} from the env file.`,
          )
        : readStep(
            sentence`Put ${name} into ${safe.text(file ?? '')}`,
            sentence`${label(reader)} reads it from there when the server starts.`,
          );
    default:
      return readStep(sentence`Save the file`, sentence`Nothing looks ${name} up any more.`);
  }
}

/** Where the secrets still stand in the history of a repository; undefined where in none. */
async function pastOf(
  session: Session,
  taken: readonly TakenFrom[],
): Promise<SafeText | undefined> {
  const { runtime, client } = session;
  if (client.options.trusted === false || !runtime.commitsWith) return undefined;
  const byFile = new Map<string, string[]>();
  for (const { uri, value } of taken) {
    const path = runtime.pathOf(uri);
    if (path !== undefined) byFile.set(path, [...(byFile.get(path) ?? []), value]);
  }
  for (const [path, values] of byFile) {
    const commits = await runtime.commitsWith(path, values).catch(() => []);
    const last = commits.at(-1);
    if (last)
      return sentence`It stays in git history: ${count(commits.length, 'commit')} of ${safe.name(path.replace(/^.*[\\/]/, ''))}, back to ${safe.name(last)}.`;
  }
  return undefined;
}
