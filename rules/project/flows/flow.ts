import type { Confidence } from '../../findings/confidence.ts';
import type { Call, Expression } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import type { Place, Tool } from '../tools/tool.ts';
import type { FlowKind } from './taint.ts';

/** The way of something the model controls to where it can do harm. */
export interface Flow {
  readonly kind: FlowKind;
  readonly tool: Tool;
  /** Of the tool, as `path` or `options.url`. */
  readonly parameter: string;
  readonly origin: Place;
  /** Calls in between, the first one in the tool. */
  readonly steps: readonly Place[];
  /** The argument in which it does harm. */
  readonly at: Place;
  /** The text that the argument is, the model's part as `\u0000`, other gaps as `\u0001`. */
  readonly text: string;
  readonly call: Call;
  readonly argument: Expression;
  readonly module: SourceModule;
  readonly scope: SourceFunction;
  readonly confidence: Confidence;
}
