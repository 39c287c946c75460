import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  argumentOf,
  type Expression,
  pathOf,
  propertyOf,
  visit,
} from '../../../rules/source/expressions.ts';
import type { SourceModule } from '../../../rules/source/model.ts';
import { readSource, unlessTorn } from '../../../rules/source/read.ts';

function read(path: string, text: string): SourceModule {
  const file = readSource(path, text);
  if (!file) throw new Error(`${path} is of no language`);
  return file.module;
}

/** An expression with all of its brackets. */
function shown(it: Expression): string {
  switch (it.kind) {
    case 'binary':
      return `(${shown(it.left)} ${it.operator} ${shown(it.right)})`;
    case 'unary':
      return `${it.operator}${shown(it.operand)}`;
    case 'member':
      return `${shown(it.object)}.${it.name}`;
    case 'index':
      return `${shown(it.object)}[${shown(it.index)}]`;
    case 'call':
      return `${shown(it.callee)}(${it.args.map(({ value }) => shown(value)).join(', ')})`;
    case 'id':
      return it.name;
    case 'text':
      return JSON.stringify(it.value);
    default:
      return it.kind === 'literal' ? String(it.value) : it.kind;
  }
}

const TS = `
import def, { a as b, type T } from "./x.js";
import * as ns from 'y';
const r = require("q");
export { foo as bar } from "./m";
export * from './all';
export const x = 1, y = \`a\${b}c\`;
export default class A extends B.C { static name = "q"; constructor(private db: Db) { super(); }
  async execute(input: string, { a, b: { c } }: X = {}, ...more) { return await this.db!.run(input as string); } }
enum E { A = "a" }
function g(a?: number) { if (a) return; else if (b) throw b;
  try { f() } catch (e: unknown) { h(e) }
  for (const k of ks) { f(k) }
  switch (x) { case 'a': f(); break; default: g() } }
const { p, q: [r1], ...t } = u;
`;

describe('TypeScript', () => {
  const module = read('a.ts', TS);
  const fn = (name: string) => module.functions.find((found) => found.name === name);

  it('reads imports and exports', () => {
    expect(module.imports.map(({ local, name, from }) => `${local}=${name}@${from}`)).toEqual([
      'def=default@./x.js',
      'b=a@./x.js',
      'T=T@./x.js',
      'ns=*@y',
      'r=*@q',
    ]);
    expect(module.exports.map(({ name, from }) => `${name}@${from ?? ''}`)).toEqual([
      'bar@./m',
      '*@./all',
      'x@',
      'y@',
      'default@',
    ]);
  });

  it('reads functions with their parameters, and drops casts, marks and awaits', () => {
    const execute = fn('execute');
    expect(execute?.owner).toBe('A');
    expect(execute?.isAsync).toBe(true);
    expect(
      execute?.params.map(({ name, bindings, type, rest }) => [
        name,
        bindings.map((binding) => binding.path.join('.')),
        type?.text,
        rest,
      ]),
    ).toEqual([
      ['input', [''], 'string', 'no'],
      ['', ['a', 'b.c'], 'X', 'no'],
      ['more', [''], undefined, 'list'],
    ]);
    const [event] = execute?.events ?? [];
    const value = event?.kind === 'return' ? event.value : undefined;
    expect(value?.kind === 'call' && pathOf(value.callee)).toBe('this.db.run');
    expect(value?.kind === 'call' && value.args[0]?.value.kind).toBe('id');
  });

  it('reads tests, catches, loops and cases as flat events with ranges', () => {
    const events = fn('g')?.events ?? [];
    expect(events.map(({ kind }) => kind)).toEqual([
      ...['test', 'return', 'test', 'throw', 'try', 'expression', 'catch', 'expression'],
      ...['loop', 'assign', 'expression', 'case', 'expression', 'case', 'expression'],
    ]);
    const tests = events.filter((event) => event.kind === 'test');
    expect(tests.map(({ leaves }) => leaves)).toEqual([true, true]);
    const caught = events.find((event) => event.kind === 'catch');
    expect(TS.slice(caught?.body.start, caught?.body.end)).toContain('h(e)');
  });

  it('reads decorators before an export, and a class without a name', () => {
    const { classes } = read(
      'b.ts',
      '@A() export class B { @D() m() {} }\nexport default class extends X { y = 1 }',
    );
    expect(
      classes.map(({ name, decorators, bases }) => [name, decorators.length, bases.map(pathOf)]),
    ).toEqual([
      ['B', 1, []],
      ['', 0, ['X']],
    ]);
  });

  it('reads classes, enums and patterns', () => {
    expect(module.classes[0]?.fields.map(({ name }) => name)).toEqual(['name', 'db']);
    expect(pathOf(module.classes[0]?.bases[0])).toBe('B.C');
    const top = module.top.events.flatMap((event) =>
      event.kind === 'assign' ? event.bindings.map(({ name, path }) => `${name}@${path}`) : [],
    );
    expect(top).toEqual(['r@', 'x@', 'y@', 'E@', 'p@p', 'r1@q,0', 't@*']);
  });
});

