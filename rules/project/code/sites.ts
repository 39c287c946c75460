import { type Call, type Expression, lastName, pathOf, visit } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import { type Value, valueAt } from '../names/targets.ts';
import { expressionRoots } from '../tools/scan.ts';
import type { Place } from '../tools/tool.ts';

/** A call, with what it is called by. */
export interface CallSite {
  readonly call: Call;
  /** `server.listen`; of `make().listen` it is `?.listen`. */
  readonly path: string;
  /** `listen`. */
  readonly name: string;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
}

/** A string in the code, put together or not. */
export interface TextSite {
  readonly expression: Extract<Expression, { kind: 'text' | 'template' }>;
  /** The text; a gap is `\u0000`. */
  readonly text: string;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
}

/** An assignment, member or name that was met; what few criteria ask is found through these. */
export interface Sites {
  readonly module: SourceModule;
  readonly calls: readonly CallSite[];
  readonly texts: readonly TextSite[];
  /** `a.b.c` of names and members, the outermost only, with what stands around it. */
  readonly paths: readonly PathSite[];
  /** Keys of objects and keyword arguments. */
  readonly keys: readonly KeySite[];
  /** Whether something is looked up in what is called an environment: `env["X"]`. */
  readonly indexesEnvironment: boolean;
}

export interface PathSite {
  readonly path: string;
  readonly expression: Expression;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
}

export interface KeySite {
  readonly key: string;
  readonly value: Expression;
  /** Of the key and its value. */
  readonly start: number;
  readonly end: number;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
}

/** Everything of a module that facts are made of, in one pass over it. */
export function sitesIn(module: SourceModule): Sites {
  const calls: CallSite[] = [];
  const texts: TextSite[] = [];
  const paths: PathSite[] = [];
  const keys: KeySite[] = [];
  let indexesEnvironment = false;
  expressionRoots(module, (root, scope) => {
    visit(root, (expression) => {
      switch (expression.kind) {
        case 'call': {
          const name = lastName(expression.callee);
          const path = pathOf(expression.callee) ?? `?.${name}`;
          calls.push({ call: expression, path, name, module, scope });
          for (const { name: key, value } of expression.args) {
            if (key !== undefined)
              keys.push({ key, value, start: value.start, end: value.end, module, scope });
          }
          return true;
        }
        case 'index':
          indexesEnvironment ||= /^env(?:iron)?$/.test(lastName(expression.object));
          return true;
        case 'text':
          texts.push({ expression, text: expression.value, module, scope });
          return true;
        case 'template': {
          const text = expression.parts
            .map((part) => (typeof part === 'string' ? part : '\u0000'))
            .join('');
          texts.push({ expression, text, module, scope });
          return true;
        }
        case 'object':
          for (const { key, value, start, end } of expression.properties) {
            if (key !== null) keys.push({ key, value, start, end, module, scope });
          }
          return true;
        case 'id':
        case 'member': {
          const path = pathOf(expression);
          if (path === null) return true;
          paths.push({ path, expression, module, scope });
          return false;
        }
        default:
          return true;
      }
    });
  });
  return { module, calls, texts, paths, keys, indexesEnvironment };
}

export function placeOfCall({ call, module }: CallSite): Place {
  return { file: module.path, span: { start: call.start, end: call.end } };
}

/** The callee of a call as a value whose names can be followed. */
export function calleeOf({ call, module, scope }: CallSite): Value {
  return valueAt(call.callee, module, scope);
}
