import { afterAll, describe, test } from 'vitest';
import type { Line, Shown } from './faults.ts';
import type { Told } from './run.ts';

/** Each line is a probe of its own, with two starts or more: by night all of them. */
const every = process.env.MCP_CHECKLIST_PROBE_FAULTS === 'all';

/**
 * Runs lines of the table: by day one of so many as `share` says. A fault has to show what its line says, and something of that must not show in its control,
 * the same server without it. What is none must leave everything as it is in the control, but for what its line says.
 */
export function runTable(
  sections: readonly { readonly title: string; readonly lines: readonly Line[] }[],
  run: (line: Pick<Line, 'faults' | 'steps' | 'key'>) => Promise<Told>,
  { timeout = 120_000, concurrent = true, retry = 0, share = 1 } = {},
): void {
  const controls = new Map<string, Promise<Shown>>();
  const controlOf = ({ control, steps, key }: Line): Promise<Shown> => {
    const id = JSON.stringify([control, steps, key]);
    const known =
      controls.get(id) ?? run({ faults: control, steps, ...(key && { key }) }).then(seenIn);
    controls.set(id, known);
    return known;
  };
  const kinds = () => ({
    fault: new Set<Line>(),
    control: new Set<Line>(),
    blind: new Set<Line>(),
  });
  const [tried, told] = [kinds(), kinds()];

  for (const { title, lines } of sections)
    describe(title, { concurrent }, () => {
      const some = lines.filter((_, index) => every || index % share === 0);
      test.for(some.map((line) => [`${line.kind}: ${line.says}`, line] as const))(
        '%s',
        { timeout, retry },
        async ([, line], { expect: check }) => {
          const { kind, shows } = line;
          tried[kind].add(line);
          const good = await controlOf(line);
          const seen = seenIn(await run(line));
          const ids = Object.keys(shows);
          check(pick(seen, ids)).toEqual(pick(shows, ids));
          if (kind === 'fault') check(pick(good, ids)).not.toEqual(pick(shows, ids));
          else check(complaints(seen, ids)).toEqual(complaints(good, ids));
          told[kind].add(line);
        },
      );
    });

  afterAll(() => {
    const of = (kind: Line['kind']): string => `${told[kind].size} of ${tried[kind].size}`;
    console.log(
      `${of('fault')} faults told apart; ${of('control')} that are none left alone; ` +
        `${of('blind')} that nobody can tell still look like their controls`,
    );
  });
}

function seenIn({ by, kind, stop, tools, hosts }: Told): Shown {
  return { ...by, kind, 'stop.by': stop.by, 'tools.unsaid': tools.unsaid, hosts: hosts.length };
}

function pick(from: Shown, ids: readonly string[]): Shown {
  return Object.fromEntries(ids.map((id) => [id, from[id]]));
}

/** What is said against it, beside what a line speaks of itself. */
function complaints(seen: Shown, except: readonly string[]): readonly string[] {
  return Object.entries(seen)
    .filter(([id, it]) => (it === 'fail' || it === 'review') && !except.includes(id))
    .map(([id, it]) => `${id}: ${it}`)
    .sort();
}