const PY = `
import os, a.b as c
from ..x import (y as z, w)
X: int = 5
a, (b, c) = d
@mcp.tool(name="n")
async def f(a: int, b: Annotated[str, Field(description="x")] = None, *args, k: str = "v", **kw) -> str:
    """Does
    it."""
    if a and not b:
        return f"x{a!r:>3}y"
    elif b: raise ValueError("x")
    try: x()
    except (A, B) as e: y(e)
    async with g() as (h, i):
        inside(h)
class C(Base):
    name = "n"
    y: int
    @property
    def m(self): return self.a["k"].b("c" "d")
match x:
    case "a" | "b": f()
`;

describe('types among what is handed on', () => {
  const names = (text: string, before?: string): readonly string[] => {
    const last = before === undefined ? undefined : (readSource('a.ts', before) ?? undefined);
    const { exports, errors } = readSource('a.ts', text, last)?.module ?? read('a.ts', '');
    expect(errors).toEqual([]);
    return exports.map(({ name, from = '' }) => `${name} ${from}`);
  };

  it('are read as the others', () => {
    const group = "export {\n  a,\n  type B,\n  type C,\n  type as d,\n} from './x.js';\n";
    const wanted = ['a ./x.js', 'B ./x.js', 'C ./x.js', 'd ./x.js'];
    expect(names(group)).toEqual(wanted);
    expect(names(`${group}export const e = 1;\n`, group)).toEqual([...wanted, 'e ']);
    expect(names(group, group.replace('type B', 'B'))).toEqual(wanted);
  });

  it('stand where they are', () => {
    const [, second] = read('a.ts', "export { type A, type B } from './x';\nf('b');\n").top.events;
    const [first] = read('a.ts', "export { type A, type B } from './x';\nf('b');\n").top.events;
    expect([first?.start, second]).toEqual([38, undefined]);
  });
});

