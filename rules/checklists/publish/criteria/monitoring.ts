import { place } from '../../../project/docs/docs.ts';
import { at } from '../../../project/signals/code.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import { ABOUT_USE } from '../../../project/signals/telemetry.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { notApplicable, pass, review } from '../opinion.ts';

const METRICS =
  /^(?:histogram|createHistogram|Histogram|observe|startTimer|duration_?(?:ms|seconds)|durationMs|writeDataPoint|NewHistogram\w*|Summary)$/;
const FAILURES = /^(?:\w*errors?_?(?:total|count(?:er)?|rate)|failure_?count\w*)$/i;
const COUNTS =
  /^(?:\w*(?:requests?|calls?|tool_?calls?)_?(?:total|count(?:er)?)|createCounter|Counter|NewCounter\w*|track_?tool_?call|record_?tool\w*|tool_execution|record_tool_usage)$/i;

/** What the code measures, through a library for it or through telemetry. */
function measured(
  { code, telemetry, counted, http }: Signals,
  pattern: RegExp,
  what: string,
  metric?: RegExp,
) {
  if (http.length + telemetry.length === 0)
    return notApplicable('It is a local process without telemetry.');
  const libraries = code.uses('metrics', 'telemetry');
  // The name of a metric is a text.
  const found = [
    ...code.words(pattern),
    ...(what === 'Errors' ? succeeded(code) : []),
    ...(metric ? code.texts(metric) : []),
  ];
  if (found.length > 0 && libraries.length + telemetry.length + counted.length > 0)
    return pass(`${what} are recorded.`, found);
  return review(`Nothing that records ${what.toLowerCase()} was seen.`, http);
}

/** A field that says whether a call went well; a function of that name prints. */
function succeeded(code: Signals['code']): readonly Place[] {
  return code
    .each('keys of success', ({ keys }) => keys.filter(({ key }) => key === 'success'))
    .map(({ module, start, end }) => at(module, { start, end }));
}

const responseTimes: Criterion = (signals) =>
  measured(
    signals,
    METRICS,
    'Response times',
    /^\w{1,60}_duration(?:_seconds|_ms|_milliseconds)?$/,
  );
const errorRates: Criterion = (signals) =>
  measured(signals, FAILURES, 'Errors', /^\w{1,60}_(?:errors?|failures?)(?:_total|_count)?$/);
const volume: Criterion = (signals) =>
  measured(signals, COUNTS, 'Calls', /^\w{1,60}_(?:requests?|calls?)(?:_total|_count)$/);

/** P51: how many use it. */
const growth: Criterion = ({ code, telemetry, http }) => {
  if (http.length + telemetry.length === 0)
    return notApplicable('It is a local process without telemetry.');
  const reporting = new Set(telemetry.map(({ file }) => file));
  // What an app is installed as somewhere is no user of this server.
  const found = code.words(
    /^(?:distinct_?id|identify|anonymous_?id|customer_?uuid|installation_?id)$/i,
    3,
    ({ file }) => reporting.has(file) || ABOUT_USE.test(file),
  );
  return found.length > 0 && telemetry.length > 0
    ? pass('Users are counted.', found)
    : review('Nothing that counts users was seen.', http);
};

/** Rules of alerts in files of the project that are no test data. */
function alerts({ http, project }: Signals, pattern: RegExp) {
  if (http.length === 0) return notApplicable('It speaks over standard input and output only.');
  const found = [...project.files.values()].flatMap(({ path, text, role }) => {
    if (
      role === 'test' ||
      role === 'example' ||
      role === 'vendored' ||
      !/\.(?:ya?ml|json|tf|jsonnet)$/.test(path)
    )
      return [];
    return partsOfAlerts(text).flatMap(({ start, part }) => {
      const match = pattern.exec(part);
      return match ? [place(path, start + match.index, start + match.index + match[0].length)] : [];
    });
  });
  return found.length > 0
    ? pass('A rule tells somebody.', found)
    : review('No rule of an alert was seen.', http);
}

/** The rules of Prometheus one by one: what else stands in their file, as a record, wakes up nobody. */
function partsOfAlerts(text: string): readonly { readonly start: number; readonly part: string }[] {
  const starts = [...text.matchAll(/^[ \t]*(?:-[ \t]*)?(alert|record):/gm)];
  const rules = starts.flatMap(({ index, 1: kind }, at) =>
    kind === 'alert' ? [{ start: index, part: text.slice(index, starts[at + 1]?.index) }] : [],
  );
  if (rules.length > 0) return rules;
  return /aws_cloudwatch_metric_alarm|datadog_monitor|google_monitoring_alert_policy|"alert_?rules?"/i.test(
    text,
  )
    ? [{ start: 0, part: text }]
    : [];
}

const onDatabase: Criterion = (signals) =>
  signals.http.length === 0 || signals.databases.length === 0
    ? notApplicable('It is not hosted with a database.')
    : alerts(signals, /database|postgres|mysql|\bdb\b|pool/i);

export const monitoring: Readonly<Record<number, Criterion>> = {
  48: responseTimes,
  49: errorRates,
  50: volume,
  51: growth,
  53: (signals) => alerts(signals, /error[_ -]?rate|errors?_total|5xx|fail/i),
  54: (signals) => alerts(signals, /p95|0\.95|latency|duration|histogram_quantile|slow/i),
  55: onDatabase,
  56: (signals) => alerts(signals, /401|403|unauthori[sz]ed|auth|login|security|denied/i),
};
