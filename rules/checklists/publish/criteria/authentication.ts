import { isChangingTool } from '../../../config/tool-names.ts';
import { at, type Code, pathsIn, within } from '../../../project/signals/code.ts';
import { asksForNothing, skippedChecks } from '../../../project/signals/credential-checks.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { SourceFunction } from '../../../source/model.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

const CREDENTIAL_WORD =
  /(?:api_?key|token|secret|passw(?:or)?d|credential|auth|database_?ur[il]|db_?ur[il]|connection_?(?:string|ur[il])|access_?key)s?$/i;

/** P1: a credential that is missing or empty ends in an error. */
const keysValidated: Criterion = (signals) => {
  const { credentials, code } = signals;
  if (credentials.length === 0) return notApplicable('It reads no credential.');
  const open = credentials.filter(({ variable }) => variable?.fallback === 'empty');
  const skipped = skippedChecks(code);
  if (skipped.length > 0)
    return fail('Everybody gets in while the expected secret is not set.', skipped);
  const checks = credentialChecks(signals);
  if (open.length > 0 && checks.length === 0 && !isAsked(code))
    return fail(
      'A credential that is not set becomes an empty text, and nothing notices.',
      open.map((it) => it.at),
    );
  if (checks.length > 0) return pass('A missing credential is noticed.', checks);
  const required = signals.project.manifests.flatMap(({ file, inputs }) =>
    inputs
      .filter(({ required: must, marked }) => must && marked)
      .map((it) => ({ file, span: it.at })),
  );
  if (required.length > 0)
    return pass('The host asks for the credential before it starts.', required);
  return review(
    'A credential is read, and no check of it was seen.',
    credentials.map((it) => it.at),
  );
};

/** `if (!key) throw`, `if not key: raise`, `if token == "" { return err }`, or a settings library that requires it. */
function credentialChecks({ code, credentials }: Signals): readonly Place[] {
  const places: Place[] = [];
  for (const module of code.modules) {
    for (const scope of [module.top, ...module.functions]) {
      for (const event of scope.events) {
        if (event.kind !== 'test' || !asksForNothing(event.test)) continue;
        if (!pathsIn(event.test).some((path) => CREDENTIAL_WORD.test(path))) continue;
        if (event.leaves || endsBadly(scope, event.whenTrue)) places.push(at(module, event.test));
      }
    }
  }
  // What has a value when nobody sets it is not asked for.
  const asked = credentials.some(({ variable }) => variable?.fallback === 'none');
  const settings = asked ? code.uses('settings').flatMap(({ imports }) => imports) : [];
  const required = code.named(
    'requiredOption',
    'MarkFlagRequired',
    'requireEnv',
    'getRequiredEnv',
    'mustEnv',
  );
  const schema = credentials.filter(({ variable }) => variable?.asked).map((it) => it.at);
  return [
    ...places,
    ...settings,
    ...schema,
    ...required.map(({ call, module }) => at(module, call)),
  ];
}

function endsBadly(
  scope: SourceFunction,
  branch: { readonly start: number; readonly end: number },
): boolean {
  return within(scope, branch).some(
    (event) =>
      event.kind === 'throw' ||
      (event.kind === 'expression' &&
        event.value.kind === 'call' &&
        /(?:exit|Exit|Fatal|Fatalf|panic|abort|fail)$/.test(pathsIn(event.value.callee)[0] ?? '')),
  );
}

/** `if (token) headers.set(…)`: a credential that may be missing, and then is not used. */
function isAsked(code: Code): boolean {
  return code.modules.some((module) =>
    [module.top, ...module.functions].some(({ events }) =>
      events.some(
        (event) =>
          event.kind === 'test' &&
          !asksForNothing(event.test) &&
          pathsIn(event.test).some((path) => CREDENTIAL_WORD.test(path)),
      ),
    ),
  );
}

