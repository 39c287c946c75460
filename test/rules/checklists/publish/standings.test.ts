import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishStandings } from '../../../../rules/checklists/publish/standings.ts';
import { projectRules } from '../../../../rules/checks/project-rules.ts';
import { judgeProject } from '../../../../rules/engine/run-project.ts';
import type { Attestation } from '../../../../rules/policy/policy.ts';
import { readFacts } from '../../../../rules/project/files/facts.ts';
import { readProjects } from '../../../../rules/project/read.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/project');
const NOW = Date.parse('2026-11-27T12:00:00Z');

function projectOf(fixture: string, change = (_path: string, text: string): string => text) {
  const folder = join(FIXTURES, fixture);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && it.name !== 'expected.json')
    .map((it) => join(it.parentPath, it.name));
  const facts = files.map((file) => {
    const path = relative(folder, file);
    return readFacts(path, change(path, readFileSync(file, 'utf8')));
  });
  const [project] = readProjects(facts);
  if (!project) throw new Error(`${fixture} is no project`);
  return project;
}

type Project = ReturnType<typeof projectOf>;

function standing(project: Project, number: number, attestations: readonly Attestation[] = []) {
  const { findings } = judgeProject(project, projectRules);
  const all = publishStandings(project, { findings, attestations, now: NOW });
  const found = all.find(({ item }) => item.number === number);
  if (!found) throw new Error(`there is no item ${number}`);
  return found;
}

const BAD = 'tool-error-not-flagged/bad-caught-ts';
const silencing = (path: string, text: string): string =>
  path.endsWith('index.ts')
    ? text.replace(
        /^( *)(return .*Could not read.*)$/m,
        '$1// mcp-checklist-ignore tool-error-not-flagged -- the model may see it\n$1$2',
      )
    : text;

describe('a finding in the publish list', () => {
  it('fails its item, at its place, and says why', () => {
    const { status, evidence, reason } = standing(projectOf(BAD), 19);
    expect(status).toBe('fail');
    expect(reason).toContain('"read_note" hands what it caught back');
    const own = evidence.filter(({ from }) => 'rule' in from);
    expect(own).toMatchObject([{ says: 'against', at: { file: 'src/index.ts' } }]);
    // The criterion has read the same place.
    expect(evidence.filter(({ says }) => says === 'against')).toHaveLength(1);
  });

  it('is accepted where somebody silenced it, with the reason, and never passed', () => {
    const { status, evidence, reason } = standing(projectOf(BAD, silencing), 19);
    expect(status).toBe('accepted');
    expect(reason).toBe('1 finding accepted: the model may see it.');
    expect(evidence.some(({ accepted }) => accepted !== undefined)).toBe(true);
  });

  it('of a listing stands beside what the documents say', () => {
    const { status, evidence } = standing(projectOf('publish/go-docs-manifests'), 36);
    expect(status).toBe('pass');
    expect(evidence.filter(({ from }) => 'rule' in from).length).toBeGreaterThan(0);
  });
});

describe("a person's word", () => {
  const said = {
    item: 'publish/14',
    path: '.',
    server: 'probe-server',
    fingerprint: 'version 1',
    by: 'Ada',
    on: '2026-11-01',
    until: '2027-05-01',
  } as const;

  it('settles what no machine can tell, and nothing that fails', () => {
    const project = projectOf(BAD);
    expect(standing(project, 14).status).toBe('review');
    expect(standing(project, 14, [said])).toMatchObject({
      status: 'attested',
      reason: '1 project looked at by a person.',
      subjects: [{ word: { person: 'Ada', until: '2027-05-01' } }],
    });
    expect(standing(project, 19, [{ ...said, item: 'publish/19' }]).status).toBe('fail');
  });

  it.each([
    ['1.9.3', 'attested'],
    ['2.0.0', 'review'],
  ])('is bound to the major version: at %s the item is %s', (version, status) => {
    const next = (path: string, text: string): string =>
      path === 'package.json' ? text.replace('1.0.0', version) : text;
    expect(standing(projectOf(BAD, next), 14, [said]).status).toBe(status);
  });

  it('runs out', () => {
    const { status, reason } = standing(projectOf(BAD), 14, [{ ...said, until: '2026-11-20' }]);
    expect(status).toBe('review');
    expect(reason).toBe('1 project to look at again.');
  });

  it('on what is done after publishing hangs on its day alone', () => {
    const after = { ...said, item: 'publish/61', fingerprint: 'by date' } as const;
    const next = (path: string, text: string): string =>
      path === 'package.json' ? text.replace('1.0.0', '7.0.0') : text;
    expect(standing(projectOf(BAD, next), 61, [after]).status).toBe('attested');
  });
});
