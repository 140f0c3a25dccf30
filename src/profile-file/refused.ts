import { ProfileError } from '../world/profile-checked.ts';
import type { ProfileProblem } from '../world/profile-problems.ts';
import type { YamlPosition, YamlReading } from '../yaml-file.ts';
import { bytesOfFile } from '../yaml-file/bytes.ts';

/** What a file was to be. */
type Thing = 'profile' | 'policy';

/** Bytes that a file may have: many times what one has that says all that there is to say. */
const mostBytes = 1024 * 1024;

/** A file that is refused as a whole. */
export function refusedFile(
  file: string,
  { problem, mend }: Pick<ProfileProblem, 'problem' | 'mend'>,
  thing: Thing,
): ProfileError {
  return new ProfileError([{ path: [], problem, mend }], { file, position: () => undefined }, thing);
}

/** The bytes of a file. @param wanted what to give instead of what is none. @throws ProfileError where they cannot be had. */
export function fileBytes(file: string, wanted: string, thing: Thing): Uint8Array {
  const found = bytesOfFile(file, wanted, mostBytes);
  if (found.kind === 'bytes') return found.bytes;
  throw refusedFile(file, found, thing);
}

/** @throws ProfileError with all that is wrong with the YAML of a file, where there is something. */
export function throwIfNotYaml({ problems }: YamlReading, file: string, thing: Thing): void {
  if (problems.length === 0) return;
  const positions = new Map(
    problems.map(({ position, problem, mend }): [ProfileProblem, YamlPosition] => [
      { path: [], problem, mend },
      position,
    ]),
  );
  throw new ProfileError([...positions.keys()], { file, position: (each) => positions.get(each) }, thing);
}
