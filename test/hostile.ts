/**
 * Requests to the documents' own world (with Identity v2.0) on which a server may spend too long. Each is as long as
 * one wishes, and aims at one way in which work can grow faster than its input. A test holds their statuses,
 * `npm run bench -- blocking` times them, and a fuzzer may start from them.
 */
import { headRequests } from './hostile/heads.ts';
import { identityRequests } from './hostile/identity.ts';
import { imageRequests } from './hostile/images.ts';
import { memberRequests } from './hostile/members.ts';
import { patchRequests } from './hostile/patches.ts';
import type { HostileRequests } from './hostile/requests.ts';

/** Bytes of the longest body that is read of such a request: 1 MiB, but less by Keystone; 1 MiB as well where there is none. */
export function longestOf(name: string): number {
  return /^(?:login|credential):/.test(name) ? 110_000 : 1024 * 1024 - 64 * 1024;
}

/** The requests by what they aim at. */
export const hostileRequests: HostileRequests = {
  ...memberRequests,
  ...imageRequests,
  ...patchRequests,
  ...identityRequests,
  ...headRequests,
};
