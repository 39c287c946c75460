import { type PublishKnown, publishStandings } from '../../rules/checklists/publish/standings.ts';
import type { Evidence } from '../../rules/findings/evidence.ts';
import { folderOf } from '../../rules/project/names/sources.ts';
import type { ServerProject } from '../../rules/project/project.ts';
import { Signals } from '../../rules/project/signals/signals.ts';
import { startOf } from '../../rules/project/start.ts';
import type { Tool } from '../../rules/project/tools/tool.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { directoriesOf } from './directories.ts';
import { placeReport } from './places.ts';
import type { ProjectEvidence, ProjectItem, ProjectReport, ProjectTool } from './types.ts';

/** A project and its items, in a form that can be sent and printed: no text of a file is in it. */
export function reportOf(project: ServerProject, known: PublishKnown = {}): ProjectReport {
  const { root, name, version, languages, sdks, transports, tools } = project;
  const signals = known.signals ?? new Signals(project);
  const items = itemsOf(project, { ...known, signals });
  return {
    root: root === '' ? '.' : root,
    name: safe.name(name),
    version: version ? safe.name(version.value) : null,
    languages,
    sdks: [...new Set(sdks.map((sdk) => safe.name(sdk.name)))],
    transports: [...new Set(transports.map(({ kind }) => kind))],
    tools: tools.map((tool) => toolReport(project, tool)),
    manifest: safe.text(manifestOf(project)),
    start: startOf(project) ?? null,
    items: items.map(({ evidence, ...item }) => ({
      ...item,
      evidence: evidence.map((each) => evidenceReport(project, each)),
    })),
    directories: directoriesOf(signals, items),
  };
}

/** The file that describes it, for what is about it as a whole. */
function manifestOf({ manifests, root, files }: ServerProject): string {
  const own = manifests.find(({ file }) => folderOf(file) === root) ?? manifests[0];
  return own?.file ?? files.keys().next().value ?? 'README.md';
}

function toolReport(project: ServerProject, tool: Tool): ProjectTool {
  const { file, range } = placeReport(project, tool.nameAt);
  const hints = Object.entries(tool.annotations?.hints ?? {}).map(
    ([key, hint]) => [key, typeof hint === 'string' ? safe.name(hint) : hint] as const,
  );
  return {
    name: safe.name(tool.name),
    file,
    line: range.start.line + 1,
    schema: tool.schema !== undefined,
    annotations: Object.fromEntries(hints),
  };
}

type Stood = Omit<ProjectItem, 'evidence'> & { readonly evidence: readonly Evidence[] };

function itemsOf(project: ServerProject, known: PublishKnown): readonly Stood[] {
  return publishStandings(project, known).map((standing): Stood => {
    const { item, status, reason, evidence, subjects } = standing;
    const { id, number, section, title, short, severity, question } = item;
    return {
      id,
      number,
      section,
      title,
      short,
      severity,
      question,
      status,
      reason,
      evidence,
      word: subjects[0]?.word ?? null,
    };
  });
}

function evidenceReport(
  project: ServerProject,
  { says, text, from, at, accepted }: Evidence,
): ProjectEvidence {
  const place = at && 'span' in at ? placeReport(project, at) : {};
  return { says, text, from, ...place, ...(accepted && { accepted }) };
}
