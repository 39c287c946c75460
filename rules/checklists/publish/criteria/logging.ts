import type { CallSite } from '../../../project/code/sites.ts';
import { at, pathsIn } from '../../../project/signals/code.ts';
import { errorPaths } from '../../../project/signals/errors.ts';
import { ownLoggers } from '../../../project/signals/own-loggers.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import { stdoutWrites } from '../../../project/signals/stdout.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

const PRINTS = /^console\.(?:log|error|warn|info|debug)$|^print$|^fmt\.Print(?:f|ln)?$/;
const LINES = /^fmt\.Fprint(?:f|ln)?$|^(?:process|sys)\.stderr\.write$|^os\.Stderr\.WriteString$/;

function isToError({ call }: CallSite): boolean {
  return pathsIn(call).includes('os.Stderr');
}

/** P14: logs can be read by a machine, and standard output is free of them. */
const structured: Criterion = (signals) => {
  const { code } = signals;
  const writes = stdoutWrites(code).map((write) => write.at);
  if (writes.length > 0)
    return fail('A tool writes to standard output, which belongs to the protocol.', writes);
  const loggers = [
    ...code.uses('logger').flatMap(({ imports }) => imports),
    ...code
      .calls(
        /^slog\.(?:New\w*|Info|Error|Warn|Debug|InfoContext|ErrorContext)$|(?:^|\.)(?:JsonFormatter|sendLoggingMessage|SendLogMessageToClient|send_log_message)$/,
      )
      .map(({ call, module }) => at(module, call)),
    ...code
      .calls(/^ctx\.(?:info|debug|warning|error)$/)
      .filter(({ module }) => module.language === 'python')
      .map(({ call, module }) => at(module, call)),
  ];
  loggers.push(...ownLoggers(code));
  if (loggers.length > 0) return pass('Logs are structured, or sent to the client.', loggers);
  const standard = code.calls(
    /^logging\.(?:getLogger|basicConfig|info|error|warning)$|^log\.(?:Print|Printf|Println|Fatal|Fatalf|New)$|^(?:log|logger)\.(?:info|error|warn|debug|warning|exception)$/,
  );
  if (standard.length > 0)
    return review('The standard library logs: levels, but no fields.', places(standard));
  const runs = ({ module }: CallSite): boolean => signals.project.modes.has(module.path);
  const lines = code
    .calls(LINES)
    .filter((site) => runs(site) && (site.path.startsWith('fmt.') ? isToError(site) : true));
  // One or two are the last words of a program that does not start.
  const isLog = lines.length > 2 || lines.some(({ module }) => /log/i.test(module.path));
  const prints = [...code.calls(PRINTS).filter(runs), ...(isLog ? lines : [])];
  if (prints.length > 0) return fail('Logs are plain text.', places(prints));
  const text = plainLogs(signals);
  if (text.length > 0) return fail('Logs are plain text.', text);
  return signals.isListedOnly
    ? review(
        'Its code is in a language that is only listed here.',
        signals.project.tools.map((it) => it.at),
      )
    : review('It logs nothing that was seen.');
};

function places(
  sites: readonly { call: { start: number; end: number }; module: Parameters<typeof at>[0] }[],
): readonly Place[] {
  return sites.map(({ call, module }) => at(module, call));
}

/** A log of one's own: text that is put at the end of a file. */
function plainLogs({ code }: Signals): readonly Place[] {
  return places(code.calls(/^(?:fs\.)?appendFile(?:Sync)?$/));
}

const MASKS = /^_?(?:redact|(?:obfuscate|mask|scrub|censor)(?:_|[A-Z]|$))/;
/** What is masked may also be a part of a text that is parsed: its name says what it is. */
const OF_SECRETS =
  /redact|secret|token|key|passw|credential|auth|header|sensitive|private|pii|mail|phone|value|string|url|env|log|arg|param|config|data|payload|body|error|message|request|response|result|meta|^_?(?:obfuscate|mask|scrub|censor)$/i;

/** P15: what is secret does not reach a log. */
const redacted: Criterion = ({ credentials, callerTokens, code }) => {
  if (credentials.length + callerTokens.length === 0)
    return notApplicable('It handles no credential, so none can be logged.');
  const logged = code
    .calls(/^(?:console|log|logger|logging)\.(?:log|error|warn|info|debug|warning)$|^print$/)
    .filter(
      ({ call }) =>
        call.args.some(
          ({ value }) => value.kind === 'member' && /^(?:headers|env)$/.test(value.name),
        ) ||
        call.args.some(
          ({ value }) =>
            value.kind === 'call' &&
            value.args.some(
              ({ value: inner }) =>
                inner.kind === 'member' &&
                inner.name === 'headers' &&
                value.callee.kind === 'member' &&
                value.callee.name === 'stringify',
            ),
        ),
    );
  if (logged.length > 0)
    return fail('All headers, or the whole environment, are logged.', places(logged));
  const masks = [
    ...code
      .functions(MASKS)
      .filter(([, { name }]) => OF_SECRETS.test(name))
      .map(([module, fn]) => at(module, fn.nameAt ?? fn)),
    ...code.uses('redaction').flatMap(({ imports }) => imports),
    ...code
      .each('keys that mask', ({ keys }) =>
        keys.filter(
          ({ key, value }) =>
            (key === 'redact' && (value.kind === 'object' || value.kind === 'list')) ||
            /^(?:beforeSend|before_send|ReplaceAttr)$/.test(key),
        ),
      )
      .map(({ module, start, end }) => at(module, { start, end })),
    ...code.calls(/(?:^|\.)SecretStr$/).map(({ call, module }) => at(module, call)),
  ];
  return masks.length > 0
    ? pass('Sensitive fields are masked.', masks)
    : review(
        'Nothing is masked; nothing secret was seen in a log.',
        credentials.map((it) => it.at),
      );
};

