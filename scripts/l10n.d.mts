interface Gap {
  readonly file: string;
  readonly missing: readonly string[];
  readonly needless: readonly string[];
  readonly different: readonly string[];
}
export function sentences(): readonly string[];
export function sentencesIn(source: string): readonly string[];
export function gaps(): readonly Gap[];
export function gapOf(
  file: string,
  english: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): Gap;
