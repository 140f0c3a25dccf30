// Source: asked of Glance 25.1, each attribute of glance.notifier.ImageProxy in PATCH.
import { expect } from 'vitest';
import { image, patch, showImage } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor, type Told } from '../doors.ts';

const world = { seed: cast() };

const change = ({ says }: Told, op: string, name: string, value?: string) =>
  says('producer', patch([{ op, path: `/${name}`, ...(value === undefined ? {} : { value }) }]));

for (const name of ['member', 'helper', 'context', 'delete', 'get_data', '__doc__', '_abc_impl']) {
  everyDoor(`${name} is set and neither kept nor shown, and is never removed`, world, async (told) => {
    expect(await change(told, 'add', name, 'x')).toBe('200');
    expect(await change(told, 'replace', name, '🐟')).toBe('200');
    expect(await change(told, 'remove', name)).toContain(`Property ${name} may not be removed.`);
    const { body } = await told.send({ as: 'producer', ...showImage() });
    expect(body).not.toHaveProperty(name);
  });
}

for (const name of ['base', 'extra_properties', '__class__', '__dict__', '__weakref__']) {
  everyDoor(`Glance fails on ${name}`, world, async (told) => {
    expect(await change(told, 'add', name, 'x')).toMatch(/^500 /);
    expect(await change(told, 'remove', name)).toContain(`Property ${name} may not be removed.`);
  });
}

everyDoor('behind base nothing is found', world, async ({ says }) => {
  const changes = [
    { op: 'add', path: '/base', value: 'x' },
    { op: 'add', path: '/a', value: 'b' },
  ];
  expect(await says('producer', patch(changes))).toBe('404 The resource could not be found.');
});

everyDoor('image_id names the image that is saved', world, async (told) => {
  const to = (id: string) => change(told, 'add', 'image_id', id);
  expect(await to('nobody')).toBe('404 No image found with ID nobody');
  expect(await to('x'.repeat(37))).toBe('404 Image with the given id %(image_id)s was not found');
  expect(await to('🐟')).toBe("400 Id can't contain 4 byte unicode characters.");
  expect(await to(image)).toBe('200');
});

everyDoor('in the older dialect they are there already', world, async ({ says }) => {
  const headers = { 'content-type': 'application/openstack-images-v2.0-json-patch' };
  const call = { ...patch([{ add: '/member', value: 'x' }]), headers };
  expect(await says('producer', call)).toContain('Property member already present.');
});
