/** The Verifier of pact-js sends requests through a proxy of its own: what becomes of the shipped contracts there (docs/contracts.md). */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fakeCloud } from '../../src/contract/fake-cloud.ts';
import { serveStates } from '../../src/contract/provider-state-server.ts';
import { stageIn } from '../../src/contract/stage.ts';
import { listen } from '../../src/express.ts';
import { readSeedFile } from '../../src/seed-file.ts';
import { createFake } from '../../src/world/fake.ts';
import { formOf, type PactFile, type PactInteraction, pacts } from '../contract/pacts.ts';

const patience = { timeout: 300_000 };
const recipe = new URL('../../contracts/recipes/pact-js.mjs', import.meta.url);

/** A plain run of the Verifier, which prints what does not hold. */
const plain = `
  const { Verifier } = await import(${JSON.stringify(import.meta.resolve('@pact-foundation/pact'))});
  const { PROVIDER_BASE_URL, STATES_URL, PACTS } = process.env;
  const verifier = new Verifier({
    provider: 'image-members-api', providerBaseUrl: PROVIDER_BASE_URL, providerStatesSetupUrl: STATES_URL,
    providerStatesSetupTeardown: true, pactUrls: PACTS.split(' '), logLevel: 'error',
  });
  await verifier.verifyProvider().catch((error) => {
    console.error('BROKEN' + JSON.stringify(JSON.parse(error.message).errors.map((each) => each.interaction)));
  });
`;

/** Runs a program of Node against the fake with the contracts, and gives its exit code and what it wrote to standard error. */
async function ran(
  args: readonly string[],
  files: readonly string[],
): Promise<{ readonly code: number; readonly errors: string }> {
  const fake = createFake({ seed: readSeedFile('contract') });
  await using server = await listen(fake);
  const states = await serveStates(stageIn(fakeCloud(fake)));
  const env = {
    ...process.env,
    PACT_DO_NOT_TRACK: 'true',
    PROVIDER_BASE_URL: server.url,
    STATES_URL: states.url,
    PACTS: files.join(' '),
  };
  try {
    return await new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        args,
        { env, maxBuffer: 64 * 1024 * 1024 },
        (_, __, errors) => {
          resolve({ code: child.exitCode ?? -1, errors });
        },
      );
    });
  } finally {
    await states.close();
  }
}

/** Why the proxy of the Verifier sends something else than the interaction says; undefined where it does not. */
function changedByProxy({ request }: PactInteraction): 'without length' | 'refused' | undefined {
  const { body, headers = {}, method } = request;
  if (body === undefined || body.content === '') {
    const expectsBody = ['POST', 'PUT', 'PATCH'].includes(method);
    return expectsBody && !Object.hasOwn(headers, 'Content-Length') ? 'without length' : undefined;
  }
  const isObject = typeof body.content === 'object' && body.content !== null;
  return body.contentType === 'application/json' && !isObject ? 'refused' : undefined;
}

const folder = mkdtempSync(join(tmpdir(), 'image-members-pact-js-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** One interaction of each form in the contracts of Glance: the rest would only take time. */
const reduced: readonly PactFile[] = pacts
  .filter(({ interactions }) => interactions.some(({ profiles }) => profiles.includes('glance')))
  .map((pact) => {
    const forms = Map.groupBy(pact.interactions, formOf).values();
    return { ...pact, interactions: [...forms].flatMap(([first]) => first ?? []) };
  });
const files = reduced.map(({ file, ...pact }) => {
  const path = join(folder, file);
  writeFileSync(
    path,
    JSON.stringify(pact, (name, value: unknown) => (name === 'profiles' ? undefined : value)),
  );
  return path;
});

it('the recipe for pact-js verifies the contracts', patience, async () => {
  const { code, errors } = await ran([recipe.pathname], files);
  expect(errors).not.toContain('Error');
  expect(code).toBe(0);
});

it(
  'without the recipe, bodies that are empty or no object do not hold, and nothing else',
  patience,
  async () => {
    const { errors } = await ran(['--input-type=module', '--eval', plain], files);
    const broken: readonly string[] = JSON.parse(/^BROKEN(.*)$/m.exec(errors)?.[1] ?? '[]');
    const expected = reduced
      .flatMap(({ interactions }) => interactions)
      .filter((each) => changedByProxy(each) !== undefined)
      .map(({ description }) => description);
    const described = broken.map((each) => each.replace(/^.*? - (?=[^-]*\[)/, ''));
    expect(described.toSorted()).toEqual(expected.toSorted());
  },
);