const READS =
  /^(?:get|list|read|search|find|describe|fetch|query|lookup|look|show|count|check|view|resolve|status|ping|echo|analyze|analyse|explain|browse|download|convert|preview|compare|validate|info|help|ask|greet|hello|add|sum|calculate|compute|tree|head|tail)(?:[_\-.A-Z]|$)|(?:[_-](?:get|list|read|search|find|query|info|status|docs|to[_-]markdown)(?:[_-]|$))/;
const SWITCH =
  /^-{0,2}(?:is_?)?(?:read[_-]?only(?:[_-]?mode)?|enable[_-]?write\w*|allow[_-]?(?:write|writes|delete|ddl|dml|destructive)\w*|disable[_-]?(?:write|writes|delete|tools?)\w*|access[_-]?mode|non_?destructive|(?:enabled?|disabled?|allowed|denied|excluded?|include|blocked)[_-]?(?:tools?|toolsets?|commands?)|toolsets?|required?[_-]?scopes?|has[_-]?scopes?|check[_-]?scopes?|scopes_supported|allow(?:ed)?[_-]?(?:dir|dirs|director(?:y|ies)|paths?|roots?|commands?|domains?|tables?)|\w{1,60}_allowed_(?:paths|dirs|directories|roots|commands)|(?:tool|command|path|dir|directory)_?allow_?list|permission_?mode|restricted(?:[_-]?mode)?)$/i;

/** What is written down as a constant, as what a library is told, switches nothing. */
function switches(code: Code): readonly Place[] {
  const fixed = code.each('limits that are constants, or hints of a tool', (sites) => [
    ...sites.keys.filter(({ key, value }) => value.kind === 'literal' && SWITCH.test(key)),
    ...sites.paths
      .filter(({ path }) => /annotations|hints/i.test(path))
      .map(({ module, expression: { start } }) => ({ module, start })),
  ]);
  const decided = new Set(fixed.map(({ module, start }) => `${module.path}:${start}`));
  return code.words(SWITCH, 3, ({ file, span }) => !decided.has(`${file}:${span.start}`));
}

/** P4: reading can be allowed without writing. */
const scoped: Criterion = ({ project, code, toolsKnown, isListedOnly }) => {
  const { tools } = project;
  if (tools.length === 0)
    return review(
      'Its tools are made at run time: what they may do was not seen.',
      project.dynamicTools.map((it) => it.at),
    );
  const hinted = tools.filter(
    ({ annotations }) =>
      annotations &&
      ('readOnlyHint' in annotations.hints || 'destructiveHint' in annotations.hints),
  );
  const reading = (tool: (typeof tools)[number]): boolean => {
    const hint = tool.annotations?.hints.readOnlyHint;
    return typeof hint === 'boolean' ? hint : READS.test(tool.name);
  };
  const writing = tools.filter((tool) => !reading(tool));
  const limits = [
    ...project.variables.filter(({ name }) => SWITCH.test(name)).map((it) => it.at),
    ...switches(code),
  ];
  if (limits.length > 0) return pass('What the tools may do can be limited.', limits);
  if (writing.length === 0 && hinted.length === tools.length && toolsKnown)
    return pass(
      'Every tool only reads, and says so.',
      hinted.map((it) => it.annotations?.at ?? it.at),
    );
  if (hinted.length === tools.length)
    return review(
      'The tools say what they do, and nothing limits it.',
      hinted.map((it) => it.annotations?.at ?? it.at),
    );
  if (isListedOnly)
    return review(
      'Its code is in a language that is only listed here.',
      tools.map((it) => it.at),
    );
  const changing = writing.filter(({ name }) => isChangingTool(name));
  if (changing.length > 0 && hinted.length === 0)
    return fail(
      'Tools that change things have neither hints nor a limit.',
      changing.map((it) => it.nameAt),
    );
  return review(
    'Some tools say nothing about what they change.',
    tools.filter((it) => !hinted.includes(it)).map((it) => it.nameAt),
  );
};

export const authentication: Readonly<Record<number, Criterion>> = {
  1: keysValidated,
  4: scoped,
};
