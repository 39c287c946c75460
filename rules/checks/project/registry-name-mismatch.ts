import { defineProjectRule } from '../../engine/project-rule.ts';
import { folderOf } from '../../project/names/sources.ts';

/** The registry proves who owns a package by the name in it: registry docs, "package types", npm. */
export const registryNameMismatch = defineProjectRule({
  meta: {
    id: 'registry-name-mismatch',
    items: ['publish/36'],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a listing whose name is not the one that its package proves',
    why: 'The registry refuses a listing whose package does not name it.',
    standards: { cwe: [], owaspMcp: ['MCP04'], owaspLlm: [], cosai: [] },
  },
  messages: {
    other:
      'The listing is named {name}, while "mcpName" in {file} says {given}: the registry refuses it.',
    missing:
      'The registry asks for "mcpName": "{name}" in {file}, as proof of who owns the package.',
  },
  check({ project, report }) {
    for (const { file, kind, name, packages } of project.manifests) {
      if (kind !== 'server.json' || !name || !/^[\w.-]+\/[\w.-]+$/.test(name.value)) continue;
      const listing = project.files.get(file)?.text ?? '';
      if (!/"registry_?[tT]ype"\s*:\s*"npm"/.test(listing)) continue;
      const own = project.manifests.find(
        (it) =>
          it.kind === 'package.json' &&
          folderOf(it.file) === project.root &&
          packages.some(({ value }) => value === it.name?.value),
      );
      const text = own && project.files.get(own.file)?.text;
      if (!own || text === undefined) continue;
      const given = /"mcpName"\s*:\s*"([^"]*)"/.exec(text)?.[1];
      if (given === name.value) continue;
      const at = { file, span: name.at };
      if (given === undefined)
        report({
          message: 'missing',
          data: { name: name.value, file: own.file },
          at,
          severity: 'warning',
        });
      else report({ message: 'other', data: { name: name.value, file: own.file, given }, at });
    }
  },
});
