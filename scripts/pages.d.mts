import type { RuleMeta } from '../rules/engine/rule.ts';

export function sources(): readonly {
  readonly meta: RuleMeta;
  readonly file: string;
  readonly text: string;
}[];
export function withHead(text: string, meta: RuleMeta): string;
export function withTable(readme: string): string;
export function writePages(): void;
export function withRules<T>(manifest: T): T;
