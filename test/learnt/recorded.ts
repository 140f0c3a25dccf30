/** What is kept of clouds that were learnt: the profile without its evidence, and the answers to the scenes. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse, stringify } from 'yaml';
import type { OwnProfile } from '../../src/domain/profile.ts';
import { checkedProfile } from '../../src/world/profile-checked.ts';
import type { HeldOut } from './held-out.ts';

const root: string = join(import.meta.dirname, 'recorded');

/** A cloud that was learnt. */
export interface Recorded {
  readonly profile: OwnProfile;
  readonly heldOut: HeldOut;
}

/** The names of the clouds of which something is kept. */
export function recordedNames(): readonly string[] {
  return existsSync(root) ? readdirSync(root) : [];
}

/** Keeps what was learnt of a cloud. */
export function record(name: string, { profile, heldOut }: Recorded): void {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const { evidence: _, ...kept } = profile;
  writeFileSync(join(folder, 'profile.yaml'), stringify(kept, { compat: 'yaml-1.1', lineWidth: 0 }));
  writeFileSync(join(folder, 'answers.json.gz'), gzipSync(JSON.stringify(heldOut), { level: 9 }));
}

/** What is kept of a cloud. */
export function recorded(name: string): Recorded {
  const folder = join(root, name);
  const profile = parse(readFileSync(join(folder, 'profile.yaml'), 'utf8')) as unknown;
  const heldOut = JSON.parse(gunzipSync(readFileSync(join(folder, 'answers.json.gz'))).toString()) as HeldOut;
  return { profile: checkedProfile(profile), heldOut };
}
