import { items, person } from './demands.ts';
import type { Directory } from './directory.ts';

export const cline: Directory = {
  id: 'cline',
  name: 'Cline MCP marketplace',
  seen: '2026-09',
  sources: [
    'github.com/cline/mcp-marketplace/issues/91',
    'github.com/microsoft/mcp/issues/134',
    'github.com/UseJunior/safe-docx/issues/146',
  ],
  demands: [
    person('logo', 'a square logo, PNG, 400 × 400'),
    items('set-up', 'a README or llms-install.md by which an agent can set it up', [36, 37, 38]),
    person('stable', 'that it is stable and ready for everybody'),
  ],
};
