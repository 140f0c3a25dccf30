import type { ContractCloud } from '../cloud.ts';
import type { BrokerSource } from './arguments.ts';

/** Against what pacts are verified, and which. */
export interface Verifying {
  /** Where the image API answers, without version: `http://127.0.0.1:9292`. */
  readonly providerBaseUrl: string;
  /** The cloud behind it, in which provider states are made. */
  readonly cloud: ContractCloud;
  /** Files of pacts, or a broker that has them. */
  readonly pacts: readonly string[] | BrokerSource;
  /** How many pact files are verified at a time (2). */
  readonly parallel?: number;
  /** Hears that an interaction begins: how many have begun by now, and of how many, where that is known. */
  readonly progress?: (begun: number, all: number | undefined) => void;
  /** Aborted, the verifier is stopped; what states have made is taken away all the same. */
  readonly signal?: AbortSignal;
}
