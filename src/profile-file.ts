import type { OwnProfile } from './domain/profile.ts';
import { fileBytes, throwIfNotYaml } from './profile-file/refused.ts';
import { checkedProfile } from './world/profile-checked.ts';
export { type PolicyNote, type ReadPolicy, readPolicyFile } from './profile-file/policy.ts';
import { readYaml } from './yaml-file.ts';

const advice =
  'Give the path of a YAML or JSON file, or the name of a profile: glance, glance-legacy or rackspace';

/**
 * A profile of one's own, from a YAML or JSON file: for `createFake({ profile })`.
 * @throws ProfileError where there is no such file, where it is not YAML, and where it is no profile; with line and column.
 */
export function readProfileFile(file: string): OwnProfile {
  return profileIn(fileBytes(file, advice, 'profile'), file);
}

/**
 * A profile of one's own, from the text of a YAML or JSON file.
 * @param file what errors call it.
 * @throws ProfileError as `readProfileFile`.
 */
export function profileIn(bytes: Uint8Array, file: string): OwnProfile {
  const reading = readYaml(bytes, { scalars: 'typed', repeatedKeys: 'problem' });
  throwIfNotYaml(reading, file, 'profile');
  return checkedProfile(reading.value, {
    file,
    position: ({ path }) => reading.position(path),
    written: (path) => reading.written(path),
  });
}
