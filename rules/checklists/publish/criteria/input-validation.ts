import { valueAt } from '../../../project/names/targets.ts';
import { at } from '../../../project/signals/code.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import { isForeign } from '../../../project/signals/sql.ts';
import type { Place, Tool } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

/** P5: every argument is checked by a schema that is enforced. */
const schemas: Criterion = (signals) => {
  const { project } = signals;
  const { tools } = project;
  if (tools.length === 0)
    return review(
      'Its tools are made at run time: their schemas were not seen.',
      project.dynamicTools.map((it) => it.at),
    );
  if (signals.isListedOnly)
    return review(
      'Its code is in a language that is only listed here.',
      tools.map((it) => it.at),
    );
  const taking = tools.filter(takesArguments);
  if (taking.length === 0) {
    const unseen = tools.filter(({ schema, handler }) => !schema && !handler);
    if (unseen.length > 0)
      return review(
        'What its tools take was not seen.',
        unseen.map((it) => it.at),
      );
    return notApplicable('No tool takes arguments.');
  }
  const holes = runsArguments(signals);
  if (holes.length > 0) return fail('An argument is run as a command or as code.', holes);
  const without = taking.filter(({ schema }) => !schema);
  const low = taking.filter((tool) => isLowLevel(signals, tool));
  const checks = low.length > 0 ? parses(signals) : [];
  if (low.length > 0 && checks.length === 0)
    return fail(
      'A schema is written down that nothing enforces.',
      low.map((it) => it.schema?.at ?? it.at),
    );
  if (without.length > 0)
    return review(
      'Some tools have no schema that was seen.',
      without.map((it) => it.nameAt),
    );
  return pass('Every tool has a schema that is enforced.', [
    ...checks,
    ...taking.map((it) => it.schema?.at ?? it.at),
  ]);
};

function takesArguments({ schema, handler }: Tool): boolean {
  if (schema) return schema.parameters.length > 0 || !schema.complete;
  // A handler without parameters reads nothing.
  return (
    (handler?.function.params.length ?? 0) > 0 &&
    handler?.part === undefined &&
    /[Aa]rgs|params|input/.test(handler?.function.params[0]?.name ?? '')
  );
}

/** Written as data and dispatched by hand: the server of the SDK that validates nothing. Python's checks by itself. */
function isLowLevel({ project, code }: Signals, { style, at: place }: Tool): boolean {
  if (style !== 'definition' && style !== 'keyed-definition') return false;
  const module = project.files.get(place.file)?.source?.module;
  if (!module || module.language === 'python' || module.language === 'go') return false;
  return code
    .named('setRequestHandler')
    .some(
      ({ call }) =>
        call.args[0]?.value.kind === 'id' && call.args[0].value.name === 'CallToolRequestSchema',
    );
}

/** `Schema.parse(args)`, `validate(args)`: what a low-level server needs to do itself. */
function parses({ code }: Signals): readonly Place[] {
  return code
    .named(
      'parse',
      'safeParse',
      'parseAsync',
      'safeParseAsync',
      'validate',
      'validateSync',
      'assert',
      'Check',
      'Parse',
      'decode',
      'decodeUnknownSync',
    )
    .filter(({ call, path }) => {
      if (/^(?:JSON|Date|path|url|URL|jwt|querystring|assert|yaml|YAML|toml)\./.test(path))
        return false;
      const first = call.args[0]?.value;
      const text = first?.kind === 'member' ? first.name : first?.kind === 'id' ? first.name : '';
      return (
        /^(?:args|arguments|params|input|rawArgs|toolArgs|request|parameters)$/i.test(text) ||
        (first?.kind === 'binary' && /[?|]/.test(first.operator))
      );
    })
    .map(({ call, module }) => at(module, call));
}

const RUNS =
  /^(?:(?:child_process|cp)\.)?(?:exec|execSync)$|^(?:eval|Function)$|^(?:os\.system|os\.popen|subprocess\.(?:run|call|Popen|check_output|check_call)|exec|vm\.runIn\w+)$/;

/** An argument of a tool that is handed to a shell or an interpreter, unguarded. */
function runsArguments({ code, project }: Signals): readonly Place[] {
  return code.calls(RUNS).flatMap(({ call, module, scope, path }) => {
    const first = call.args[0]?.value;
    if (!first) return [];
    if (
      path.startsWith('subprocess.') &&
      !call.args.some(
        ({ name, value }) => name === 'shell' && value.kind === 'literal' && value.value === true,
      )
    )
      return [];
    if (project.modes.size > 0 && !project.modes.has(module.path)) return [];
    return isForeign(code, valueAt(first, module, scope)) ? [at(module, call)] : [];
  });
}

