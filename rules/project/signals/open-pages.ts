import { type Call, lastName, pathOf } from '../../source/expressions.ts';
import { resolve } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import { inside, type Value, valueAt } from '../names/targets.ts';
import type { Place } from '../tools/tool.ts';
import { at } from './code.ts';
import type { Signals } from './signals.ts';

const MARKUP =
  /<\/?(?:!doctype|html|head|body|title|h[1-6]|p|div|span|form|input|a|b|li|ul|strong|script|button|pre|td)\b[^<>]{0,300}>/i;

/** Values of a request, or of a client that registered itself, that stand on a page as they came. */
export function openPages(signals: Signals): readonly Place[] {
  const { code } = signals;
  const { project } = code;
  const marked = code.each('templates with markup', ({ texts }) =>
    texts.filter(({ expression, text }) => expression.kind === 'template' && MARKUP.test(text)),
  );
  const templates = marked.flatMap(({ expression, module, scope }) => {
    if (expression.kind !== 'template') return [];
    if (!signals.sendsHtml(module.path)) return [];
    return expression.parts.flatMap((part) =>
      typeof part !== 'string' && isSent(project.sources, valueAt(part, module, scope))
        ? [at(module, part)]
        : [],
    );
  });
  const printed = code.calls(/^fmt\.Fprintf$/).flatMap(({ call, module, scope }) => {
    const [, format, ...rest] = call.args.map(({ value }) => value);
    if (format?.kind !== 'text' || !MARKUP.test(format.value)) return [];
    return rest.flatMap((part) =>
      isSent(project.sources, valueAt(part, module, scope)) ? [at(module, part)] : [],
    );
  });
  return [...templates, ...printed];
}

/** Whether a value is one that whoever calls has written. */
function isSent(sources: Sources, value: Value, steps = 0): boolean {
  const { expression } = value;
  if (steps > 4) return false;
  if (expression.kind === 'binary' && /^(?:\?\?|\|\||or)$/.test(expression.operator))
    return isSent(sources, inside(value, expression.left), steps + 1);
  if (expression.kind === 'call') return isAsked(expression);
  if (expression.kind === 'index')
    return isSent(sources, inside(value, expression.object), steps + 1);
  const path = pathOf(expression) ?? '';
  if (/(?:^|\.)(?:req|request|ctx\.request)\.(?:query|body|params)\.\w+$/.test(path)) return true;
  if (/^client\w*\.client_?name$|^client_?info\.client_?name$/i.test(path)) return true;
  if (expression.kind !== 'id') return false;
  const target = resolve(sources, value);
  if (target.kind !== 'value' || target.expression === expression) return false;
  return isSent(sources, target, steps + 1);
}

/** `url.searchParams.get("x")`, `c.req.query("x")`, `request.args.get("x")`, `r.FormValue("x")`, `parse_qs(…)`. */
function isAsked({ callee }: Call): boolean {
  const name = lastName(callee);
  if (/^(?:FormValue|PostFormValue|parse_qs)$/.test(name)) return true;
  if (callee.kind !== 'member') return false;
  const { object } = callee;
  if (/^(?:get|Get)$/.test(name)) {
    const of =
      object.kind === 'call' ? lastName(object.callee) : (pathOf(object) ?? lastName(object));
    return /^Query$|(?:searchParams|query_params|request\.args|request\.form)$/.test(of);
  }
  return name === 'query' && /(?:^|\.)req(?:uest)?$/.test(pathOf(object) ?? '');
}
