import { textParts } from '../../source/expressions.ts';
import { resolve, textOf } from '../names/resolve.ts';
import type { Sources } from '../names/sources.ts';
import type { Value } from '../names/targets.ts';
import { readAnnotations } from './annotations.ts';
import { type Draft, functionIn, placeOf } from './draft.ts';
import { signatureFields } from './schema/python.ts';
import { readSchema, structSchema } from './schema/read.ts';
import type { Place, Tool, ToolHandler, ToolSchema, ToolText } from './tool.ts';

/** A draft whose name is known, with everything about it read. */
export function complete(sources: Sources, draft: Draft): Tool | undefined {
  const name = nameOf(sources, draft);
  if (!name) return undefined;
  const handler = handlerOf(sources, draft);
  const schema = schemaOf(sources, draft);
  const description = draft.description && textPart(sources, draft.description);
  const title = draft.title && textPart(sources, draft.title);
  return {
    name: name.text,
    nameAt: name.at,
    style: draft.style,
    ...(isFramed(draft) ? { at: name.at, also: [draft.at] } : { at: draft.at, also: [] }),
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(schema ? { schema } : {}),
    ...(draft.annotations ? { annotations: readAnnotations(sources, draft.annotations) } : {}),
    ...(handler ? { handler } : {}),
  };
}

function nameOf(
  sources: Sources,
  { name, style }: Draft,
): { readonly text: string; readonly at: Place } | undefined {
  if ('text' in name) return name;
  const target = resolve(sources, name);
  if (target.kind !== 'value' || target.expression.kind !== 'text')
    return style === 'python-decorator' ? ownPart(name) : undefined;
  const text = target.expression.value;
  // In a loop or a helper the name stands somewhere else for each tool.
  return text === '' ? undefined : { text, at: placeOf(name.frame ? target : name) };
}

/** `name=namespace + "add"` over a function: without a namespace that is what it is called. */
function ownPart(name: Value): { readonly text: string; readonly at: Place } | undefined {
  const parts = textParts(name.expression);
  const [first, last] = parts;
  if (parts.length !== 2 || typeof first === 'string') return undefined;
  const text = typeof last === 'string' ? last : last?.kind === 'text' ? last.value : '';
  return /^[a-z][\w-]{3,63}$/.test(text) ? { text, at: placeOf(name) } : undefined;
}

function isFramed({ name }: Draft): boolean {
  return 'frame' in name && name.frame !== undefined;
}

function textPart(
  sources: Sources,
  part: Value | { readonly text: string; readonly at: Place },
): ToolText {
  if ('text' in part) return { value: part.text, at: part.at };
  return { value: textOf(sources, part), at: placeOf(part) };
}

function handlerOf(sources: Sources, { handler }: Draft): ToolHandler | undefined {
  if (!handler || 'file' in handler) return handler;
  const found = functionIn(sources, handler);
  return found && { file: found.file, function: found.function };
}

function schemaOf(sources: Sources, draft: Draft): ToolSchema | undefined {
  const { schema, handler } = draft;
  const go = handler && 'kind' in handler && handler.module.language === 'go';
  if (schema && 'signature' in schema) {
    const { signature, file } = schema;
    const at = { file, span: signature.nameAt ?? { start: signature.start, end: signature.end } };
    return { at, kind: 'signature', ...signatureFields(signature, file) };
  }
  if (!schema) return go ? structSchema(sources, handler) : undefined;
  const target = resolve(sources, schema);
  const isHandler = target.kind === 'value' && target.expression.kind === 'function';
  return isHandler ? structSchema(sources, schema) : readSchema(sources, schema);
}
