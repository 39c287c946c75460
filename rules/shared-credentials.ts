import type { TextNode } from './config/node.ts';
import type { Related } from './finding.ts';
import type { RuleContext } from './rule.ts';
import type { Located } from './secrets/index.ts';
import { sentence } from './secrets/safe.ts';
import type { Span } from './span.ts';
import { isShared, textOf } from './summary.ts';

/** A credential that stands in more than one place, as one of them sees it. */
export interface SharedCredential {
  readonly found: Located;
  /** The name it goes by where it has one: the value has a finding of its own already. */
  readonly span: Span;
  /** The other places. */
  readonly related: readonly Related[];
  readonly environment: string | undefined;
  /** What the other places are for, where names tell. */
  readonly environments: ReadonlySet<string>;
}

type Context = Pick<RuleContext, 'config' | 'credentials' | 'facts' | 'environmentOf'>;

const known = new WeakMap<Context['config'], readonly SharedCredential[]>();

/** The credentials of a config that stand in several places, of it or of other configs; looked for once. */
export function sharedCredentials(context: Context): readonly SharedCredential[] {
  let shared = known.get(context.config);
  if (!shared) {
    shared = find(context);
    known.set(context.config, shared);
  }
  return shared;
}

/** Whether the same credential is for another environment as well. */
export function isReused(environment: string | undefined, others: ReadonlySet<string>): boolean {
  return environment !== undefined && [...others].some((other) => other !== environment);
}

function find({ credentials, facts, environmentOf }: Context): readonly SharedCredential[] {
  const byValue = new Map<string, Located[]>();
  for (const found of credentials) {
    if (!isShared(found)) continue;
    const same = byValue.get(textOf(found));
    if (same) same.push(found);
    else byValue.set(textOf(found), [found]);
  }
  const environmentAt = ({ place }: Located) => environmentOf(place.server?.name, place.name);
  return [...byValue].flatMap(([value, places]) => {
    const elsewhere = facts.credentials?.elsewhere(facts.credentials.hash(value)) ?? [];
    if (places.length + elsewhere.length < 2) return [];
    return places.map((found) => {
      const here = places.filter((it) => it !== found);
      const environments = [...here.map(environmentAt), ...elsewhere.map((it) => it.environment)];
      return {
        found,
        span: spanOf(found),
        related: [
          ...here.map((it) => ({ span: spanOf(it), message: sentence`The same credential.` })),
          ...elsewhere.map(({ path, range }) => ({
            path,
            range,
            message: sentence`The same credential.`,
          })),
        ],
        environment: environmentAt(found),
        environments: new Set(environments.filter((it) => it !== undefined)),
      };
    });
  });
}

function spanOf({ place, start, end }: Located): Span {
  return keyOf(place)?.spanOf() ?? place.text.spanOf(start, end);
}

function keyOf({ server, pointer }: Located['place']): TextNode | undefined {
  const entries = [...(server?.env ?? []), ...(server?.headers ?? [])];
  return entries.find((entry) => entry.pointer === pointer)?.key;
}
