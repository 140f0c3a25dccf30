/** What servers are asked whose worlds are kept, and what the disk below them does at most. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import type { SentRequest } from './requests.ts';

const image = 'a96be11e-8536-4910-92cb-de50aa19dfe6';

/** A read, and a change that leaves nothing that grows. */
export const keptRequests: Readonly<Record<'reads' | 'changes', SentRequest>> = {
  reads: {
    method: 'GET',
    path: `/v2/images/${image}/members`,
    headers: { 'X-Auth-Token': 'producer-token' },
  },
  changes: {
    method: 'PATCH',
    path: `/v2/images/${image}`,
    headers: {
      'X-Auth-Token': 'producer-token',
      'Content-Type': 'application/openstack-images-v2.1-json-patch',
    },
    body: '[{"op":"replace","path":"/name","value":"name @n"}]',
  },
};

/** How often in a second the disk of a folder syncs 4 KiB more, one after the other. */
export function syncs(folder: string, seconds: number): number {
  const file = openSync(`${folder}/syncs`, 'w');
  const page = Buffer.alloc(4096);
  const until = performance.now() + seconds * 1000;
  let count = 0;
  for (; performance.now() < until; count += 1) {
    writeSync(file, page);
    fdatasyncSync(file);
  }
  closeSync(file);
  return count / seconds;
}
