import { l10n } from 'vscode';

/** Numbers with their nouns, each form a sentence of its own: languages differ in how many forms there are. */
export const count = {
  errors: (n: number): string => (n === 1 ? l10n.t('1 error') : l10n.t('{0} errors', n)),
  warnings: (n: number): string => (n === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', n)),
  findings: (n: number): string => (n === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', n)),
  servers: (n: number): string => (n === 1 ? l10n.t('1 server') : l10n.t('{0} servers', n)),
  places: (n: number): string => (n === 1 ? l10n.t('1 place') : l10n.t('{0} places', n)),
  problems: (n: number): string => (n === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', n)),
  configs: (n: number): string => (n === 1 ? l10n.t('1 config') : l10n.t('{0} configs', n)),
} as const;
