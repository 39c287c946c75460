import type { Call, Expression } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import { resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Target, valueAt } from '../names/targets.ts';

/** What a call calls: a function of the project, or a name outside of it. */
export interface Callee {
  readonly fn?: { readonly function: SourceFunction; readonly module: SourceModule };
  /** `child_process.exec`, `os.path.join`, `eval`; '' where nobody knows. */
  readonly name: string;
  /** Of a method of something that a call made: what was called, as `httpx.AsyncClient`. */
  readonly made: string;
}

export function calleeOf(
  sources: Sources,
  call: Call,
  module: SourceModule,
  scope: SourceFunction,
): Callee {
  const value = valueAt(call.callee, module, scope);
  const target = resolve(sources, value);
  if (target.kind === 'value' && target.expression.kind === 'function')
    return {
      fn: { function: target.expression.function, module: target.module },
      name: '',
      made: '',
    };
  const made =
    call.callee.kind === 'member'
      ? madeBy(sources, resolve(sources, inside(value, call.callee.object)))
      : '';
  return { name: nameOf(sources, target, call.callee), made };
}

function nameOf(sources: Sources, target: Target, written: Expression): string {
  if (target.kind === 'external') return canonical(target.from, target.name);
  if (target.kind !== 'value') return '';
  const { expression } = target;
  // A name that nothing declares is one of the language.
  if (expression.kind === 'id' && written.kind === 'id') return expression.name;
  if (expression.kind === 'member' && expression.object.kind === 'id') {
    const { object } = expression;
    return /^(?:Bun|globalThis)$/.test(object.name) ? `${object.name}.${expression.name}` : '';
  }
  if (expression.kind !== 'call') return '';
  // `promisify(exec)` is `exec`.
  const callee = resolve(sources, inside(target, expression.callee));
  const first = expression.args[0]?.value;
  if (callee.kind !== 'external' || !/(?:^|\.)promisify$/.test(callee.name) || !first) return '';
  return nameOf(sources, resolve(sources, inside(target, first)), first);
}

function madeBy(sources: Sources, target: Target): string {
  if (target.kind !== 'value' || target.expression.kind !== 'call') return '';
  const { args } = target.expression;
  const based = args.some(
    ({ name, value }) =>
      /^(?:base_url|baseURL|prefixUrl)$/.test(name ?? '') ||
      (value.kind === 'object' &&
        value.properties.some(({ key }) => /^base(?:URL|Url)|prefixUrl$/.test(key ?? ''))),
  );
  if (based) return '';
  const callee = resolve(sources, inside(target, target.expression.callee));
  return callee.kind === 'external' ? canonical(callee.from, callee.name) : '';
}

/** One name for what is written in several ways: `node:fs/promises`, `fs.promises.readFile`, `import fs from "fs"`. */
function canonical(from: string, name: string): string {
  const module = from
    .replace(/^node:/, '')
    .replace(/^(?:fs\/promises|fs-extra|graceful-fs)$/, 'fs');
  const own = name.replace(/^(?:default|\*)(?:\.|$)/, '').replace(/^promises\./, '');
  if (own === '') return module;
  // `import urllib.request` gives `urllib`.
  const last = module.slice(module.lastIndexOf('.') + 1);
  return module.includes('.') && own.startsWith(`${last}.`)
    ? `${module}.${own.slice(last.length + 1)}`
    : `${module}.${own}`;
}
