import * as vscode from 'vscode';
import type { AttestationState } from '../../server/protocol.ts';
import type { About } from '../checklist/item-server-node.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What a person says, as far as it is not what they say it about. */
export interface Said {
  readonly until: string;
  readonly keep: AttestationState['kept'];
  readonly note?: string;
}

type Step = 'servers' | 'who' | 'how' | 'until';

let open: { readonly title: string; readonly step: Step } | undefined;

/** The question that is open, for tests. */
export function openAttestQuestion(): typeof open {
  return open;
}

async function asking<T>(title: string, step: Step, answer: Thenable<T>): Promise<T> {
  open = { title, step };
  try {
    return await answer;
  } finally {
    open = undefined;
  }
}

/** Of several servers those that were looked at, one by one: nobody vouches for all by one key. */
export async function whichServers(abouts: readonly About[]): Promise<readonly About[]> {
  const [first] = abouts;
  if (!first || abouts.length === 1) return abouts;
  const rows = abouts.map((about) => ({
    label: about.server,
    description: about.path,
    about,
  }));
  const title = first.question;
  const placeHolder = vscode.l10n.t('Check each server that you have looked at');
  const chosen = await asking(
    title,
    'servers',
    vscode.window.showQuickPick(rows, { title, placeHolder, canPickMany: true }),
  );
  return chosen?.map(({ about }) => about) ?? [];
}

/** Who counts on it, how it is known, and until when; the item's question stands above all three. */
export async function whatIsSaid(abouts: readonly About[], by: string): Promise<Said | undefined> {
  const title = abouts[0]?.question ?? '';
  const servers = abouts.map(({ server }) => server).join(', ');
  const keep = await asking(title, 'who', whoCounts(title, servers, by));
  if (keep === undefined) return undefined;
  const note = await asking(title, 'how', howKnown(title, servers, keep === 'project'));
  if (note === undefined) return undefined;
  const until = await asking(title, 'until', untilWhen(title));
  return until === undefined ? undefined : { until, keep, ...(note !== '' && { note }) };
}

async function whoCounts(
  title: string,
  servers: string,
  by: string,
): Promise<Said['keep'] | undefined> {
  const as = vscode.l10n.t('as {0}', by);
  const places = [
    {
      label: vscode.l10n.t('For the team, in .mcp-checklist.json'),
      description: as,
      keep: 'project' as const,
    },
    {
      label: vscode.l10n.t('For me, in this workspace'),
      description: as,
      keep: 'person' as const,
    },
  ];
  const placeHolder = vscode.l10n.t('You have looked at {0}', servers);
  return (await vscode.window.showQuickPick(places, { title, placeHolder }))?.keep;
}

/** @param isNeeded who reads it later cannot ask */
async function howKnown(
  title: string,
  servers: string,
  isNeeded: boolean,
): Promise<string | undefined> {
  const note = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('{0}: how do you know?', servers),
    placeHolder: vscode.l10n.t('For example: the gateway logs every call.'),
    validateInput: (text) =>
      isNeeded && text.trim() === ''
        ? vscode.l10n.t('The team needs to know what you saw.')
        : undefined,
  });
  return note?.trim();
}

async function untilWhen(title: string): Promise<string | undefined> {
  const spans = [
    { label: vscode.l10n.t('Half a year'), days: 182 },
    { label: vscode.l10n.t('A month'), days: 30 },
    { label: vscode.l10n.t('A year'), days: 365 },
  ].map(({ label, days }) => ({ label, description: dayIn(days) }));
  const placeHolder = vscode.l10n.t('Review again in');
  return (await vscode.window.showQuickPick(spans, { title, placeHolder }))?.description;
}

/** The day so many days from now. */
export function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}
