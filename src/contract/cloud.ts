import type { Player } from './cast.ts';

/** A request to the image API. Text and bytes go as they are, other bodies become JSON. */
export interface CloudRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: object | string | Uint8Array;
  /** The media type of a body that is text or bytes. */
  readonly type?: string;
}

/** What the image API answered. */
export interface CloudReply {
  readonly status: number;
  /** The value of a JSON body, else the text. */
  readonly body: unknown;
}

/** A cloud that provider states are made in: a fake in this process, or a real one over HTTP. */
export interface ContractCloud {
  /** The token of a player. @throws StateError where nobody plays it here, or it cannot log in. */
  token(player: Player): Promise<string>;
  /** The id of the tenant that a player works in. @throws StateError as `token` does. */
  tenant(player: Player): Promise<string>;
  ask(player: Player, request: CloudRequest): Promise<CloudReply>;
  /** The id that an image is to get whose state is told by this text; undefined: the cloud chooses. */
  imageId(text: string): string | undefined;
  /** A few characters that no earlier name had. */
  freshWord(): string;
}

/** A provider state that could not be made. The message says what was tried and what came of it. */
export class StateError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StateError';
  }
}
