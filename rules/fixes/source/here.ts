import type { ServerProject } from '../../project/project.ts';
import type { Expression } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import type { Span } from '../../text/span.ts';

/** Where a fix works: a function of a file, and the file's text. */
export interface Here {
  readonly module: SourceModule;
  readonly scope: SourceFunction;
  readonly text: string;
}

export function hereOf(
  { files }: ServerProject,
  { module, scope }: Pick<Here, 'module' | 'scope'>,
): Here {
  return { module, scope, text: files.get(module.path)?.text ?? '' };
}

export function written({ text }: Here, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The beginning of a line. */
export interface Line {
  readonly start: number;
  readonly indent: string;
}

/**
 * The line of the statement that a place stands in, where one more can be put in front of it; undefined where the
 * statement does not begin its line, or goes on from the line before.
 */
export function statementLine({ module, scope, text }: Here, at: number): Line | undefined {
  const around = scope.events.filter(
    ({ kind, start, end }) =>
      /^(?:assign|expression|return|throw|test)$/.test(kind) && start <= at && at < end,
  );
  const inner = around.reduce<Span | undefined>(
    (best, it) => (!best || it.end - it.start < best.end - best.start ? it : best),
    undefined,
  );
  if (!inner) return undefined;
  const start = text.lastIndexOf('\n', inner.start - 1) + 1;
  const before = text.slice(start, inner.start);
  const indent = /^[ \t]*/.exec(before)?.[0] ?? '';
  if (!/^(?:(?:const|let|var|await|return|with|async with|for|if) ?\(?)?$/.test(before.trim()))
    return undefined;
  const last = text.slice(0, start).trimEnd().split('\n').at(-1)?.trimEnd() ?? '';
  const ends =
    module.language === 'python'
      ? !/[,([{\\+\-*/%=|&]$|\b(?:and|or|not)$/.test(last)
      : /[{};:]$|\*\/$|^\s*\/\//.test(last) ||
        (module.language === 'go' && !/[,(+=&|]$/.test(last));
  return ends ? { start, indent } : undefined;
}

/** The value that a name of the same function was given last before a place. */
export function givenTo({ scope }: Here, name: string, before: number): Expression | undefined {
  const found = scope.events.findLast(
    (event) =>
      event.kind === 'assign' &&
      event.end <= before &&
      event.bindings.some((binding) => binding.name === name && binding.path.length === 0),
  );
  return found?.kind === 'assign' ? found.value : undefined;
}
