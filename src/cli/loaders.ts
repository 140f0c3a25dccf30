import type { CommandName } from './commands.ts';
import type { Given } from './given.ts';

/** What a command does. */
export interface Running {
  run(given: Given): Promise<void>;
}

/** Where each command is; it is loaded when it is called. */
export const loaders: Readonly<Record<CommandName, () => Promise<Running>>> = {
  serve: () => import('./serve.ts'),
  env: () => import('./env.ts'),
  rules: () => import('./rules.ts'),
  publish: () => import('./publish.ts'),
  stub: () => import('./stub.ts'),
  verify: () => import('./verify.ts'),
  states: () => import('./states.ts'),
  help: () => import('./help.ts'),
};