describe('Python', () => {
  const module = read('a.py', PY);
  const fn = (name: string) => module.functions.find((found) => found.name === name);

  it('reads imports', () => {
    expect(module.imports.map(({ local, name, from }) => `${local}=${name}@${from}`)).toEqual([
      'os=*@os',
      'c=*@a.b',
      'z=y@..x',
      'w=w@..x',
    ]);
  });

  it('reads functions with decorators, documentation and typed parameters', () => {
    const f = fn('f');
    expect(f?.doc).toBe('Does\nit.');
    expect(f?.decorators[0]?.kind === 'call' && pathOf(f.decorators[0].callee)).toBe('mcp.tool');
    const [mark] = f?.decorators ?? [];
    const named = mark?.kind === 'call' ? argumentOf(mark, 'name') : undefined;
    expect(named?.kind === 'text' && named.value).toBe('n');
    expect(
      f?.params.map(({ name, rest, keywordOnly, optional }) => [name, rest, keywordOnly, optional]),
    ).toEqual([
      ['a', 'no', false, false],
      ['b', 'no', false, true],
      ['args', 'list', false, false],
      ['k', 'no', true, true],
      ['kw', 'keywords', true, false],
    ]);
    expect(f?.params[1]?.type?.expression?.kind).toBe('index');
  });

  it('keeps the body of what the grammar does not know', () => {
    const calls: (string | null)[] = [];
    for (const event of fn('f')?.events ?? []) {
      if (event.kind === 'expression') {
        visit(event.value, (found) => {
          if (found.kind === 'call') calls.push(pathOf(found.callee));
        });
      }
    }
    expect(calls).toContain('inside');
  });

  it('reads classes and matches', () => {
    expect(module.classes[0]?.fields.map(({ name }) => name)).toEqual(['name', 'y']);
    expect(fn('m')?.kind).toBe('getter');
    const match = module.top.events.find((event) => event.kind === 'case');
    expect(match?.values.map((value) => value.kind === 'text' && value.value)).toEqual(['a', 'b']);
  });
});

const GO = `package main
import (
	"fmt"
	m "github.com/x/y/v2"
	"github.com/x/go-z/v3"
)
const ( A = "a"; B = "b" )
type S struct {
	Name string \`json:"name"\`
	Base
}
// M does it.
func (s *S) M(ctx context.Context, a, b string, xs ...int) (*R, error) {
	x, err := f(a)
	if err != nil { return nil, err }
	for i, q := range xs { h(i, q) }
	switch b { case "c", "d": g() }
	t := &m.Tool{Name: "x", In: map[string]any{"k": []string{"v"}}}
	return t, nil
}
`;

describe('Go', () => {
  const module = read('a.go', GO);

  it('what stands behind a name belongs to it, not to the operator before it', () => {
    const written = (text: string): string => {
      const [fn] = read('b.go', `package b\nfunc f() { return ${text} }`).functions;
      const event = fn?.events.find(({ kind }) => kind === 'return');
      return event?.kind === 'return' && event.value ? shown(event.value) : '';
    };
    expect(written('a != "" && s.Contains(h, e)')).toBe('((a != "") && s.Contains(h, e))');
    expect(written('!s.HasPrefix(p)')).toBe('!s.HasPrefix(p)');
    expect(written('"ls " + t.f(1)[2].g')).toBe('("ls " + t.f(1)[2].g)');
    expect(written('(a + b).c')).toBe('(a + b).c');
    expect(written('a && (b || c).d()')).toBe('(a && (b || c).d())');
    expect(written('!a.b() && -m[1]')).toBe('(!a.b() && -m[1])');
  });
  const method = module.functions[0];

  it('reads the package, imports and struct fields', () => {
    expect(module.package).toBe('main');
    expect(module.imports.map(({ local }) => local)).toEqual(['fmt', 'm', 'z']);
    expect(module.classes[0]?.fields.map(({ name, tag }) => [name, tag])).toEqual([
      ['Name', 'json:"name"'],
    ]);
  });

  it('reads methods with receiver, shared types and events', () => {
    expect([method?.name, method?.owner, method?.receiver, method?.doc]).toEqual([
      'M',
      'S',
      's',
      'M does it.',
    ]);
    expect(method?.params.map(({ name, type, rest }) => [name, type?.text, rest])).toEqual([
      ['ctx', 'context.Context', 'no'],
      ['a', 'string', 'no'],
      ['b', 'string', 'no'],
      ['xs', 'int', 'list'],
    ]);
    expect(method?.events.map(({ kind }) => kind)).toEqual([
      ...[
        'assign',
        'assign',
        'test',
        'return',
        'loop',
        'assign',
        'expression',
        'case',
        'expression',
      ],
      ...['assign', 'return'],
    ]);
  });

  it('reads literals of structs, maps and slices', () => {
    const tool = method?.events.findLast((event) => event.kind === 'assign')?.value;
    expect(propertyOf(tool, 'Name')?.value.kind).toBe('text');
    expect(tool?.kind === 'object' && [tool.type, tool.properties.map(({ key }) => key)]).toEqual([
      'm.Tool',
      ['Name', 'In'],
    ]);
  });
});

