import { textOf } from '../../../rules/engine/summary.ts';
import { placesWith } from '../../../rules/fixes/replace-credential.ts';
import type { Analysis } from '../../../rules/index.ts';
import type { CredentialMatch } from '../../../rules/secrets/index.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { groupedBy } from '../../../rules/text/groups.ts';
import { rangeOf } from '../../machine/ranges.ts';
import type {
  CredentialAt,
  CredentialState,
  CredentialsParams,
  RotateParams,
  RotateResult,
  RotationPlace,
} from '../../protocol.ts';
import { placesOf, type Rotated, rotate } from '../../workspace/rotation.ts';
import { kindOf } from '../../workspace/taken-out.ts';
import type { Session } from '../session.ts';
import type { ReadConfig, Workspace } from '../workspace.ts';
import { changeOf, shownFile } from './change-of.ts';
import { noMove, settle } from './secrets-answer.ts';

/** A config with what was found in it. */
interface JudgedConfig {
  readonly config: ReadConfig;
  readonly analysis: Analysis;
}

/** The credentials of all configs in reach, or of one server, each once. */
export async function credentialsInReach(
  workspace: Workspace,
  { of }: CredentialsParams,
): Promise<readonly CredentialState[]> {
  const all = await judged(workspace, () => true);
  const found = all.flatMap(({ config, analysis }) =>
    analysis.credentials
      .filter(({ verdict }) => verdict === 'credential')
      .map((match) => ({ uri: config.document.uri, match })),
  );
  return [...groupedBy(found, ({ match }) => textOf(match)).values()].flatMap((places) => {
    const isMeant = ({ uri, match }: (typeof found)[number]): boolean =>
      uri === of?.uri && safe.name(match.place.server?.name ?? '') === of.server;
    const first = of ? places.find(isMeant) : places[0];
    if (!first) return [];
    return [
      {
        uri: first.uri,
        start: startOf(first.match),
        label: safe.name(first.match.label),
        name: safe.name(first.match.suggestedName),
        places: places.length,
        files: new Set(places.map(({ uri }) => uri)).size,
      },
    ];
  });
}

/** The places of a credential, and the edit that replaces it in all of them that are meant. */
export async function rotateCredential(
  session: Session,
  workspace: Workspace,
  { at, stamp: seen, to, fresh, without = [], answer }: RotateParams,
): Promise<RotateResult> {
  const found = await credentialAt(workspace, at);
  if (!found) return noRotation(CHANGED);
  const value = textOf(found);
  const label = safe.name(found.label);
  const name = found.suggestedName;
  const files = (await judged(workspace, (text) => mayHold(text, value))).filter(
    ({ analysis }) => placesWith(analysis.credentials, value).length > 0,
  );
  const places = files.flatMap((it) => statesOf(session, it, value, name));
  // Keyed, as it is made from the credential, and of more than that: nobody can compare it with another.
  const stamp = session.runtime.hashCredential(JSON.stringify([value, places, 'rotate']));
  const known = { stamp, label, places, done: 0 };
  if (to === undefined) return { ...noMove(null), ...known };
  if (seen !== stamp) return noRotation(CHANGED);
  const left = new Set(without);
  const rotated: { config: ReadConfig; fixed: Rotated }[] = [];
  for (const { config } of files) {
    const { document, file } = config;
    const own = new Set([...left].flatMap((id) => idIn(document.uri, id)));
    const rotation = { value, to, name, fresh, without: own };
    const fixed = await rotate(document.getText(), (text) => file.judge(text), rotation);
    if (fixed.edits.length > 0) rotated.push({ config, fixed });
  }
  const change = await changeOf(session, 'Replace a credential', rotated);
  if (!change) return { ...noRotation(NOTHING), ...known };
  const taken = rotated.flatMap(({ config, fixed }) =>
    fixed.taken.map((it) => ({ ...it, uri: config.document.uri })),
  );
  const isCurrent = async (): Promise<boolean> => {
    for (const { config } of rotated) if (!(await workspace.isAsRead(config))) return false;
    return true;
  };
  const kind = kindOf(found);
  const past = rotated.map(({ config }) => ({ uri: config.document.uri, name, value, kind }));
  const result = await settle(session, { ...change, taken, past }, answer, isCurrent);
  const done = rotated.reduce((sum, { fixed }) => sum + fixed.done, 0);
  return { ...result, ...known, done };
}

const CHANGED = sentence`The file has changed since. Look at the credential again.`;
const NOTHING = sentence`None of these places can be changed by an edit.`;

/** What is answered where nothing can be done. */
export function noRotation(problem: SafeText): RotateResult {
  return { ...noMove(problem), stamp: '', label: safe.text(''), places: [], done: 0 };
}

async function credentialAt(
  workspace: Workspace,
  { uri, start }: CredentialAt,
): Promise<CredentialMatch | undefined> {
  const config = await workspace.read(uri);
  return config?.file
    .judge(config.document.getText())
    .credentials.find((it) => it.verdict === 'credential' && startOf(it) === start);
}

function startOf({ place, start, end }: CredentialMatch): number {
  return place.text.spanOf(start, end).start;
}

/** Every config whose text is worth a look. */
async function judged(
  workspace: Workspace,
  isMeant: (text: string) => boolean,
): Promise<readonly JudgedConfig[]> {
  const all: JudgedConfig[] = [];
  for (const uri of workspace.uris()) {
    const config = await workspace.read(uri);
    const text = config?.document.getText() ?? '';
    if (config && isMeant(text)) all.push({ config, analysis: config.file.judge(text) });
  }
  return all;
}

/** An escape may spell any character. */
function mayHold(text: string, value: string): boolean {
  return text.includes(value) || text.includes('\\');
}

function statesOf(
  session: Session,
  { config, analysis }: JudgedConfig,
  value: string,
  name: string,
): readonly RotationPlace[] {
  const { document } = config;
  const file = shownFile(session, document.uri);
  return placesOf(analysis, value, name).map(({ id, span, ...it }) => ({
    ...it,
    id: `${document.uri} ${id}`,
    uri: document.uri,
    range: rangeOf(document, span),
    file,
  }));
}

function idIn(uri: string, id: string): readonly string[] {
  return id.startsWith(`${uri} `) ? [id.slice(uri.length + 1)] : [];
}
