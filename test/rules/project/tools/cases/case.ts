/** A small project and what is to be found in it. */
export interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** A line for each tool: `name(parameter?:type …) hints … -> handler`. Empty: all of it must stay silent. */
  readonly tools: readonly string[];
  /** Whether the answer is that more tools may exist. */
  readonly dynamic?: boolean;
}
