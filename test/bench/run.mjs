// `npm run bench`: what it costs, in one run on this machine. Build first (`npm run package` for the size).
// `-- --json FILE` writes all of it, `--record` adds a line to history.jsonl, `--check` compares with its last line,
// `--docs` writes the table into docs/speed.md.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { weights } from '../../scripts/budgets.mjs';
import { importBundled } from '../../scripts/import-bundled.mjs';
import { root } from '../../scripts/steps.mjs';

/** A ratio may be so much worse than the last one that was recorded; times say more about the machine. */
const SLACK = 1.35;
const RATIOS = [
  'analyze_vs_parse_tree',
  'analyze_vs_parse_tree_1000_kib',
  'keystroke_vs_json_service',
  'cold_start_vs_empty_server',
  'rss_after_edits_vs_before',
  'rss_at_rest_vs_before',
  'live_after_edits_vs_before',
  'scan_10k_vs_1k',
  'check_corpus_vs_floor',
  'check_10k_vs_read_parse',
  'check_10k_different_vs_read_parse',
  'report_bytes_per_copy_growth',
];
const BLOCK = /(<!-- figures: speed -->\n)[\s\S]*?(\n<!-- \/figures -->)/;

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    record: { type: 'boolean' },
    check: { type: 'boolean' },
    docs: { type: 'boolean' },
  },
});
const program = path.join(root, 'dist/cli.cjs');
const history = path.join(root, 'test/bench/history.jsonl');
const load = (/** @type {string} */ name) => importBundled(`test/bench/${name}.ts`);

const { measureEngine, measureRules } = await load('engine');
const engine = measureEngine(path.join(root, '../shared/corpus'));
const rule = measureRules();
const { measureDetection } = await load('detection');
const detection = await measureDetection();
const { measureInProcess, measureJsonService, measureOverPipes } = await load('keystroke');
const keystroke = {
  inProcess: await measureInProcess(),
  manyServers: await measureInProcess(500),
  overPipes: await measureOverPipes(program),
  jsonService: await measureJsonService(root),
};
const { measureProcess } = await load('process');
const server = await measureProcess(
  program,
  await emptyServer(),
  path.join(root, 'test/bench/live.cjs'),
);
const { measureWorkspace } = await load('workspace');
const workspaces = [];
for (const configs of [100, 1000, 10_000])
  workspaces.push(await measureWorkspace(program, configs));

const { measureCommandLine } = await load('command-line');
const commandLine = measureCommandLine(
  program,
  path.join(root, 'test/bench'),
  path.join(root, '../shared/corpus'),
);
const { measureProject, measureSourceKeystroke } = await load('project');
const source = measureSourceKeystroke();
const project = measureProject(path.join(root, 'dist/project.cjs'));

const [typical] = engine;
const largest = engine.find((/** @type {{ text: string }} */ { text }) => text === '1000 KiB');
const [, thousand, tenThousand] = workspaces;
/** @type {Record<string, number | null>} */
const figures = {
  analyze_vs_parse_tree: typical.ratio,
  analyze_vs_parse_tree_1000_kib: largest.ratio,
  analyze_ms: typical.analyzeMs,
  largest_rule_share: rule.share,
  detection_vs_secretlint: detection.ratio,
  keystroke_p50_ms: keystroke.inProcess.p50,
  keystroke_p99_ms: keystroke.inProcess.p99,
  keystroke_vs_json_service: keystroke.inProcess.p50 / keystroke.jsonService.p50,
  cold_start_vs_empty_server: server.ratio,
  rss_after_edits_vs_before: server.rssAfterEditsMiB / server.rssMiB,
  rss_at_rest_vs_before: server.rssAtRestMiB / server.rssMiB,
  live_after_edits_vs_before: server.liveAfterEditsMiB / server.liveMiB,
  scan_1k_ms: thousand.scanMs,
  scan_10k_vs_1k: tenThousand.scanMs / thousand.scanMs,
  cross_file_update_ms: thousand.updateMs,
  scan_10k_ms: tenThousand.scanMs,
  cross_file_update_10k_ms: tenThousand.updateMs,
  keystroke_500_servers_p99_ms: keystroke.manyServers.p99,
  check_corpus_vs_floor: commandLine.corpusVsFloor,
  check_10k_vs_read_parse: commandLine.manyVsFloor,
  check_10k_peak_mb: commandLine.manyPeakMiB,
  check_10k_different_vs_read_parse: commandLine.differentVsFloor,
  check_10k_different_peak_mb: commandLine.differentPeakMiB,
  report_bytes_per_copy_growth: commandLine.bytesPerCopyGrowth,
  source_keystroke_p50_ms: source.p50,
  source_keystroke_p99_ms: source.p99,
  project_2k_files_ms: project.firstMs,
  project_2k_edit_ms: project.editMs,
  project_2k_rss_mib: project.rssMiB,
  ...weights(),
};
for (const [name, value] of Object.entries(figures))
  if (value !== null) figures[name] = Number(value.toFixed(3));
const [cpu] = os.cpus();
const machine = { cpu: cpu?.model ?? 'unknown', cores: os.cpus().length, node: process.version };

