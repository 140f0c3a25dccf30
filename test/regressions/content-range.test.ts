import { expect } from 'vitest';
import { download } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const wanted = [
  ['bytes 0-3/5', 206, 'byte'],
  ['bytes 0-3/*', 206, 'byte'],
  ['bytes 0-9/*', 416, undefined],
  ['bytes 7-8/9', 416, undefined],
  ['nonsense', 416, undefined],
] as const;

for (const [range, status, part] of wanted) {
  everyDoor(`a download with Content-Range ${range} is ${status}`, { seed: cast() }, async ({ send }) => {
    const reply = await send({ as: 'producer', ...download(), headers: { 'content-range': range } });
    expect(reply.status).toBe(status);
    if (part !== undefined) expect(reply.text).toBe(part);
  });
}
