import type { Signals } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

/** The share of tools from which on all of them count. */
const NEARLY_ALL = 0.9;

function first({ tests }: Signals): readonly Place[] {
  return tests.files.slice(0, 1).map(({ path }) => ({ file: path, span: { start: 0, end: 0 } }));
}

/** P25: every tool is named in a test. */
const unitTests: Criterion = (signals) => {
  const { tests, project, toolsKnown } = signals;
  if (tests.files.length === 0) return fail('It has no tests.');
  const { tools } = project;
  const missing = tools.filter((tool) => !tests.names(tool));
  const share = tools.length === 0 ? 0 : 1 - missing.length / tools.length;
  if (share >= NEARLY_ALL && toolsKnown) return pass('Tests name every tool.', first(signals));
  if (tools.length === 0)
    return review(
      'Its tools are made at run time: which of them are tested was not seen.',
      first(signals),
    );
  const count = `Tests name ${tools.length - missing.length} of ${tools.length} tools`;
  return share >= NEARLY_ALL
    ? review(`${count} that were seen; more are made at run time.`, first(signals))
    : review(
        `${count}.`,
        missing.map((it) => it.nameAt),
      );
};

const CLIENT =
  /\b(?:InMemoryTransport|StdioClientTransport|StreamableHTTPClientTransport|SSEClientTransport|ClientSession|stdio_client|streamablehttp_client|create_connected_server_and_client_session|NewInProcessClient|NewTestRunner|NewInMemoryTransports|NewStdioMCPClient|NewStreamableHttpClient|McpClient|StdioClient\w*)\b|\bClient\((?:mcp|server|app|\w{0,30}mcp\w{0,30})\b|\bSELF\.fetch\b|\bfrom fastmcp import [^\n]{0,100}\bClient\b|\bTestClient\(|\bsupertest\b|["']tools\/call["']/g;
/** Any test serves something, the service behind as well: the endpoint tells which. */
const ENDPOINT = /["'`]\/mcp\/?["'`]|["']Mcp-Session-Id["']/gi;
const REAL = /\btestcontainers\b|\bimport docker\b|\bdocker\.from_env\b/g;
const REFUSED =
  /\b401\b|\b403\b|[uU]nauthorized|(?:[iI]nvalid|[eE]xpired|[wW]rong|[bB]ad|[tT]ampered|[mM]alformed|[uU]nknown|[uU]ntrusted)[\w '-]{0,30}(?:key|token|jwt|JWT|signature|credential|issuer)|(?:missing|wrong|bad)[_ -]?(?:api[_ -]?)?(?:key|token)/g;

/** P26: a client talks to the server, also with a wrong key. */
const integrationTests: Criterion = (signals) => {
  const { tests, callerTokens } = signals;
  const client = [...tests.find(CLIENT), ...tests.find(ENDPOINT)];
  if (client.length > 0) {
    if (callerTokens.length === 0)
      return pass('A test talks to the server through a client.', client);
    const refused = tests.find(REFUSED);
    return refused.length > 0
      ? pass('Tests talk to the server through a client, also with a wrong key.', [
          ...client,
          ...refused,
        ])
      : review(
          'A test talks to the server through a client; none with a wrong key was seen.',
          client,
        );
  }
  const real = tests.find(REAL);
  if (real.length > 0) return pass('Tests run against the real service behind it.', real);
  const folder = tests.files.filter(({ path }) =>
    /(?:^|\/)(?:integ(?:ration)?|e2e)(?:[-_]?tests?)?\/|[._-](?:integration|e2e)[._]/i.test(path),
  );
  if (folder.length > 0)
    return review(
      'Integration tests call functions; none starts the server.',
      folder.map(({ path }) => ({ file: path, span: { start: 0, end: 0 } })),
    );
  return fail('No test starts the server.', first(signals));
};

/** Tests of a database drop tables as well: what is hostile is called so, or refused. */
const ATTACK =
  /inject|malicious|hostile|attack|sanit|reject|refus|block|forbid|denie[sd]|\bdeny|read[- _]?only|not allowed|unsafe|dangerous|multiple statements|\bor\s+['"]?1['"]?\s*=/i;

/** P27: a hostile value is sent to a query. */
const injectionTested: Criterion = ({ sql, tests }) => {
  if (sql.length === 0) return notApplicable('It uses no SQL client.');
  const hostile = tests
    .find(
      /(?:['"`;]\s*drop\s+table|\bor\s+['"]?1['"]?\s*=\s*['"]?1|union\s+(?:all\s+)?select|;\s*delete\s+from)/gi,
      50,
    )
    .filter(({ file }) => ATTACK.test(tests.files.find(({ path }) => path === file)?.text ?? ''))
    .slice(0, 3);
  return hostile.length > 0
    ? pass('A hostile value is sent to a query.', hostile)
    : fail('No test sends a hostile value to a query.');
};

/** P28: a hostile value is put on a page. */
const pagesTested: Criterion = ({ pages, tests }) => {
  if (pages.length === 0) return notApplicable('It sends no pages with values in them.');
  const hostile = tests.find(/<script|onerror\s*=|javascript:/gi);
  return hostile.length > 0
    ? pass('A hostile value is put on a page.', hostile)
    : fail('No test puts a hostile value on a page.');
};

/** P29: it was tried with many users. */
const loadTested: Criterion = ({ http, project }) => {
  if (http.length === 0) return notApplicable('It speaks over standard input and output only.');
  const scripts = [...project.files.values()].flatMap(({ path, text }) => {
    if (!/\.(?:[cm]?[jt]s|py|go|ya?ml)$/.test(path) || /(?:^|\/)node_modules\//.test(path))
      return [];
    const found = (
      path.endsWith('.py')
        ? /^(?:from|import) locust\b/m
        : /\bfrom ['"]k6(?:\/[\w/]+)?['"]|\bautocannon\(|^config:[ \t]{0,8}\r?\n[ \t]{1,8}target:/m
    ).exec(text);
    const folder = /(?:^|\/)(?:load-?tests?|k6)\//i.test(path);
    return found || (folder && /vus|users|concurren|connections/i.test(text))
      ? [
          {
            file: path,
            span: { start: found?.index ?? 0, end: found ? found.index + found[0].length : 0 },
          },
        ]
      : [];
  });
  return scripts.length > 0
    ? pass('A script tries it with many users.', scripts)
    : review('No load test was seen.', http);
};

export const testing: Readonly<Record<number, Criterion>> = {
  25: unitTests,
  26: integrationTests,
  27: injectionTested,
  28: pagesTested,
  29: loadTested,
};