/** P6: values are bound, not written into statements. */
const sqlBound: Criterion = ({ sql, code, statements }) => {
  if (sql.length === 0) return notApplicable('It uses no SQL client.');
  const parsers = code.uses('sql-parser').flatMap(({ imports }) => imports);
  if (parsers.length > 0) return pass('Statements are looked over by a parser.', parsers);
  const holes = statements.flatMap((it) => it.holes);
  if (holes.length > 0) return fail('A value from outside is put into a statement.', holes);
  if (statements.length > 0)
    return pass(
      'Values are bound to their statements.',
      statements.map((it) => it.at),
    );
  const builders = code.uses('sql-builder').flatMap(({ imports }) => imports);
  if (builders.length > 0) return pass('Statements are made by a query builder.', builders);
  return review('A database is used, and its statements were not seen.', sql);
};

/** P7: every value on a page is escaped. */
const pagesEscaped: Criterion = (signals) => {
  const { pages, code } = signals;
  if (pages.length === 0) return notApplicable('It sends no pages with values in them.');
  const marked = code.each('templates with elements', ({ texts }) =>
    texts.filter(
      ({ expression, text }) =>
        expression.kind === 'template' &&
        text.includes('\u0000') &&
        /<\/?[a-z][^<>]{0,300}>/i.test(text),
    ),
  );
  const open = marked.flatMap(({ expression, module, scope }) => {
    if (expression.kind !== 'template') return [];
    if (!signals.sendsHtml(module.path)) return [];
    return expression.parts.flatMap((part) =>
      typeof part !== 'string' && isForeign(code, valueAt(part, module, scope))
        ? [at(module, part)]
        : [],
    );
  });
  if (open.length > 0) return fail('A value from outside stands on a page unescaped.', open);
  const escapes = [
    ...code
      .named(
        'escape',
        'escapeHtml',
        'escapeHTML',
        'sanitizeHtml',
        'encodeHTML',
        'encode',
        'sanitize',
      )
      .map(({ call, module }) => at(module, call)),
    ...code.uses('html-escape').flatMap(({ imports }) => imports),
    ...code.words(/^(?:escape_?html|html_?escape|sanitize_?\w*|esc)$/i),
  ];
  return escapes.length > 0
    ? pass('Values are escaped before they stand on a page.', escapes)
    : review('Pages are made from values; nothing that escapes them was seen.', pages);
};

const FILE_PARAMETER =
  /^(?:input_)?(?:file|image|audio|video|pdf|attachment|upload|document)s?_?(?:path|data|content|base64|bytes|buffer|b64)s?$|^(?:file_?path|filePath|attachments?|uploads?|base64)$/i;

/** P8: files that come in are limited in size and kind. */
const uploadsChecked: Criterion = ({ project, code, services }) => {
  const libraries = code.uses('upload').flatMap(({ imports }) => imports);
  // A path is taken for a file only where files of this machine are read; what a service calls so is its own.
  const reads = code.calls(
    /^(?:fs\.|fsp\.|fs\.promises\.)?(?:readFile|readFileSync|createReadStream)$|^open$|(?:^|\.)(?:read_bytes|read_text)$|^os\.(?:ReadFile|Open)$/,
  );
  const parameters =
    services.length > 0 && reads.length > 0
      ? project.tools.flatMap(
          ({ schema }) =>
            schema?.parameters.filter(({ name }) => FILE_PARAMETER.test(name)).map((it) => it.at) ??
            [],
        )
      : [];
  const taking = [...libraries, ...parameters];
  if (taking.length === 0) return notApplicable('It takes no files.');
  const size = code.words(
    /^(?:max_?(?:file_?|upload_?|image_?|content_?)?(?:size|bytes|length)\w*|file_?size_?limit|limits|size_?limit|max\w{0,40}(?:size|bytes)\w{0,40})$/i,
  );
  const kind = code.words(
    /^(?:allowed_?(?:mime_?)?(?:types?|extensions?)|fileTypeFrom\w*|file_?filter|(?:mime|content)_?types?_?map|supported_?(?:types?|extensions?|formats?)|extname|mime_?types?_by_\w+|get_?mime_?type|detect_?mime\w*)$/i,
  );
  if (size.length > 0 && kind.length > 0)
    return pass('Size and kind of files are checked.', [...size, ...kind]);
  if (size.length + kind.length > 0)
    return review('One of size and kind of files is checked; the other was not seen.', [
      ...size,
      ...kind,
    ]);
  return fail('Files are taken of any size and kind.', taking);
};

export const inputValidation: Readonly<Record<number, Criterion>> = {
  5: schemas,
  6: sqlBound,
  7: pagesEscaped,
  8: uploadsChecked,
};
