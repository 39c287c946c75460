import { draftLine, fileHelp, type Helper } from '../help.ts';
import type { Known } from '../known.ts';

/** The repository's own files lie at its root, also for one package of several. */
function has({ project }: Known, pattern: RegExp): boolean {
  return [...project.files.keys()].some((path) => pattern.test(path));
}

/** P59, P60: how to report what must not stand in public, and how soon somebody answers. */
export const securityPolicy: Helper = (known) => {
  if (has(known, /(?:^|\/)SECURITY\.md$/i)) return undefined;
  const { name, repository, version } = known;
  const major = /^(\d+)/.exec(version)?.[1] ?? '1';
  const how = repository
    ? `Report it in private: ${repository}/security/advisories/new. Not as an issue.`
    : 'Report it in private, to an address that you write here. Not as an issue.';
  return fileHelp(
    known,
    {
      id: 'security-policy',
      title: 'Write SECURITY.md',
      next: repository
        ? ['Private reports have to be switched on in the settings of the repository.']
        : [],
    },
    'SECURITY.md',
    `# Security policy

${draftLine.markdown}

## Reporting a security problem

${how}

Say which version of ${name} it is, what an attacker can do, and how to see it. Leave credentials out.

## What happens then

- You get an answer within 3 days.
- A fix for what is serious is released within 30 days, and you are named in it if you like.

## Supported versions

| Version | Supported |
|---|---|
| ${major}.x | yes |
| older | no |
`,
  );
};

/** P58: a form that asks for what every bug needs. */
export const issueForm: Helper = (known) => {
  if (has(known, /(?:^|\/)\.github\/ISSUE_TEMPLATE\//i)) return undefined;
  const { name } = known;
  return fileHelp(
    known,
    { id: 'issue-form', title: 'Make a form for bugs' },
    '.github/ISSUE_TEMPLATE/bug.yml',
    `${draftLine.hash}
name: Bug
description: Something in ${yaml(name)} does not work.
labels: [bug]
body:
  - type: markdown
    attributes:
      value: Take keys, tokens and private paths out before you send it.
  - type: input
    id: version
    attributes:
      label: Version of ${yaml(name)}
    validations: { required: true }
  - type: input
    id: host
    attributes:
      label: Host and its version
      placeholder: VS Code 1.105, Claude Desktop 1.2
    validations: { required: true }
  - type: dropdown
    id: transport
    attributes:
      label: Transport
      options: [stdio, Streamable HTTP, SSE]
  - type: textarea
    id: what
    attributes:
      label: What you did, what happened, what you expected
    validations: { required: true }
  - type: textarea
    id: log
    attributes:
      label: Log of the host
      render: text
`,
  );
};

/** A name of a package is plain text in YAML but for a scope. */
function yaml(name: string): string {
  return name.replace(/[^\w .-]/g, '');
}
