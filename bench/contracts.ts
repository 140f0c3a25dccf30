/**
 * What contracts cost: writing all of them, and verifying those of one profile on the fake, against the time in which
 * the fake answers the same requests without any verifier.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answererFor } from '../src/contract/answered-interaction.ts';
import { fakeCloud } from '../src/contract/fake-cloud.ts';
import { interactions } from '../src/contract/interactions.ts';
import { shippedPacts } from '../src/contract/shipped.ts';
import { verifyPacts } from '../src/contract/verify.ts';
import { writePacts } from '../src/contract/write.ts';
import { listen } from '../src/express.ts';
import { readSeedFile } from '../src/seed-file.ts';
import { createFake } from '../src/world/fake.ts';

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function tellAll(): Promise<void> {
  const tell = answererFor('glance');
  for (const interaction of interactions) await tell(interaction);
}

async function writeAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-bench-'));
  await writePacts(folder);
  rmSync(folder, { recursive: true });
}

async function verifyAll(): Promise<void> {
  const fake = createFake({ seed: readSeedFile('contract') });
  await using cloud = await listen(fake);
  const pacts = shippedPacts('glance');
  const { ok } = await verifyPacts({ providerBaseUrl: cloud.url, cloud: fakeCloud(fake), pacts });
  if (!ok) throw new Error('the fake does not keep its own contracts: npm run generate');
}

const counts = shippedPacts('glance').map(
  (file) => (JSON.parse(readFileSync(file, 'utf8')) as { interactions: unknown[] }).interactions.length,
);
const total = counts.reduce((sum, each) => sum + each, 0);
await tellAll();
const [told, written, verified] = [await seconds(tellAll), await seconds(writeAll), await seconds(verifyAll)];

console.log(`telling ${total} interactions to a fake, states included   ${told.toFixed(2)} s   1`);
console.log(
  `writing the pacts of both profiles                          ${written.toFixed(2)} s   ${(written / told).toFixed(1)}`,
);
console.log(
  `verifying those of one profile, through Express            ${verified.toFixed(2)} s   ${(verified / told).toFixed(1)}`,
);
