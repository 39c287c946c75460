import type { ToolHash, ToolSnapshot } from '../../../rules/findings/probe-record.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import type { Listed } from '../starts.ts';
import {
  beliesItself,
  hasSchema,
  hintOf,
  type ListedTool,
  listHash,
  nameOf,
  undescribed,
} from '../tools.ts';
import type { Plan, ToolCounts } from '../types.ts';
import type { Steps } from './steps.ts';

export function countsOf(
  tools: readonly ListedTool[],
  hashes: readonly ToolHash[],
  before: ToolSnapshot | undefined,
): ToolCounts {
  const hints = tools.map(hintOf);
  const hash = listHash(hashes);
  return {
    count: tools.length,
    readOnly: hints.filter((it) => it === 'readOnly').length,
    writes: hints.filter((it) => it === 'writes').length,
    unsaid: hints.filter((it) => it === 'unsaid').length,
    hash,
    changed: before && before.hash !== hash,
  };
}

/** @param isLost whether answers are missing for a reason that is told apart from this */
export function judgeTools(
  steps: Steps,
  { tools, unread, end }: Listed,
  counts: ToolCounts,
  isLost = false,
): void {
  const { count: total, readOnly, writes, unsaid } = counts;
  if (end === 'none-offered') {
    steps.add('tools.list', [], 'info', sentence`It does not say that it has tools.`);
    return;
  }
  if (end === 'cut')
    steps.add(
      'tools.list',
      [],
      'review',
      sentence`The list of tools has no end: it was cut after ${total}.`,
    );
  else if (end !== 'whole' && !isLost) judgeEnd(steps, end);
  if (unread > 0)
    steps.add(
      'tools.unread',
      ['publish/5'],
      'fail',
      sentence`${count(unread, 'entry', 'entries')} of its list cannot be read as tools: each needs a name, and no schema nested more than 100 deep.`,
    );
  if (end !== 'whole' && total === 0) return;
  // What a server says of itself is no verdict: a person weighs it.
  steps.add(
    'tools.hints',
    ['production/2'],
    'review',
    total === 0
      ? sentence`It lists no tool.`
      : sentence`It lists ${count(total, 'tool')}: ${readOnly} marked as read-only, ${writes} as writing, ${unsaid} not marked.`,
  );
  if (total === 0) return;
  const lying = tools.filter(beliesItself);
  if (lying.length > 0)
    steps.add(
      'tools.hints-belied',
      ['production/2'],
      'review',
      sentence`Of ${safe.join(
        lying.slice(0, 5).map((it) => safe.name(nameOf(it))),
        ', ',
      )} the hint says it only reads, and the name or another hint that it changes something. Which one is right?`,
    );
  const without = tools.filter((it) => !hasSchema(it)).length;
  const silent = tools.reduce((sum, it) => sum + undescribed(it), 0);
  if (without > 0)
    steps.add(
      'tools.schemas',
      ['publish/5'],
      'fail',
      sentence`Without a schema of an object: ${without} of ${count(total, 'tool')}.`,
    );
  else if (silent > 0)
    steps.add(
      'tools.schemas',
      ['publish/5'],
      'review',
      sentence`Every tool has a schema; without a description: ${count(silent, 'argument')}.`,
    );
  else
    steps.add(
      'tools.schemas',
      ['publish/5'],
      'pass',
      sentence`Every tool has a schema in which every argument is described.`,
    );
  const mute = tools.filter(({ description }) => !description);
  if (mute.length > 0)
    steps.add(
      'tools.descriptions',
      ['publish/30'],
      'review',
      sentence`${mute.length} of ${count(total, 'tool')} have no description, such as ${safe.name(nameOf(mute[0] as ListedTool))}. Say what each does.`,
    );
  const names = tools.map(({ name }) => String(name));
  if (new Set(names).size < names.length)
    steps.add('tools.names', [], 'fail', sentence`Two tools have one name.`);
  // https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names
  const odd = names.filter((it) => !/^[\w.-]{1,128}$/.test(it)).length;
  if (odd > 0)
    steps.add(
      'tools.spelling',
      [],
      'review',
      sentence`Characters that clients refuse: in ${count(odd, 'name of a tool', 'names of tools')}.`,
    );
}

/** Why there is no list, as its server shows it. */
function judgeEnd(steps: Steps, end: string): void {
  if (end === 'error')
    // Some ask their provider for it, which refuses here.
    steps.add('tools.list', [], 'review', sentence`The list of tools comes back as an error.`);
  else if (end === 'gone')
    steps.add('tools.list', [], 'fail', sentence`It ends when it is asked for its tools.`);
  else steps.add('tools.list', [], 'fail', sentence`The list of tools is not answered.`);
}

