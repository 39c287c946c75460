import { languageOf } from '../../source/language.ts';
import type { Place, Tool } from './tool.ts';

/**
 * One tool for each name: what defines it and what registers it are the same tool. Two registrations in different
 * files with different handlers are two tools: a repository may hold several servers.
 */
export function mergeTools(tools: readonly Tool[]): readonly Tool[] {
  const merged: Tool[] = [];
  const byName = new Map<string, Tool[]>();
  for (const tool of tools) {
    const same = byName.get(tool.name) ?? [];
    const known = same.find((other) => isSame(other, tool));
    const next = known ? joined(known, tool) : tool;
    if (known) {
      merged[merged.indexOf(known)] = next;
      same[same.indexOf(known)] = next;
    } else {
      merged.push(next);
      same.push(next);
    }
    byName.set(tool.name, same);
  }
  return merged;
}

function isSame(a: Tool, b: Tool): boolean {
  // A server that was written anew in another language is another server.
  if (family(a.at.file) !== family(b.at.file)) return false;
  if (!a.handler || !b.handler || a.handler.function === b.handler.function) return true;
  return a.style !== b.style || a.at.file === b.at.file;
}

function family(file: string): string {
  const language = languageOf(file);
  return language === 'python' || language === 'go' ? language : 'script';
}

/** What registers a tool comes first: it has the handler, and what it says goes before the definition. */
function joined(a: Tool, b: Tool): Tool {
  const [first, second] = rank(b) > rank(a) ? [b, a] : [a, b];
  const places = [second.at, ...first.also, ...second.also].filter(
    (place) => !isInside(place, first.at),
  );
  const schema = first.schema?.complete ? first.schema : (second.schema ?? first.schema);
  return { ...second, ...first, ...(schema ? { schema } : {}), also: places };
}

function rank(tool: Tool): number {
  return (
    (tool.handler ? 2 : 0) +
    (tool.style === 'definition' || tool.style === 'python-definition' ? 0 : 1)
  );
}

function isInside(a: Place, b: Place): boolean {
  return a.file === b.file && a.span.start >= b.span.start && a.span.end <= b.span.end;
}
