import type { OwnProfile } from './domain/profile.ts';
import { checkedProfile, ProfileError } from './world/profile-checked.ts';
import type { ProfileProblem } from './world/profile-problems.ts';
export { type PolicyNote, type ReadPolicy, readPolicyFile } from './profile-file/policy.ts';
import { readYaml, type YamlPosition, type YamlReading } from './yaml-file.ts';
import { bytesOfFile } from './yaml-file/bytes.ts';

const advice =
  'Give the path of a YAML or JSON file, or the name of a profile: glance, glance-legacy or rackspace';

/** Bytes that the file of a profile may have. One that says all that a profile can say has some tens of thousands. */
const mostBytes = 1024 * 1024;

/**
 * A profile of one's own, from a YAML or JSON file: for `createFake({ profile })`.
 * @throws ProfileError where there is no such file, where it is not YAML, and where it is no profile; with line and column.
 */
export function readProfileFile(file: string): OwnProfile {
  const found = bytesOfFile(file, advice, mostBytes);
  if (found.kind !== 'bytes') {
    const { problem, mend } = found;
    throw new ProfileError([{ path: [], problem, mend }], { file, position: () => undefined });
  }
  return profileIn(found.bytes, file);
}

/**
 * A profile of one's own, from the text of a YAML or JSON file.
 * @param file what errors call it.
 * @throws ProfileError as `readProfileFile`.
 */
export function profileIn(bytes: Uint8Array, file: string): OwnProfile {
  const reading = readYaml(bytes, { scalars: 'typed', repeatedKeys: 'problem' });
  if (reading.problems.length > 0) throw notYaml(reading, file);
  return checkedProfile(reading.value, {
    file,
    position: ({ path }) => reading.position(path),
    written: (path) => reading.written(path),
  });
}

function notYaml({ problems }: YamlReading, file: string): ProfileError {
  const positions = new Map(
    problems.map(({ position, problem, mend }): [ProfileProblem, YamlPosition] => [
      { path: [], problem, mend },
      position,
    ]),
  );
  return new ProfileError([...positions.keys()], { file, position: (each) => positions.get(each) });
}
