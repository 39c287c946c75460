import type { Parameter, SourceModule } from '../../source/model.ts';
import type { Place, Tool, ToolParameter } from '../tools/tool.ts';
import { HOLE, NONE, type Taint } from './taint.ts';

/** What a tool is given by the model: which of its parameters can hold any text. */
export class Origins {
  readonly #byName = new Map<string, ToolParameter>();
  readonly #closed: boolean;

  constructor(tool: Tool) {
    for (const each of tool.schema?.parameters ?? []) this.#byName.set(bare(each.name), each);
    this.#closed = (tool.schema?.complete ?? false) && this.#byName.size > 0;
  }

  /** One argument; undefined where it cannot hold what the model likes. */
  argument(name: string, at: Place): Taint | undefined {
    const known = this.#byName.get(bare(name));
    if (!known && this.#closed) return undefined;
    if (known && isHarmless(known)) return undefined;
    return {
      parameter: known?.name ?? name,
      origin: known?.at ?? at,
      steps: [],
      cleared: NONE,
      text: HOLE,
    };
  }
}

/** Go writes `FilePath` for `file_path`. */
function bare(name: string): string {
  return name.replace(/_/g, '').toLowerCase();
}

function isHarmless({ type, limits }: ToolParameter): boolean {
  if (/^(?:number|integer|boolean|enum)$/.test(type)) return true;
  return limits.some((it) =>
    /^(?:pattern|regex|enum|literal|const|uuid|guid|datetime|date|ip|cuid2?|ulid|nanoid)$/.test(it),
  );
}

/** What the parameters of a handler hold before it runs. */
export function entryTaints(
  tool: Tool,
  module: SourceModule,
  origins: Origins,
): readonly (readonly [Parameter, Taint])[] {
  const fn = tool.handler?.function;
  if (!fn) return [];
  const place = (parameter: Parameter): Place => ({
    file: module.path,
    span: { start: parameter.start, end: parameter.end },
  });
  const all = (parameter: Parameter, level: Taint['level']): readonly [Parameter, Taint] => [
    parameter,
    {
      parameter: '',
      origin: place(parameter),
      steps: [],
      cleared: NONE,
      text: HOLE,
      ...(level === undefined ? {} : { level }),
    },
  ];
  if (module.language === 'go') {
    return fn.params.flatMap((parameter, index) => {
      const type = parameter.type?.text ?? '';
      if (/CallToolRequest\b/.test(type)) return [all(parameter, 'request')];
      return index === 2 ? [all(parameter, 'arguments')] : [];
    });
  }
  if (module.language === 'python' && tool.style !== 'python-definition' && !tool.handler?.part) {
    return fn.params.flatMap((parameter) => {
      if (/^(?:self|cls|ctx|context|request|_.*)$/.test(parameter.name)) return [];
      const type = parameter.type?.text ?? '';
      if (/Context\b|Depends\(/.test(type)) return [];
      if (/^(?:Optional\[)?(?:int|float|bool|Literal|date|datetime|UUID|Decimal)\b/.test(type))
        return [];
      const taint = origins.argument(parameter.name, place(parameter));
      return taint ? [[parameter, taint] as const] : [];
    });
  }
  const given = fn.params.filter(
    ({ name }) => !/^_?(?:ctx|context|extra|server|client|env|self)$/.test(name),
  );
  return given.flatMap((parameter, index) => {
    const words = parameter.name === '' ? (parameter.bindings[0]?.path[0] ?? '') : parameter.name;
    if (/^(?:request|req|params)$/.test(words) && index === 0)
      return [
        all(parameter, words === 'params' && parameter.name !== '' ? 'arguments' : 'request'),
      ];
    const dispatched = tool.handler?.part !== undefined || tool.style === 'python-definition';
    const isAll = dispatched
      ? /^(?:args|arguments|input|parameters|toolArgs|params)$/.test(parameter.name)
      : index === 0;
    return isAll ? [all(parameter, 'arguments')] : [];
  });
}