/** P16: errors show up where somebody looks. */
const tracked: Criterion = ({ http, telemetry, code }) => {
  if (http.length + telemetry.length === 0) return notApplicable('It is a local process.');
  const starts = code.calls(
    /(?:^|\.)(?:Sentry\.init|sentry_sdk\.init|Bugsnag\.start|Rollbar|rollbar\.init|newrelic\.\w+|logfire\.configure|captureException|recordException|record_exception|RecordError)$|^Sentry\.\w+$/,
  );
  const libraries = code.uses('error-tracker').flatMap(({ imports }) => imports);
  if (libraries.length > 0 && starts.length > 0) return pass('Errors are tracked.', places(starts));
  return review('Nothing that tracks errors was seen.', telemetry.length > 0 ? telemetry : http);
};

/** P17: calls stop for a while when the service behind is down. */
const breaker: Criterion = ({ services, code }) => {
  if (services.length === 0) return notApplicable('It calls no service.');
  const found = [
    ...code.uses('breaker').flatMap(({ imports }) => imports),
    ...code.words(/^circuit_?breaker\w*$/i),
  ];
  if (found.length > 0) return pass('A breaker stands before the service.', found);
  const timeouts = [
    ...code
      .calls(/^AbortSignal\.timeout$|^context\.WithTimeout$|(?:^|\.)ClientTimeout$/)
      .map(({ call, module }) => at(module, call)),
    ...code.words(/^(?:timeout|timeoutMs|timeout_ms|Timeout|connect_timeout|read_timeout)$/),
  ];
  return timeouts.length > 0
    ? review('Calls have a time limit; nothing stops them while the service is down.', timeouts)
    : review('No time limit was seen on calls of a service.', services);
};

/** P18: what may be tried again is, with growing delays. */
const retries: Criterion = ({ services, code }) => {
  if (services.length === 0) return notApplicable('It calls no service.');
  const libraries = code.uses('retry').flatMap(({ imports }) => imports);
  if (libraries.length > 0) return pass('Calls are tried again with a delay.', libraries);
  const own = code
    .functions(
      /^_?(?:with_?)?(?:retry|retries|backoff)\w*$|With_?Retry$|\w_with_(?:retry|backoff)$/i,
    )
    .filter(([, fn]) => {
      const loops = fn.events.some(({ kind }) => kind === 'loop');
      return (
        loops &&
        code.project.code.calls.some(
          ({ scope, name }) =>
            (scope === fn || scope.outer === fn) &&
            /^(?:setTimeout|sleep|delay|wait|Sleep|After)$/.test(name),
        )
      );
    });
  if (own.length > 0)
    return pass(
      'Calls are tried again with a delay.',
      own.map(([module, fn]) => at(module, fn.nameAt ?? fn)),
    );
  return review('No retry was seen; the library that calls may have one.', services);
};

/** P19: failures reach the model as failures. */
const errorsFlagged: Criterion = ({ project, code }) => {
  if (project.tools.length === 0)
    return review(
      'Its tools are made at run time: their failures were not seen.',
      project.dynamicTools.map((it) => it.at),
    );
  if (project.unread.length > 0 && project.code.calls.length === 0)
    return review(
      'Its code is in a language that is only listed here.',
      project.tools.map((it) => it.at),
    );
  const { flagged, unflagged: quiet } = errorPaths(code, project.tools);
  const unflagged = quiet.map((each) => each.at);
  if (unflagged.length > 0) return fail('A failure comes back as ordinary text.', unflagged);
  return pass(
    'Failures are marked as such, or left to the SDK, which marks them.',
    flagged.length > 0
      ? flagged
      : project.tools.map((it) =>
          it.handler
            ? { file: it.handler.file, span: it.handler.function.nameAt ?? it.at.span }
            : it.at,
        ),
  );
};

export const logging: Readonly<Record<number, Criterion>> = {
  14: structured,
  15: redacted,
  16: tracked,
  17: breaker,
  18: retries,
  19: errorsFlagged,
};
