import type { ContractCloud } from './contract/cloud.ts';
import { providerStates, type ProviderStateValues } from './contract/provider-states.ts';
import { stageIn } from './contract/stage.ts';

export { shippedPacts } from './contract/shipped.ts';
export { writePacts } from './contract/write.ts';
export { verifyPacts } from './contract/verify.ts';
export { junitOf } from './contract/verify/junit.ts';
export { markdownOf } from './contract/verify/markdown.ts';
export { fakeCloud } from './contract/fake-cloud.ts';
export { realCloud } from './contract/real-cloud.ts';
export { serveStates } from './contract/provider-state-server.ts';
export { stageIn } from './contract/stage.ts';
export { recorderFor } from './contract/recorder.ts';
export { StateError } from './contract/cloud.ts';
export type { ContractCloud } from './contract/cloud.ts';
export type { Login } from './contract/login.ts';
export type { Player } from './contract/cast.ts';
export type { Stage } from './contract/stage.ts';
export type { Verifying } from './contract/verify/verifier.ts';
export type {
  Difference,
  Verified,
  VerifiedExchange,
  VerifiedInteraction,
} from './contract/verify/results.ts';

/** What a state handler does before and after an interaction. */
export interface StateHandler {
  setup(parameters?: unknown): Promise<ProviderStateValues>;
  teardown(): Promise<void>;
}

/**
 * The provider states for `new Verifier({ stateHandlers })` of `@pact-foundation/pact`, whoever would rather call it
 * than `verifyPacts`. They are made in the cloud, and taken away after each interaction.
 */
export function stateHandlers(cloud: ContractCloud): Readonly<Record<string, StateHandler>> {
  const stage = stageIn(cloud);
  const handler = (sentence: string): StateHandler => ({
    setup: (parameters) => stage.setUp(sentence, parameters),
    teardown: () => stage.tearDown(),
  });
  return Object.fromEntries(Object.keys(providerStates).map((sentence) => [sentence, handler(sentence)]));
}
