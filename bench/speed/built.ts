/** The package as it is built: what its users run is what is measured. */
import type * as index from '../../src/index.ts';
import type * as msw from '../../src/msw.ts';

const dist: string = new URL('../../dist/', import.meta.url).href;

/** The main entry point. */
export async function builtIndex(): Promise<typeof index> {
  return (await import(`${dist}index.js`)) as typeof index;
}

/** The door for MSW. */
export async function builtMsw(): Promise<typeof msw> {
  return (await import(`${dist}msw.js`)) as typeof msw;
}
