import type { TextEdit } from '../../text/span.ts';
import type { Here } from './here.ts';

/** What a whole module is called in a file, and the edit that brings it in where it is not there. */
export interface Brought {
  readonly local: string;
  readonly edits: readonly TextEdit[];
}

/**
 * @param from `node:path`, `os`, `path/filepath`
 * @param name what it is called when it has to be brought in
 * @returns undefined where there is no place for an import, or its name has another meaning
 */
export function broughtIn(here: Here, from: string, name: string): Brought | undefined {
  const { module, text } = here;
  const bare = from.replace(/^node:/, '');
  const known = module.imports.find(
    (it) =>
      !it.typeOnly &&
      it.from.replace(/^node:/, '') === bare &&
      (it.name === '*' || it.name === 'default'),
  );
  if (known && !hides(here, known.local)) return { local: known.local, edits: [] };
  const local = isTaken(here, name) ? `node${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
  if (module.language === 'python' || module.language === 'go') {
    if (isTaken(here, name)) return undefined;
  } else if (isTaken(here, local)) return undefined;
  const line = firstImport(here);
  if (line === undefined) return undefined;
  const edit = (newText: string): readonly TextEdit[] => [
    { span: { start: line, end: line }, newText },
  ];
  if (module.language === 'python') return { local, edits: edit(`import ${from}\n`) };
  if (module.language === 'go')
    return /^[ \t]+"/.test(text.slice(line)) ? { local, edits: edit(`\t"${from}"\n`) } : undefined;
  const required = /^(?:const|let|var)\s/.test(text.slice(line));
  return {
    local,
    edits: edit(
      required ? `const ${local} = require('${from}');\n` : `import ${local} from '${from}';\n`,
    ),
  };
}

/** Where the line of the first import begins; undefined where it does not begin a line. */
export function firstImport({ module, text }: Here): number | undefined {
  const first = module.imports.find(({ from }) => from !== '__future__');
  if (!first) return undefined;
  const line = text.lastIndexOf('\n', first.start - 1) + 1;
  const begins = /^(?:import|from|const|let|var)\s|^[ \t]+"/.test(text.slice(line, line + 40));
  return begins ? line : undefined;
}

/** Takes an import of Go out again, if nothing but what a fix takes out uses it: it would not compile. */
export function withoutImport(
  { module, text }: Here,
  from: string,
  uses: number,
): readonly TextEdit[] {
  const known = module.imports.find((it) => it.from === from);
  if (!known || module.language !== 'go') return [];
  const all = text.split(`${known.local}.`).length - 1;
  if (all > uses) return [];
  const start = text.lastIndexOf('\n', known.start - 1) + 1;
  const end = text.indexOf('\n', known.end) + 1;
  return end > 0 ? [{ span: { start, end }, newText: '' }] : [];
}

function isTaken({ module }: Here, name: string): boolean {
  return (
    module.imports.some((it) => it.local === name) ||
    [module.top, ...module.functions].some(
      (fn) =>
        fn.name === name ||
        fn.params.some(({ bindings }) => bindings.some((it) => it.name === name)) ||
        fn.events.some(
          (event) => event.kind === 'assign' && event.bindings.some((it) => it.name === name),
        ),
    )
  );
}

/** Whether a name means something else in the function, or in one around it. */
function hides({ scope }: Here, name: string): boolean {
  for (let fn: Here['scope'] | undefined = scope; fn && fn.kind !== 'top'; fn = fn.outer) {
    if (fn.params.some(({ bindings }) => bindings.some((it) => it.name === name))) return true;
    if (
      fn.events.some(
        (event) => event.kind === 'assign' && event.bindings.some((it) => it.name === name),
      )
    )
      return true;
  }
  return false;
}
