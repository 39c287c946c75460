export function withOptions(page: string): string;
