import { WHEN } from '../../../rules/checklists/probe-words.ts';
import type { ProbeVerdict } from '../../../rules/findings/probe-record.ts';
import { count } from '../../../rules/secrets/count.ts';
import { type SafeText, safe, sentence } from '../../../rules/secrets/safe.ts';
import { hasStackIn, type Refusal } from '../answers.ts';
import type { Attempt } from '../attempt.ts';
import type { Steps } from './steps.ts';
import { WORDLESS, whyEnded } from './why-ended.ts';

const NOTHING = sentence``;
const ITS_OWN = sentence`its credential`;

const SAYS_WHY =
  /\b(?:required|missing|must (?:be|have|provide|set|specify)|need(?:s|ed)?|not set|not configured|not provided|provide|specify|invalid|unauthori[sz]ed|set the|api.?key|(?<!unexpected )token|credentials?)\b|\busage:/i;

/** So says who wants to draw on a screen, or to ask a person. */
const WANTS_TERMINAL =
  /\b(?:not a (?:tty|terminal)|(?:a|an|interactive) (?:tty|terminal)\b|no (?:tty|terminal)\b|inappropriate ioctl|setRawMode|raw mode is not supported)/i;

/** What a server did with a credential that is missing or no credential at all. */
export type Reception =
  | 'refuses'
  | 'ends otherwise'
  | 'dies silently'
  | 'hangs'
  | 'says so'
  | 'breaks'
  | 'starts';

export function receptionOf(attempt: Attempt<unknown>, names: readonly string[]): Reception {
  // Where a program broke says nothing of why.
  const words = attempt.said.replace(/^[ \t]+at .*$/gm, '');
  const saysSo = names.some((it) => words.includes(it)) || SAYS_WHY.test(words);
  if (attempt.opened === 'none') return 'hangs';
  if (attempt.opened !== 'open' || !attempt.stays) {
    if (saysSo) return 'refuses';
    return whyEnded(attempt.said) === WORDLESS ? 'dies silently' : 'ends otherwise';
  }
  if (names.some((it) => attempt.said.includes(it))) return 'says so';
  return hasStackIn(attempt.said) ? 'breaks' : 'starts';
}

/** Whether it ended because nobody sits before it, as no client gives a server a terminal. */
export function wantsTerminal({ opened, stays, said }: Attempt<unknown>): boolean {
  return !(opened === 'open' && stays) && WANTS_TERMINAL.test(said);
}

/** Whether it is there to be talked to. */
export function isStarted({ opened, stays }: Attempt<unknown>): boolean {
  return opened === 'open' && stays;
}

/** The first start, with made-up credentials. */
export function judgeStart(steps: Steps, attempt: Attempt<unknown>): void {
  const { opened, ms, output } = attempt;
  if (wantsTerminal(attempt)) {
    steps.add(
      'start.terminal',
      [],
      'review',
      sentence`It wants a terminal, which no client gives a server: it cannot be started so. Is there an option to start it as a server?`,
      ms,
    );
    return;
  }
  if (output.cut && opened !== 'open') {
    steps.add(
      'start',
      ['production/8'],
      'fail',
      sentence`Before its first answer it says more than is read. Write logs to standard error.`,
      ms,
    );
    return;
  }
  if (isStarted(attempt)) {
    steps.add('start', [], 'pass', sentence`It starts and answers the first question.`, ms);
    return;
  }
  const why = whyEnded(attempt.said);
  // Who says what is wrong is no silent one, whatever it is.
  const isSaid = opened !== 'none' && why !== WORDLESS;
  const verdict = opened === 'error' || isSaid ? 'review' : 'fail';
  steps.add('start', ['production/8'], verdict, sentence`${notStarted(attempt)}${why}.`, ms);
}

function notStarted({ opened, ms, exitCode }: Attempt<unknown>): SafeText {
  const code = typeof exitCode === 'number' ? sentence` with exit code ${exitCode}` : NOTHING;
  switch (opened) {
    case 'none':
      return sentence`It did not answer the first question within ${count(Math.round(ms / 1000), 'second')}`;
    case 'open':
      return sentence`It answered the first question, and ended a moment later${code}`;
    case 'error':
      return sentence`It answered the first question with an error`;
    default:
      return sentence`It ended at the start${code}`;
  }
}

