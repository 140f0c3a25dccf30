import type { Change } from '../../../domain/changes.ts';
import type { RefusalV2 } from '../../../domain/identity/v2/refusals.ts';
import type { Caller, Token } from '../../../domain/model.ts';
import type { Context } from '../../context.ts';
import type { HttpRequest } from '../../message.ts';
import type { Reply } from '../reply.ts';

/** A request that has found its route. */
export interface OpenCallV2 {
  readonly context: Context;
  readonly request: HttpRequest;
  /** The variable parts of the path, first to last. */
  readonly parameters: readonly string[];
}

/** A request with a token that counts. */
export interface CallV2 extends OpenCallV2 {
  readonly token: Token;
  readonly caller: Caller;
}

/** What a handler makes of a request. */
export type OutcomeV2 = RefusalV2 | (Reply & { readonly changes?: readonly Change[] });
