/** Which pacts `verify`, `publish` and `stub` are about where no path is given. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { profiles } from '../../src/domain/profiles.ts';
import { pactFiles } from '../../src/cli/pact-files.ts';

function pactsOf(profile: string): readonly string[] {
  const text = (name: string): string | undefined => (name === 'profile' ? profile : undefined);
  return pactFiles({ argument: undefined, command: [], text, has: (name) => name === 'profile' }).map(
    (file) => basename(file, '-image-members-api.json'),
  );
}

it('those of rackspace are its own alone, for Glance keeps other rules', () => {
  expect(pactsOf('rackspace')).toEqual(
    ['consumer', 'producer', 'stranger'].flatMap((consumer) => [
      `${consumer}-rackspace`,
      `${consumer}-with-locations-rackspace`,
    ]),
  );
});

it('those of Glance have none of rackspace', () => {
  expect(pactsOf('glance')).toContain('producer-glance');
  expect(pactsOf('glance-legacy')).toContain('producer-glance-legacy');
  for (const name of ['glance', 'glance-legacy']) expect(pactsOf(name).join()).not.toContain('rackspace');
});

it('every profile has some', () => {
  for (const name of Object.keys(profiles)) expect(pactsOf(name)).not.toEqual([]);
});

it('a file that is no pact is not quoted: it may hold a secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pact-files-'));
  const file = join(folder, 'token.json');
  writeFileSync(file, 'hunter2');
  const text = (name: string): string | undefined => (name === 'pact' ? file : undefined);
  expect(() => pactFiles({ argument: undefined, command: [], text, has: () => false })).toThrow(
    `not everything there is a pact:\n  ${file} is not JSON: Unexpected token 'h'.`,
  );
  rmSync(folder, { recursive: true });
});
