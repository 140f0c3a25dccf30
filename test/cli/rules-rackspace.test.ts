/** `rules` of Rackspace Cloud Images, and what stands in those of Glance of the same tables. */
import { expect, it } from 'vitest';
import { refusalsV2 } from '../../src/domain/identity/v2/refusals.ts';
import { callHere } from './calling.ts';

const [text, observed, glance, legacy, markdown] = await Promise.all([
  callHere(['rules', '--profile', 'rackspace']),
  callHere(['rules', '--profile', 'rackspace', '--observed', 'sharing-on,status-of-others']),
  callHere(['rules']),
  callHere(['rules', '--profile', 'glance-legacy']),
  callHere(['rules', '--profile', 'rackspace', '--format', 'markdown']),
]);

/** Lines with their columns two spaces apart; a cell that is wrapped is on several of them. */
function linesOf({ stdout }: { readonly stdout: string }): readonly string[] {
  return stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
}

/** The cells of a table of the Markdown, row by row. */
function cellsOf(title: string): readonly (readonly string[])[] {
  const [, section = ''] = markdown.stdout.split(`## ${title}\n`);
  const [table = ''] = section.split('\n## ');
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

it('nobody stands above ownership, so no column is about administrators', () => {
  const lines = linesOf(text);
  expect(lines).toContain('operation  producer  consumer  onlooker  stranger  role  no is');
  expect(lines).toContain('addMember  yes  hidden  hidden  hidden  creator  403 mayNotCreateMembers');
  expect(lines).toContain('removeMember  yes  no  hidden  hidden  admin  403 mayNotDeleteMembers');
  expect(text.stdout.replaceAll(/\s+/g, ' ')).toContain('No role stands above ownership.');
  expect(text.stdout).not.toMatch(/administrator(?! to\s)/);
});

it('what the service does not have is not in the tables', () => {
  expect(text.stdout).not.toMatch(/^(stageImage|communitizeImage) /m);
  expect(glance.stdout).toMatch(/^stageImage /m);
  expect(glance.stdout).toMatch(/^communitizeImage /m);
});

it('with observed behaviour the table is as it was seen, and its words are explained', () => {
  const lines = linesOf(observed);
  expect(lines).toContain('addMember  yes  no  hidden  hidden  creator  403 mayNotCreateMembers');
  expect(lines).toContain('updateMember  no  self  hidden  hidden  admin  403 mayNotUpdateMembers');
  expect(lines).toContain(
    'self  its own membership only; other memberships are refused, as the last column says',
  );
  expect(lines.slice(0, 2).join(' ')).toContain('; as observed: sharing-on, status-of-others');
  expect(linesOf(text).some((line) => line.startsWith('self  '))).toBe(false);
});

it('each level is explained by the roles that reach it', () => {
  expect(cellsOf('Levels').slice(2)).toEqual([
    ['any', 'every token'],
    [
      'observer',
      'cloudImages:observer, observer, reader, cloudImages:creator, cloudImages:admin, identity:user-admin, member, admin',
    ],
    ['creator', 'cloudImages:creator, cloudImages:admin, identity:user-admin, member, admin'],
    ['admin', 'cloudImages:admin, identity:user-admin, member, admin'],
  ]);
  expect(linesOf(glance)).toContain('reader  reader, member, admin');
  expect(linesOf(glance)).toContain('member  member, admin');
  expect(linesOf(legacy)).toContain('any  every token');
});

it('visibilities, filter and limits are those of the profile', () => {
  const lines = linesOf(text);
  expect(lines).toContain('private  the producer and the members  yes  once accepted');
  expect(lines.some((line) => /^(shared|community) {2}/.test(line))).toBe(false);
  expect(text.stdout).toContain('An image that is created without one is private.');
  expect(cellsOf('The filter visibility of the image list').at(-1)).toEqual([
    'GET /v2/images?visibility=shared',
    'images that the caller is a member of, with the member_status that it asks for, or else accepted',
  ]);
  expect(cellsOf('Limits').slice(2)).toEqual([
    ['images on a page where limit is not given', '100'],
    ['images on a page at most, whatever limit says', '100'],
    ['members of an image', 'no limit'],
    ['properties of an image', '128'],
    ['tags of an image', '128'],
  ]);
  expect(linesOf(glance)).toContain('GET /v2/images?visibility=all  images of every visibility');
  expect(linesOf(glance)).toContain('members of an image  128');
});

it('what clients notice on the wire is told', () => {
  const lines = linesOf(text);
  expect(lines).toContain('logins  Keystone v3, and Identity v2.0');
  expect(lines).toContain('the image service in the catalog  cloudImages, at /v2');
  expect(lines).toContain("a tenant in the path  /v2/{tenant}/images, the token's own alone");
  expect(lines).toContain(
    'attributes that no image has  os_hidden, os_hash_algo, os_hash_value, virtual_size, stores',
  );
  expect(lines).toContain('properties of the cloud alone  com.rackspace…');
  expect(lines).toContain("the body of a refusal  Glance's: message, code and title");
  expect(text.stdout).toContain('the tenant in the path\n(403)');
  expect(glance.stdout).not.toContain('the tenant in the path');
});

it('what was seen to be otherwise stands with its source', () => {
  expect(cellsOf('Observed to differ')[2]).toEqual([
    'sharing-on',
    'a member that shares the image on is refused with 403; documented is 404',
    'cloudroast, images/v2, test_image_membership_sharing_cycle.py',
  ]);
  expect(text.stdout).toContain('  test_image_membership_sharing_cycle.py\n');
});

it('where nobody knows, it stands what is not known and what is answered instead', () => {
  expect(cellsOf('Unproven: where nobody knows')).toContainEqual([
    'duplicateMember',
    'the response to adding a member twice',
    '409, as Glance',
  ]);
});

it('the profiles of Glance have no switches and no gaps, and so no tables of them', () => {
  for (const { stdout } of [glance, legacy]) expect(stdout).not.toMatch(/Observed to differ|Unproven/);
});

it('every refusal of Identity v2.0 is printed', () => {
  for (const [name, { status }] of Object.entries(refusalsV2)) {
    for (const { stdout } of [text, glance])
      expect(stdout).toMatch(new RegExp(`^${status} {5}${name} `, 'm'));
  }
  expect(text.stdout).not.toContain('--identity-v2.');
  expect(glance.stdout).toContain('Served where it is asked for, with --identity-v2.');
});

it('text is at most 100 characters wide', () => {
  for (const { stdout } of [text, observed])
    expect(stdout.split('\n').filter((line) => [...line].length > 100)).toEqual([]);
});
