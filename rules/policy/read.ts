import type * as z from 'zod/mini';
import { at, type Node, type ObjectNode, pointerTo } from '../document/node.ts';
import { parseJson } from '../document/parse-json.ts';
import type { Plain } from '../document/write-value.ts';
import type { Severity } from '../findings/finding.ts';
import type { ItemId } from '../findings/item-id.ts';
import { type SafeText, safe, sentence } from '../secrets/safe.ts';
import { isTooLong, MAX_GLOB } from '../text/glob.ts';
import { nearest } from '../text/nearest.ts';
import { rangesOf, type Span } from '../text/span.ts';
import { type Attestation, type Ignore, noProject, type Project } from './policy.ts';
import { projectShapes } from './schema.ts';

export interface ProjectProblem {
  /** One sentence; of the file it quotes words that look like nothing secret. */
  readonly message: SafeText;
  readonly span: Span;
  /** Counted from 1. */
  readonly line: number;
  /** Set where all is judged as if it were not there: a name too much, not one too few. */
  readonly harmless?: true;
}

/** What a policy file may name. */
export interface PolicyWords {
  /** The ids of all rules. */
  readonly rules: readonly string[];
  hasItem(id: ItemId): boolean;
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
 * out and reported, because half an exception is none. So is every key, rule and item that there is not, with the
 * one that was probably meant. Throws nothing.
 *
 * @param text the content of `.mcp-checklist.json`
 */
export function readProject(text: string, words: PolicyWords): ProjectReading {
  if (text.trim() === '') return { project: noProject, problems: [], spans: new Map() };
  const document = parseJson(text);
  const problems: ProjectProblem[] = [];
  const spans = new Map<object, Span>();
  for (const { message, span } of document.problems)
    complain(sentence`It is not valid JSON: ${safe.text(message)}`, span);
  const [root] = document.roots;
  if (document.refused || root?.kind !== 'object') {
    const whole = { start: 0, end: text.length };
    if (problems.length === 0)
      complain(sentence`It is not a JSON object of a reasonable size.`, whole);
    return { project: noProject, problems, spans };
  }
  const shapes = projectShapes();
  for (const key of unknownKeys(root, shapes.project))
    complain(
      sentence`There is no key ${named(key.value, Object.keys(shapes.project.shape))}`,
      key.span,
    );
  const baseline = at(root, ['baseline']);
  const key = at(baseline, ['key']);
  const findings = list(at(baseline, ['findings']), '/baseline/findings', shapes.baselineEntry);
  if (baseline && key?.kind !== 'text') complain(sentence`/baseline has no key.`, baseline.span);
  return {
    project: {
      rules: rulesIn(at(root, ['rules'])),
      strictness: strictnessIn(at(root, ['strictness'])),
      environments: environmentsIn(at(root, ['environments'])),
      ignore: list(at(root, ['ignore']), '/ignore', shapes.ignore, true).map(withRule),
      attestations: list(at(root, ['attestations']), '/attestations', shapes.attestation).filter(
        isItemKnown,
      ),
      probes: list(at(root, ['probes']), '/probes', shapes.probe),
      baseline: key?.kind === 'text' ? { key: key.value, findings } : null,
    },
    problems,
    spans,
  };

  function complain(message: SafeText, span: Span, harmless = false): void {
    const [range] = rangesOf(text, [span]);
    const line = (range?.start.line ?? 0) + 1;
    problems.push({ message, span, line, ...(harmless && { harmless }) });
  }

  function rulesIn(node: Node | undefined): Project['rules'] {
    const severities: Record<string, Severity | 'off'> = Object.create(null);
    if (node && node.kind !== 'object')
      complain(sentence`/rules has to name a severity for each rule.`, node.span);
    for (const { key, value } of node?.kind === 'object' ? node.properties : []) {
      const given = value?.kind === 'text' ? value.value : '';
      const severity = shapes.severity.safeParse(given);
      if (!words.rules.includes(key.value))
        complain(sentence`There is no rule ${named(key.value, words.rules)}`, key.span);
      else if (severity.success) severities[key.value] = severity.data;
      else
        complain(
          sentence`/rules/${safe.name(key.value)} has to be ${oneOf(given, shapes.severity)}`,
          (value ?? key).span,
        );
    }
    return severities;
  }

  function strictnessIn(node: Node | undefined): Project['strictness'] {
    if (!node) return null;
    const given = node.kind === 'text' ? node.value : '';
    const read = shapes.strictness.safeParse(given);
    if (read.success) return read.data;
    complain(sentence`/strictness has to be ${oneOf(given, shapes.strictness)}`, node.span);
    return null;
  }

  function withRule(ignore: Ignore): Ignore {
    const { rule } = ignore;
    const span = spans.get(ignore);
    if (span && !words.rules.includes(rule))
      complain(
        sentence`This ignores nothing: there is no rule ${named(rule, words.rules)}`,
        span,
        true,
      );
    return ignore;
  }

  function isItemKnown(attestation: Attestation): boolean {
    if (words.hasItem(attestation.item)) return true;
    const span = spans.get(attestation) ?? { start: 0, end: 0 };
    complain(sentence`There is no item ${safe.name(attestation.item)}.`, span, true);
    return false;
  }

  function list<T extends object>(
    node: Node | undefined,
    pointer: string,
    shape: z.ZodMiniObject & z.ZodMiniType<T>,
    narrows = false,
  ): readonly T[] {
    if (!node) return [];
    if (node.kind !== 'array') {
      complain(sentence`${safe.text(pointer)} has to be a list.`, node.span);
      return [];
    }
    return node.items.flatMap((item, index) => {
      const parsed = shape.safeParse(plainOf(item));
      const [unknown] = item.kind === 'object' ? unknownKeys(item, shape) : [];
      const where = safe.text(pointerTo(pointer, index));
      if (parsed.success && unknown) {
        const key = named(unknown.value, Object.keys(shape.shape));
        const end = sentence`there is no key ${key}`;
        // A word that nobody reads would have made an exception smaller.
        if (narrows) complain(sentence`${where} does not count: ${end}`, unknown.span);
        else complain(sentence`${where}: ${end}`, unknown.span, true);
        if (narrows) return [];
      }
      if (parsed.success) {
        spans.set(parsed.data, item.span);
        return [parsed.data];
      }
      const keys = [...new Set(parsed.error.issues.map(({ path }) => path.join('/')))];
      const about = keys.join(', ') || 'it';
      complain(
        sentence`${where} does not count: ${safe.text(about)} is wrong or missing.`,
        item.span,
      );
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
    if (!read || !good) complain(sentence`/environments has to name lists of globs.`, node.span);
    return (read ?? []).map(({ name, patterns = [] }) => ({ name, patterns }));
  }

  function globOf(node: Node): readonly string[] {
    if (node.kind !== 'text') return [];
    if (!isTooLong(node.value)) return [node.value];
    const most = sentence`${MAX_GLOB} characters, or has too many braces`;
    complain(
      sentence`A glob of /environments does not count: it is longer than ${most}.`,
      node.span,
    );
    return [];
  }
}

/** The keys of an object that its shape has not. */
function unknownKeys({ properties }: ObjectNode, { shape }: z.ZodMiniObject) {
  return properties.filter(({ key }) => !Object.hasOwn(shape, key.value)).map(({ key }) => key);
}

/** A word that nothing has, and the one that was probably meant, as the end of a sentence. */
function named(word: string, known: readonly string[]): SafeText {
  const meant = nearest(word, known);
  const shown = safe.name(word, 40);
  return meant === undefined
    ? sentence`"${shown}".`
    : sentence`"${shown}". Did you mean "${safe.name(meant)}"?`;
}

/** The words there are, as the end of a sentence, and the one that was probably meant. */
function oneOf(given: string, { options }: { readonly options: readonly string[] }): SafeText {
  const last = safe.text(options.at(-1) ?? '');
  const others = safe.join(
    options.slice(0, -1).map((it) => safe.text(it)),
    ', ',
  );
  const meant = nearest(given, options);
  const end = meant === undefined ? sentence`` : sentence` Did you mean "${safe.text(meant)}"?`;
  return sentence`${others} or ${last}.${end}`;
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
