import { readFileSync } from 'node:fs';

/** A pact file that is to be verified. */
export interface PactIn {
  readonly file: string;
  readonly consumer: string;
  /** How many there are. */
  readonly interactions: number;
}

/** What a pact file says of itself. @throws the system's error where it cannot be read, SyntaxError where it is no JSON. */
export function pactIn(file: string): PactIn {
  const { consumer, interactions = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly consumer?: { readonly name?: string };
    readonly interactions?: readonly unknown[];
  };
  return { file, consumer: consumer?.name ?? file, interactions: interactions.length };
}
