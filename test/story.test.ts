import { expect, it } from 'vitest';
import { createFake } from '../src/world/fake.ts';
import { everyDoor, type Told } from './doors.ts';
import { story, type StorySend } from './story.ts';

/** Sends what the story sends through a door. */
function through({ send }: Told): StorySend {
  return async (path, { method, headers, body }) => {
    const { status, text } = await send({ method, path, headers, body });
    return { status, text: async () => text };
  };
}

everyDoor.inFull("the documents' story comes true, and leaves the world as it was", {}, async (t) => {
  const [before, after] = [createFake({ clock: t.clock.now }), t.fake];
  t.clock.pass(3600);
  await story(through(t));
  expect(after.world().images?.[0]?.members?.[1]).toEqual(before.world().images?.[0]?.members?.[1]);
  await story(through(t));
});

everyDoor.inFull('the story fails where the rules are others', { profile: 'glance-legacy' }, async (t) => {
  await expect(story(through(t))).rejects.toThrow(
    /^producers may not modify the status \(producer: PUT .*\n {2}wanted 403 .*modify_member action.*\n {2}got {4}403 .*Not allowed to update members/,
  );
});

it('the story fails at the first answer that is missing', async () => {
  const none: StorySend = async () => ({ status: 404, text: async () => '' });
  await expect(story(none)).rejects.toThrow(/^Creating an image member \(documentation: POST /);
});
