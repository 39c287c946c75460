import type { Expression } from '../../source/expressions.ts';
import type { KeySite, Sites } from './sites.ts';

/** `z.object({ API_KEY: z.string() }).parse(process.env)`: variables as the keys of a schema. */
export function describedIn({ keys, paths, texts }: Sites): readonly {
  readonly name: string;
  readonly site: KeySite;
  readonly fallback: 'none' | 'value';
  readonly asked: boolean;
}[] {
  const described = keys.filter(
    ({ key, value }) =>
      value.kind === 'call' && /^[A-Z][A-Z0-9_]{2,}$/.test(key) && chainOf(value)[0] === 'z',
  );
  if (described.length === 0) return [];
  const reads =
    paths.some(({ path }) => /^(?:process|Bun)\.env$/.test(path)) ||
    texts.some(({ text }) => text === 'process.env');
  if (!reads) return [];
  return described.map((site) => {
    const steps = chainOf(site.value);
    const given = steps.includes('default') || steps.includes('catch');
    const asked = !given && !steps.includes('optional') && !steps.includes('nullish');
    return { name: site.key, site, fallback: given ? 'value' : 'none', asked } as const;
  });
}

/** `z.string().optional()` → `z`, `string`, `optional`. */
function chainOf(expression: Expression): readonly string[] {
  const steps: string[] = [];
  for (let at: Expression | undefined = expression; at; ) {
    if (at.kind === 'call') at = at.callee;
    else if (at.kind === 'member') {
      steps.unshift(at.name);
      at = at.object;
    } else {
      if (at.kind === 'id') steps.unshift(at.name);
      at = undefined;
    }
  }
  return steps;
}