/** Whether two starts ended alike, whatever was different about their credentials. */
export function isSameEnd(one: Attempt<unknown>, other: Attempt<unknown>): boolean {
  if (isStarted(one) || isStarted(other) || one.opened !== other.opened) return false;
  const words = ({ said }: Attempt<unknown>): string => said.replace(/\d+/g, '0');
  return one.exitCode === other.exitCode && words(one) === words(other);
}

export function judgeSameEnd(steps: Steps, { ms }: Attempt<unknown>): void {
  steps.add(
    'start.absent',
    ['production/8', 'publish/1'],
    'review',
    sentence`Without a credential it ends as it does with one: nothing is seen of how it takes that.`,
    ms,
  );
}

/** Without a credential: it should say which one it wants, at the start or in the call. */
export function judgeAbsent(
  steps: Steps,
  attempt: Attempt<Refusal | undefined>,
  names: readonly string[],
): void {
  const { ms, value } = attempt;
  const items = ['production/8', 'publish/1'];
  const what =
    names.length > 0
      ? safe.join(
          names.map((it) => safe.name(it)),
          ', ',
        )
      : ITS_OWN;
  const add = (verdict: ProbeVerdict, words: SafeText): void =>
    steps.add('start.absent', items, verdict, sentence`Without ${what} it ${words}.`, ms);
  switch (receptionOf(attempt, names)) {
    case 'refuses':
    case 'says so':
      add('pass', sentence`says so at the start`);
      return;
    case 'hangs':
      add('fail', sentence`hangs at the start`);
      return;
    case 'ends otherwise':
      add('review', sentence`ends at the start, and does not say that this is missing`);
      return;
    case 'dies silently':
      add('fail', sentence`ends without a word`);
      return;
    case 'breaks':
      add('fail', sentence`prints a stack trace, and not what is missing: name the variable`);
      judgeRefusal(steps, 'call.absent', 'absent', value);
      return;
    default:
      steps.add(
        'start.unchecked',
        ['publish/1'],
        'fail',
        sentence`Without ${what} it starts and says nothing.`,
        ms,
      );
      judgeRefusal(steps, 'call.absent', 'absent', value);
  }
}

/** With a credential that cannot be one. */
export function judgeShort(
  steps: Steps,
  attempt: Attempt<unknown>,
  names: readonly string[],
): void {
  const { ms } = attempt;
  switch (receptionOf(attempt, names)) {
    case 'refuses':
    case 'says so':
      steps.add(
        'start.short',
        ['publish/1'],
        'pass',
        sentence`A credential of two characters is refused at the start.`,
        ms,
      );
      return;
    case 'ends otherwise':
      steps.add(
        'start.short',
        ['publish/1'],
        'review',
        sentence`With a credential of two characters it ends, and does not say that this is wrong.`,
        ms,
      );
      return;
    case 'hangs':
    case 'dies silently':
      steps.add(
        'start.short',
        ['production/8', 'publish/1'],
        'fail',
        attempt.opened === 'none'
          ? sentence`With a credential of two characters it hangs at the start.`
          : sentence`With a credential of two characters it ends without a word.`,
        ms,
      );
      return;
    default:
      // Few servers look at it before the first call: a word, not a mark.
      steps.add(
        'start.short',
        [],
        'info',
        sentence`A credential of two characters is not noticed at the start.`,
        ms,
      );
  }
}

/**
 * How a call that the provider refused was passed on.
 *
 * @param when what was wrong, as in {@link WHEN}
 */
export function judgeRefusal(
  steps: Steps,
  id: string,
  when: string,
  refusal: Refusal | undefined,
): void {
  const [verdict, words] = passedOn(refusal);
  const what = WHEN[when] ?? safe.text(when);
  steps.add(id, ['production/8'], verdict, sentence`When ${what}, ${words}.`);
}

function passedOn(refusal: Refusal | undefined): readonly [ProbeVerdict, SafeText] {
  switch (refusal) {
    case undefined:
      return ['review', sentence`what a call answers is not known: none reached the provider`];
    case 'clear':
      return ['pass', sentence`a call comes back as an error that says so`];
    case 'vague':
      return ['review', sentence`a call comes back as an error that does not say what is wrong`];
    case 'as success':
      return ['review', sentence`a call comes back as ordinary text, not as an error`];
    case 'silent':
      return ['fail', sentence`a call looks like a success with nothing in it`];
    case 'died':
      return ['fail', sentence`a call ends the server`];
    default:
      return ['fail', sentence`a call is not answered`];
  }
}
