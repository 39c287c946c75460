import { sentence } from '../../../rules/secrets/safe.ts';
import { hasStack, isFailure, saysWrong } from '../answers.ts';
import type { Session } from '../session/session.ts';
import type { Starts } from '../starts.ts';
import { argumentsFor, isRecord, type ListedTool, nameOf } from '../tools.ts';
import type { Steps } from './steps.ts';

/** As many tools are asked with arguments that do not fit. */
const MOST_TOOLS = 3;
/** How long what a text made somebody do takes to show. */
const SETTLES = 300;

/** What came of one call with arguments that do not fit, or that say something. */
interface Tried {
  readonly refused: boolean;
  /** Whether it says that something is wrong, however it is marked. */
  readonly saysWrong: boolean;
  /** Requests that reached a provider. */
  readonly sent: number;
  readonly gone: boolean;
  readonly stack: boolean;
}

export interface TriedArguments {
  readonly missing: readonly Tried[];
  readonly wrong: readonly Tried[];
  readonly strings: readonly Tried[];
  /** Whether a file was made that a text in an argument asks for. */
  readonly carriedOut: boolean;
}

/**
 * Calls tools that may be called with arguments that are missing, of another type, or texts that a shell would carry out.
 *
 * @param tools that may be called anyway: who does not look at arguments carries them out
 */
export async function tryArguments(
  starts: Starts,
  session: Session,
  tools: readonly ListedTool[],
): Promise<TriedArguments> {
  const { context } = starts;
  const tried = { missing: [] as Tried[], wrong: [] as Tried[], strings: [] as Tried[] };
  const mark = context.world.injected;
  const call = async (tool: ListedTool, given: unknown): Promise<Tried> => {
    const params = { name: nameOf(tool), arguments: given };
    const [answer, asked] = await context.traffic.during(() =>
      session.ask('tools/call', params, context.limits.call),
    );
    return {
      refused: isFailure(answer),
      saysWrong: saysWrong(answer),
      sent: context.traffic.toProvider(asked).length,
      gone: answer.kind === 'gone',
      stack: hasStack(answer),
    };
  };
  /** Who has ended refuses nothing any more. */
  const isOver = (): boolean =>
    starts.isOver() || Object.values(tried).some((it) => it.at(-1)?.gone === true);
  for (const tool of context.mayCall ? tools.slice(0, MOST_TOOLS) : []) {
    if (isOver()) break;
    if (requiredOf(tool).length > 0) tried.missing.push(await call(tool, {}));
    const wrong = isOver() ? undefined : wrongFor(tool);
    if (wrong) tried.wrong.push(await call(tool, wrong));
  }
  const [first] = context.mayCall ? tools.filter((it) => textOf(it) !== undefined) : [];
  const name = first && textOf(first);
  if (first && name !== undefined)
    for (const text of isOver() ? [] : textsThat(mark))
      tried.strings.push(await call(first, { ...argumentsFor(first), [name]: text }));
  await new Promise((resolve) => setTimeout(resolve, SETTLES));
  return { ...tried, carriedOut: await context.world.isInjected() };
}

/** Texts that do something only where they are put into a command, a page or a statement. */
function textsThat(mark: string): readonly string[] {
  return [
    `$(touch ${mark})`,
    `"; touch ${mark}; echo "`,
    `' OR '1'='1' --`,
    '<script>alert(1)</script>',
    '\u0000\u{1f600}\ud800',
  ];
}

export function judgeArguments(steps: Steps, tried: TriedArguments): void {
  const { missing, wrong, strings, carriedOut } = tried;
  judgeUnfit(steps, 'arguments.missing', missing, 'are missing');
  judgeUnfit(steps, 'arguments.wrong', wrong, 'are of another type');
  if (strings.length === 0) return;
  const items = ['publish/27', 'publish/28'];
  if (carriedOut)
    steps.add(
      'strings.carried-out',
      items,
      'fail',
      sentence`A text in an argument was carried out as a command: it made a file.`,
    );
  else if (strings.some(({ gone }) => gone))
    steps.add('strings.died', items, 'fail', sentence`A text in an argument ends it.`);
  else if (strings.some(({ stack }) => stack))
    steps.add(
      'strings.stack',
      ['publish/19'],
      'fail',
      sentence`A text in an argument is answered with a stack trace.`,
    );
  else
    steps.add(
      'strings.borne',
      items,
      'review',
      sentence`Texts that a shell or a page would carry out did nothing that shows, in one tool.`,
    );
}

function judgeUnfit(steps: Steps, id: string, tried: readonly Tried[], how: string): void {
  if (tried.length === 0) return;
  const items = ['publish/5'];
  const words = how === 'are missing' ? sentence`are missing` : sentence`are of another type`;
  if (tried.some(({ gone }) => gone))
    steps.add(id, items, 'fail', sentence`It ends when arguments ${words}.`);
  else if (tried.some(({ sent }) => sent > 0))
    steps.add(
      id,
      items,
      'fail',
      sentence`A call whose arguments ${words} is sent on to the provider.`,
    );
  else if (tried.every(({ refused }) => refused))
    steps.add(
      id,
      items,
      'pass',
      sentence`A call whose arguments ${words} is refused before anything is sent.`,
    );
  else if (tried.every(({ refused, saysWrong: says }) => refused || says))
    steps.add(
      id,
      items,
      'review',
      sentence`A call whose arguments ${words} is refused in ordinary text, not as an error.`,
    );
  else
    steps.add(
      id,
      items,
      'fail',
      sentence`A call whose arguments ${words} is answered as if they fitted.`,
    );
}

function propertiesOf({ inputSchema }: ListedTool): readonly (readonly [string, unknown])[] {
  const properties = isRecord(inputSchema) ? inputSchema.properties : undefined;
  return isRecord(properties) ? Object.entries(properties) : [];
}

function requiredOf({ inputSchema }: ListedTool): readonly unknown[] {
  const required = isRecord(inputSchema) ? inputSchema.required : undefined;
  return Array.isArray(required) ? required : [];
}

/** The same arguments with one of a type that its schema does not allow. */
function wrongFor(tool: ListedTool): Record<string, unknown> | undefined {
  const found = propertiesOf(tool).find(
    ([, it]) => isRecord(it) && /^(?:string|number|integer|boolean)$/.test(String(it.type)),
  );
  return found && { ...argumentsFor(tool), [found[0]]: { probe: [1] } };
}

/** The argument of a tool that takes any text. */
function textOf(tool: ListedTool): string | undefined {
  return propertiesOf(tool).find(
    ([, it]) => isRecord(it) && it.type === 'string' && !it.enum && !it.format && !it.pattern,
  )?.[0];
}