/**
 * Two lists of one session: what a person has agreed to is the first one.
 *
 * @param isAnnounced whether it said that its list is another one now
 */
export function judgeSecondList(
  steps: Steps,
  first: string,
  second: string,
  isAnnounced: boolean,
): void {
  const items = ['production/9'];
  if (first === second)
    steps.add('drift.session', items, 'pass', sentence`Asked twice, it lists the same tools.`);
  else if (isAnnounced)
    steps.add(
      'drift.session',
      items,
      'review',
      sentence`Asked twice, it lists other tools, and says so. Does it mean to, and does your application ask you again?`,
    );
  else
    steps.add(
      'drift.session',
      items,
      'fail',
      sentence`Asked twice in one session, it lists other tools, and does not say so: what was looked at is not what is used.`,
    );
}

/** Two lists of one server, started twice with the same everything. */
export function judgeSecondStart(steps: Steps, first: string, second: string | undefined): void {
  if (second === undefined) return;
  if (first === second)
    steps.add(
      'drift.second-start',
      ['production/9'],
      'pass',
      sentence`The second start lists the same tools.`,
    );
  else
    steps.add(
      'drift.second-start',
      ['production/9'],
      'fail',
      sentence`The second start lists other tools than the first, with nothing changed.`,
    );
}

/** Two lists of one server, shown to clients of two names. */
export function judgeOtherClient(steps: Steps, own: string, other: string, client: string): void {
  if (own === other)
    steps.add(
      'drift.other-client',
      ['production/9'],
      'pass',
      sentence`A client that is called ${safe.name(client)} sees the same tools.`,
    );
  else
    steps.add(
      'drift.other-client',
      ['production/9'],
      'fail',
      sentence`A client that is called ${safe.name(client)} sees other tools than one that looks.`,
    );
}

/** The list now against the one that is on record. */
export function judgeDrift(
  steps: Steps,
  now: readonly ToolHash[],
  ran: string | undefined,
  before: ToolSnapshot | undefined,
): void {
  if (!before) return;
  const old = new Map(before.tools.map((it) => [it.name, it]));
  const fresh = new Map(now.map((it) => [it.name, it]));
  const added = now.filter(({ name }) => !old.has(name));
  const gone = before.tools.filter(({ name }) => !fresh.has(name));
  const changed = now.filter((it) => (old.get(it.name)?.text ?? it.text) !== it.text);
  if (added.length + gone.length + changed.length === 0) {
    steps.add('drift.recorded', ['production/9'], 'pass', sentence`The tools are those on record.`);
    return;
  }
  const isDemand = (it: ToolHash): boolean => old.get(it.name)?.demands !== it.demands;
  const what = safe.join(
    [
      ...named('New', added),
      ...named('Gone', gone),
      ...named('Other arguments', changed.filter(isDemand)),
      ...named(
        'Other words',
        changed.filter((it) => !isDemand(it)),
      ),
    ],
    ' ',
  );
  if (ran !== undefined && ran === before.ran)
    steps.add(
      'drift.recorded',
      ['production/9'],
      'fail',
      sentence`The same version has other tools than before: it was replaced, or a remote switch turned. ${what}`,
    );
  else
    steps.add(
      'drift.recorded',
      ['production/9'],
      'review',
      ran === undefined || before.ran === undefined
        ? sentence`The tools are not those on record, and which version ran is not known. ${what}`
        : sentence`Another version has other tools. ${what}`,
    );
}

/** More is not read. */
const MOST_NAMED = 10;

function named(what: string, tools: readonly { readonly name: string }[]): readonly SafeText[] {
  if (tools.length === 0) return [];
  const names = tools.slice(0, MOST_NAMED).map(({ name }) => safe.name(name));
  const more = tools.length - names.length;
  const rest = more > 0 ? sentence`, and ${more} more` : sentence``;
  return [sentence`${safe.text(what)}: ${safe.join(names, ', ')}${rest}.`];
}

/** The version that ran against the one that is named. */
export function judgeVersion(steps: Steps, { package: spec }: Plan, ran: string | undefined): void {
  if (!spec) {
    steps.add(
      'version',
      ['production/9'],
      'review',
      sentence`It is started from files of this machine, which nobody pins.`,
    );
    return;
  }
  if (spec.pinned)
    steps.add(
      'version',
      ['production/9'],
      'pass',
      sentence`The config names the version that ran.`,
    );
  else if (ran === undefined)
    steps.add(
      'version',
      ['production/9'],
      'review',
      sentence`The config names no version, and which one ran could not be seen.`,
    );
  else
    steps.add(
      'version',
      ['production/9'],
      'review',
      sentence`The config names no version; ${safe.name(ran)} ran.`,
    );
}
