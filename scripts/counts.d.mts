/** A text with all of its counts as they are now. */
export function withCounts(text: string): string;