console.table(engine.map(rounded));
console.table(rounded({ ...detection }));
console.table(
  Object.fromEntries(Object.entries(keystroke).map(([name, it]) => [name, rounded(it)])),
);
console.table(rounded(server));
console.table(workspaces.map(rounded));
console.table(rounded(commandLine));
console.log(`The most of a typical config's time goes to ${rule.rule}.`);
console.table(figures);

const everything = {
  figures,
  machine,
  engine,
  rule,
  detection,
  keystroke,
  server,
  workspaces,
  commandLine,
};
if (values.json) writeFileSync(values.json, `${JSON.stringify(everything, null, 2)}\n`);
if (values.check) check();
if (values.record) {
  const line = { date: new Date().toISOString().slice(0, 10), machine, figures };
  appendFileSync(history, `${JSON.stringify(line)}\n`);
}
if (values.docs) writeTable();

function check() {
  const last = readFileSync(history, 'utf8').trimEnd().split('\n').at(-1) ?? '{}';
  const before = JSON.parse(last).figures;
  const worse = RATIOS.filter((name) => (figures[name] ?? 0) > (before[name] ?? Infinity) * SLACK);
  for (const name of worse) console.error(`${name} was ${before[name]} and is ${figures[name]}.`);
  console.log(`${RATIOS.length - worse.length} of ${RATIOS.length} ratios are as good as before.`);
  if (worse.length > 0) process.exitCode = 1;
}

function writeTable() {
  const ms = (/** @type {number} */ it) => `${it < 10 ? it.toFixed(2) : Math.round(it)} ms`;
  const times = (/** @type {number} */ it) => `${it.toFixed(it < 10 ? 1 : 0)}×`;
  const { inProcess, manyServers, jsonService, overPipes } = keystroke;
  const lines = [
    `| ${machine.cpu}, ${machine.cores} cores, Node ${machine.node} | |`,
    '|---|---|',
    `| Keystroke to diagnostics, server in process: p50 / p95 / p99 | ${[inProcess.p50, inProcess.p95, inProcess.p99].map(ms).join(' / ')} |`,
    `| The same over pipes, the built server | ${[overPipes.p50, overPipes.p95, overPipes.p99].map(ms).join(' / ')} |`,
    `| A keystroke in one of 500 servers | ${[manyServers.p50, manyServers.p95, manyServers.p99].map(ms).join(' / ')} |`,
    `| VS Code's JSON language service, parse and schema alone | ${[jsonService.p50, jsonService.p95, jsonService.p99].map(ms).join(' / ')} |`,
    ...engine.map(
      (/** @type {{ text: string, analyzeMs: number, ratio: number }} */ it) =>
        `| Judging ${it.text} (against \`parseTree\` of jsonc-parser) | ${ms(it.analyzeMs)} (${times(it.ratio)}) |`,
    ),
    `| Finding secrets, against secretlint's recommended preset | ${detection.ownMBs.toFixed(1)} MB/s, ${times(detection.ratio)} |`,
    `| Server start, against one that does nothing | ${ms(server.coldStartMs)}, ${times(server.ratio)} |`,
    `| Server's memory at start / after 10,000 edits / ten seconds later / of one that does nothing | ${[server.rssMiB, server.rssAfterEditsMiB, server.rssAtRestMiB, server.emptyRssMiB].map((it) => `${Math.round(it)} MiB`).join(' / ')} |`,
    `| Of that in use, after 1,000 / 10,000 edits | ${[server.liveMiB, server.liveAfterEditsMiB].map((it) => `${it.toFixed(1)} MiB`).join(' / ')} |`,
    ...workspaces.map(
      ({ configs, scanMs, updateMs }) =>
        `| First scan of ${configs.toLocaleString('en')} configs / an edit told in another config | ${ms(scanMs)} / ${ms(updateMs)} |`,
    ),
    `| \`check\` of real configs / of 10,000 copies of one / of 10,000 different ones, against listing, reading and \`JSON.parse\` alone (processor time) | ${commandLine.corpusVsFloor === null ? '–' : times(commandLine.corpusVsFloor)} / ${times(commandLine.manyVsFloor)} / ${times(commandLine.differentVsFloor)} |`,
    `| Memory at most of the two of 10,000 | ${[commandLine.manyPeakMiB, commandLine.differentPeakMiB].map((it) => `${Math.round(it)} MiB`).join(' / ')} |`,
  ];
  const file = path.join(root, 'docs', 'speed.md');
  const page = readFileSync(file, 'utf8');
  if (!BLOCK.test(page)) throw new Error('docs/speed.md has no place for the figures of speed');
  writeFileSync(
    file,
    page.replace(BLOCK, (_, start, end) => start + lines.join('\n') + end),
  );
}

/** A server of the same library that does nothing, bundled as ours is. */
async function emptyServer() {
  const outfile = path.join(root, '.build/bench/empty.cjs');
  const contents = `import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
    const connection = createConnection(ProposedFeatures.all);
    connection.onInitialize(() => ({ capabilities: {} }));
    connection.listen();`;
  await build({
    stdin: { resolveDir: root, contents },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
}

/** @param {object} row */
function rounded(row) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toFixed(3)) : value,
    ]),
  );
}
