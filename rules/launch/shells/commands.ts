import type { Assignment, ShellCommand, ShellDialect, Word } from '../launch.ts';
import { programName } from '../program.ts';
import { partOf } from '../word.ts';

/** Commands that prepare or follow, and are never the server. */
const FILLERS: ReadonlySet<string> = new Set(
  '. [ awk cat cd chcp chmod clear cls cp declare echo eval exit export false grep head jq kill logger ls mkdir mv popd printf pushd pwd read rem rm sed set setlocal shift sleep sort source stty tail tee test title touch trap true type ulimit umask unset wait which write-host write-output set-location sl'.split(
    ' ',
  ),
);

/** The command of a shell string that is the server: the last one that does more than prepare. */
export function mainCommand(commands: readonly ShellCommand[]): ShellCommand | undefined {
  const own = commands.filter(({ nested, words }) => !nested && words.length > 0);
  return own.findLast(({ words }) => words[0] && !FILLERS.has(programName(words[0]))) ?? own.at(-1);
}

/** The words of a command without what a shell understands itself: `exec`, `call`, `start /b`. */
export function withoutBuiltins(words: readonly Word[], dialect: ShellDialect): readonly Word[] {
  let next = 0;
  for (;;) {
    const value = words[next]?.value.toLowerCase() ?? '';
    if (dialect === 'posix') {
      if (value === 'exec' && words[next + 1]?.value === '-a') next += 3;
      else if (value === 'exec' || value === 'command' || value === 'builtin') next += 1;
      else break;
    } else if (dialect === 'cmd' && value === 'call') next += 1;
    else if (dialect === 'cmd' && value === 'start') {
      next += 1;
      // Its flags, and a title, which only counts in quotes.
      while (/^\/[a-z]+$/i.test(words[next]?.value ?? '') || isQuoted(words[next])) next += 1;
    } else break;
  }
  return next === 0 || next >= words.length ? words : words.slice(next);
}

function isQuoted(word: Word | undefined): boolean {
  return (
    word?.units !== undefined && word.text.value[word.start] === '"' && !/[\\/]/.test(word.value)
  );
}

/** Variables a command of its own sets: `export A=b`, `set A=b`. */
export function assignmentsOf(command: ShellCommand, dialect: ShellDialect): readonly Assignment[] {
  const [first, ...args] = command.words;
  const name = first?.value.toLowerCase();
  const sets = dialect === 'cmd' ? name === 'set' : name === 'export' || name === 'declare';
  if (!sets) return command.assignments;
  const set = args.flatMap((word) => {
    const assigned = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(word.value);
    return assigned
      ? [{ name: assigned[1] ?? '', word, value: partOf(word, assigned[0].length) }]
      : [];
  });
  return [...command.assignments, ...set];
}
