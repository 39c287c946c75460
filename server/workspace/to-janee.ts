import {
  addJanee,
  isJanee,
  type JaneeMove,
  stopServer,
  takeOutOf,
} from '../../rules/fixes/janee.ts';
import type { Analysis } from '../../rules/index.ts';
import { type SafeText, safe, sentence } from '../../rules/secrets/safe.ts';
import { applyEdits, type TextEdit } from '../../rules/text/span.ts';
import { type Disk, planSwitch, type SwitchOutcome } from './switches.ts';

/** A config whose credentials go to Janee. */
export interface Moving {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  judge(text: string): Analysis;
}

/** What becomes of it: the text, and what is written beside it before. */
export type MovedToJanee = Pick<SwitchOutcome, 'text' | 'beside'>;

/** What a person is told before: what the agent gets, and what it has no more. */
export function consequence({ server, service }: JaneeMove): SafeText {
  return sentence`Move the key of "${safe.name(server.name)}" to Janee, and stop that server: the agent then calls ${safe.name(service)} through Janee's tool, and has its other tools no more.`;
}

/** Where Janee comes from, and what it needs first. */
export const INSTALL: SafeText = sentence`janee is not on this machine. Install it ("npm install --global @true-and-useful/janee"), run "janee init", and try again`;
export const REFUSED: SafeText = sentence`janee did not take the key: run "janee init" first, or see "janee add --help"`;

/**
 * The config without the keys that Janee has by now, with their servers off as the kill switch does it, and with Janee:
 * each step in the text that the last one made. Writes nothing.
 */
export async function withJanee(
  disk: Pick<Disk, 'readText'>,
  { path, text, judge }: Moving,
  moves: readonly JaneeMove[],
): Promise<MovedToJanee> {
  const step = (now: string, edits: (analysis: Analysis) => readonly TextEdit[]): string =>
    applyEdits(now, edits(judge(now)));
  const without = moves.reduce(
    (now, { server: { pointer }, value }) =>
      step(now, ({ config, credentials }) => {
        const key = value();
        const found = credentials.find(
          ({ place }) => place.server?.pointer === pointer && place.text.value === key,
        );
        const edit = config && found && takeOutOf(config, found);
        return edit ? [edit] : [];
      }),
    text,
  );
  const { config } = judge(without);
  if (!config) return { text, beside: [] };
  const names = moves.map(({ server }) => server.name);
  const off = await planSwitch(disk, { path, text: without, host: config.host }, names, false);
  // What no host can switch off is taken out.
  const stopped = off.left.reduce(
    (now, name) =>
      step(now, ({ config: it }) => {
        const server = it?.servers.find((other) => other.read && other.name === name);
        return (it && server && stopServer(it, server)) ?? [];
      }),
    off.text,
  );
  const [first] = moves;
  const steps = first?.server.pointer.split('/').slice(1, -1) ?? [];
  const added = step(stopped, ({ config: it }) => {
    if (!it || it.servers.some(isJanee)) return [];
    const edit = addJanee(
      it,
      steps.map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~')),
    );
    return edit ? [edit] : [];
  });
  return { text: added, beside: off.beside };
}
