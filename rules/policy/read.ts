import type * as z from 'zod/mini';
import { at, type Node, type ObjectNode, pointerTo } from '../document/node.ts';
import { parseJson } from '../document/parse-json.ts';
import type { Plain } from '../document/write-value.ts';
import { isTooLong, MAX_GLOB } from '../text/glob.ts';
import { rangesOf, type Span } from '../text/span.ts';
import { noProject, type Project } from './policy.ts';
import { projectShapes } from './schema.ts';

export interface ProjectProblem {
  /** One sentence that quotes nothing of the file. */
  readonly message: string;
  readonly span: Span;
  /** Counted from 1. */
  readonly line: number;
}

export interface ProjectReading {
  readonly project: Project;
  /** What could not be read; the rest counts all the same. */
  readonly problems: readonly ProjectProblem[];
  /** Where the entries of the project's lists stand. */
  readonly spans: ReadonlyMap<object, Span>;
}

/**
 * Reads a project file; comments and trailing commas are fine. An entry that is not as it should be is left
 * out and reported, because half an exception is none. Throws nothing.
 *
 * @param text the content of `.mcp-checklist.json`
 */
export function readProject(text: string): ProjectReading {
  if (text.trim() === '') return { project: noProject, problems: [], spans: new Map() };
  const document = parseJson(text);
  const problems: ProjectProblem[] = [];
  const spans = new Map<object, Span>();
  for (const { message, span } of document.problems)
    complain(`It is not valid JSON: ${message}`, span);
  const [root] = document.roots;
  if (document.refused || root?.kind !== 'object') {
    const whole = { start: 0, end: text.length };
    if (problems.length === 0) complain('It is not a JSON object of a reasonable size.', whole);
    return { project: noProject, problems, spans };
  }
  const shapes = projectShapes();
  const baseline = at(root, ['baseline']);
  const key = at(baseline, ['key']);
  const findings = list(at(baseline, ['findings']), '/baseline/findings', shapes.baselineEntry);
  if (baseline && key?.kind !== 'text') complain('/baseline has no key.', baseline.span);
  return {
    project: {
      environments: environmentsIn(at(root, ['environments'])),
      ignore: list(at(root, ['ignore']), '/ignore', shapes.ignore),
      attestations: list(at(root, ['attestations']), '/attestations', shapes.attestation),
      probes: list(at(root, ['probes']), '/probes', shapes.probe),
      baseline: key?.kind === 'text' ? { key: key.value, findings } : null,
    },
    problems,
    spans,
  };

  function complain(message: string, span: Span): void {
    const [range] = rangesOf(text, [span]);
    problems.push({ message, span, line: (range?.start.line ?? 0) + 1 });
  }

  function list<T extends object>(
    node: Node | undefined,
    pointer: string,
    shape: z.ZodMiniType<T>,
  ): readonly T[] {
    if (!node) return [];
    if (node.kind !== 'array') {
      complain(`${pointer} has to be a list.`, node.span);
      return [];
    }
    return node.items.flatMap((item, index) => {
      const parsed = shape.safeParse(plainOf(item));
      if (parsed.success) {
        spans.set(parsed.data, item.span);
        return [parsed.data];
      }
      const where = pointerTo(pointer, index);
      const keys = [...new Set(parsed.error.issues.map(({ path }) => path.join('/')))];
      const about = keys.join(', ') || 'it';
      complain(`${where} does not count: ${about} is wrong or missing.`, item.span);
      return [];
    });
  }

  function environmentsIn(node: Node | undefined): Project['environments'] {
    if (!node) return [];
    const entries = node.kind === 'object' ? node.properties : undefined;
    const read = entries?.map(({ key, value }) => ({
      name: key.value,
      patterns: value?.kind === 'array' ? value.items.flatMap(globOf) : undefined,
    }));
    const good = read?.every(({ patterns }) => patterns !== undefined);
    if (!read || !good) complain('/environments has to name lists of globs.', node.span);
    return (read ?? []).map(({ name, patterns = [] }) => ({ name, patterns }));
  }

  function globOf(node: Node): readonly string[] {
    if (node.kind !== 'text') return [];
    if (!isTooLong(node.value)) return [node.value];
    const most = `${MAX_GLOB} characters, or has too many braces`;
    complain(`A glob of /environments does not count: it is longer than ${most}.`, node.span);
    return [];
  }
}

/** A plain value; the last of several equal keys, and `__proto__` as a key like any other. */
function plainOf(node: Node): Plain {
  switch (node.kind) {
    case 'array':
      return node.items.map(plainOf);
    case 'object':
      return recordOf(node);
    default:
      return node.value;
  }
}

function recordOf(node: ObjectNode): Plain {
  const record: Record<string, Plain> = Object.create(null);
  for (const { key, value } of node.properties) if (value) record[key.value] = plainOf(value);
  return record;
}
