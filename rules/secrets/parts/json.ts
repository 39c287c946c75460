import type { Node } from '../../document/node.ts';
import { parseJson } from '../../document/parse-json.ts';
import { decodeBase64 } from '../base64.ts';
import { findFormats, labelOf } from '../format.ts';
import type { ConfigAnalysis } from '../judge.ts';
import type { View } from '../view.ts';
import { type Context, type Hit, named, report } from './context.ts';

/** `{"Authorization": "Bearer …"}` as the value of a variable or argument. */
export function lookIntoJson(view: View, context: Context): boolean {
  const { text } = view;
  if (!/^[[{]\s*["[{]/.test(text.slice(0, 200))) return false;
  const { roots, problems, refused } = parseJson(text);
  const root = roots[0];
  if (refused || !root || (root.kind !== 'object' && root.kind !== 'array')) return false;
  // A password may begin with a bracket; half-typed JSON has a name or two by then.
  if (problems.length > 0 && !/["']\s*[:,]/.test(text)) return false;
  lookIntoNode(root, view, context);
  return true;
}

function lookIntoNode(node: Node, view: View, context: Context): void {
  if (node.kind === 'array') for (const item of node.items) lookIntoNode(item, view, context);
  if (node.kind === 'object') {
    for (const { key, value } of node.properties) {
      if (value) lookIntoNode(value, view, named(context, key.value));
    }
  }
  if (node.kind === 'text') {
    const inner: View = {
      text: node.value,
      at: (index) => view.at(node.spanOf(index, index).start),
    };
    context.look(inner, context);
  }
}

/** `?config=eyJ…`: JSON in base64, as Smithery and others take it. */
export function lookIntoBase64(view: View, context: Context): boolean {
  const { text } = view;
  if (!/^(?:eyJ|eyA|ewo|ewog)[A-Za-z0-9+/_=-]{12,}$/.test(text)) return false;
  const decoded = decodeBase64(text, 65536);
  if (decoded === undefined || !/^\{\s*"/.test(decoded)) return false;
  let best: Hit | undefined;
  const inner = { text: decoded, at: (index: number) => index };
  const isBetter = (hit: Hit): boolean => !best || rank(hit.judgement) > rank(best.judgement);
  const emit = (hit: Hit): void => {
    if (isBetter(hit)) best = hit;
  };
  lookIntoJson(inner, { ...context, emit });
  for (const { provider, format } of findFormats(decoded)) {
    const judgement: ConfigAnalysis = {
      verdict: 'credential',
      confidence: 'high',
      label: labelOf(provider, format),
      provider,
      traits: format.broad ? { broad: true } : {},
    };
    emit({ start: 0, end: 0, judgement, name: '', inUrl: context.inUrl });
  }
  if (best)
    report(
      view,
      { ...best.judgement, label: `${best.judgement.label}, in base64` },
      { ...context, name: best.name },
    );
  return best !== undefined || context.reading.kind === 'plain';
}

function rank({ verdict, confidence }: ConfigAnalysis): number {
  return (verdict === 'credential' ? 10 : 0) + { high: 3, medium: 2, low: 1 }[confidence];
}