describe('any text', () => {
  const texts = [
    ['a.ts', TS],
    ['a.js', TS],
    ['a.py', PY],
    ['a.go', GO],
  ] as const;

  it('is read without an exception, cut and stirred', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(60),
        fc.string({ maxLength: 8 }),
        ([path, text], place, length, typed) => {
          const at = place % text.length;
          const changed = text.slice(0, at) + typed + text.slice(at + length);
          expect(read(path, changed).cut).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is read the same from an earlier version as from nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(20),
        fc.constantFrom('', '(', '{', '"', '.', 'x', '\n'),
        ([path, text], place, length, typed) => {
          const at = place % text.length;
          const before = readSource(path, text.slice(0, at) + typed + text.slice(at + length));
          const again = readSource(path, text, before ?? undefined);
          expect(shape(again?.module)).toEqual(shape(read(path, text)));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is known to be torn, or is read the same from where that was found out', () => {
    // Long enough not to be parsed to their end.
    const long = texts.map(([path, part]) => readSource(path, `${part}\n`.repeat(5)));
    let torn = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...long),
        fc.nat(),
        fc.nat(4),
        fc.constantFrom('(', '{', '"', '`', "'", '"""', '/*', '[', 'x', '\n', ')', '}'),
        (before, place, length, typed) => {
          if (!before) return;
          const { path, text, module } = before;
          const at = place % text.length;
          const later = text.slice(0, at) + typed + text.slice(at + length);
          const found = unlessTorn(before, later);
          const whole = read(path, later);
          if (found) {
            const again = readSource(path, later, found);
            expect(JSON.stringify(shape(again?.module))).toBe(JSON.stringify(shape(whole)));
          } else {
            torn += 1;
            expect(whole.errors.length).toBeGreaterThan(module.errors.length);
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(torn).toBeGreaterThan(5);
  });

  it.each([
    ['a.ts', '{'],
    ['a.ts', '('],
    ['a.ts', 'f(() => {'],
    ['a.ts', '['],
    ['a.ts', 'if (a) {} else '],
    ['a.tsx', '<a>'],
    ['a.py', '('],
    ['a.py', '[{'],
    ['a.go', '{'],
    ['a.go', 'func() {'],
  ])('%s is not entered for ever: %s', (path, piece) => {
    for (const depth of [500, 5_000]) {
      const start = path === 'a.go' ? 'package a\nfunc f() ' : '';
      const module = read(path, start + `${piece}\n`.repeat(depth));
      expect(['too-deep', undefined]).toContain(module.cut);
    }
  });

  it.each([
    ['a.ts', `x = a${'\n + a'.repeat(20_000)}`],
    ['a.ts', `x = a${'\n.b()'.repeat(20_000)}`],
    ['a.py', `x = (a${'\n + a'.repeat(20_000)})`],
    ['a.py', `${'if a:\n'}${' b()\n'.repeat(20_000)}`],
  ])('%s with a chain of 20,000 is read', (path, text) => {
    expect(['too-deep', undefined]).toContain(read(path, text).cut);
  });

  it('says that a large or squeezed file was not read', () => {
    expect(read('a.ts', 'x();\n'.repeat(250_000)).cut).toBe('too-large');
    expect(read('a.js', 'x();'.repeat(6_000)).cut).toBe('too-large');
    expect(readSource('a.d.ts', 'x')).toBeNull();
    expect(readSource('a.rb', 'x')).toBeNull();
  });
});

/** What tells two readings apart, without the circles that functions have. */
function shape(module: SourceModule | undefined): unknown {
  return module?.functions.map(({ name, start, end, events, params }) => ({
    name,
    start,
    end,
    params: params.map((param) => param.name),
    events: events.map((event) => [event.kind, event.start, event.end]),
  }));
}
