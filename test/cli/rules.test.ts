import { expect, it } from 'vitest';
import { identityRefusals } from '../../src/domain/identity/refusals.ts';
import { bugs } from '../../src/domain/profiles/bugs.ts';
import { refusals } from '../../src/domain/refusals.ts';
import { cleanFolder } from '../getting/steps.ts';
import { callHere } from './calling.ts';

const operations = [
  'addMember',
  'listMembers',
  'showMember',
  'updateMember',
  'removeMember',
  'listImages',
  'createImage',
  'showImage',
  'updateImage',
  'deleteImage',
  'downloadImage',
  'uploadImage',
  'stageImage',
  'deactivateImage',
  'reactivateImage',
  'addTag',
  'removeTag',
];

const [text, legacy, markdown] = await Promise.all([
  callHere(['rules']),
  callHere(['rules', '--profile', 'glance-legacy']),
  callHere(['rules', '--format', 'markdown']),
]);

/** Lines with their columns two spaces apart. */
function linesOf({ stdout }: { readonly stdout: string }): readonly string[] {
  return stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, '  '));
}

it('every operation is printed three times: what it is, who may do it, and what is looked at', () => {
  const firsts = linesOf(text).map((line) => line.split('  ')[0] ?? '');
  for (const operation of operations)
    expect([operation, firsts.filter((first) => first === operation).length]).toEqual([operation, 3]);
});

it('every refusal is printed with its status, in text and in markdown', () => {
  const all = Object.entries({ ...refusals, ...identityRefusals });
  const lines = linesOf(text);
  const cells = markdown.stdout.replaceAll(/ +\|/g, ' |');
  for (const [name, { status }] of all) {
    expect(lines.some((line) => line.startsWith(`${status}  ${name}  `)) || name).toBe(true);
    expect(cells.includes(`\n| ${status} | ${name} | `) || name).toBe(true);
  }
});

it('today the consumer changes its own status, and the producer does not', () => {
  const lines = linesOf(text);
  expect(lines).toContain('operation  producer  consumer  onlooker  stranger  role  no is');
  expect(lines).toContain('updateMember  no  own  no  hidden  member  403 notAuthorized');
  expect(lines).toContain(
    'removeMember  imageVisible, imageShared, callerReads, memberOnRecord, callerPermitted',
  );
});

it('an operation has its request and a sentence, and a cell that no request reaches a dash', () => {
  const lines = linesOf(text);
  expect(lines).toContain('listMembers  GET /v2/images/{image_id}/members  List the members of the image.');
  expect(lines).toContain('createImage  yes  –  –  no  member  403 notAuthorized');
  expect(lines).toContain('–  no request gets that far');
  expect(markdown.stdout.replaceAll(/ +/g, ' ')).toContain('| createImage | yes | – | – | no |');
});

it('visibilities, member statuses and the words of refusals are printed', () => {
  const lines = linesOf(text);
  expect(lines).toContain('private  the producer  no  no');
  expect(lines).toContain(
    'accepted  yes  whoever may update the member  GET /v2/images?member_status=accepted',
  );
  expect(lines).toContain('404  imageNotFound  Image {image} not found.  RULES.md §2, message I');
});

it('with the old defaults any role will do, and refusals have words of their own', () => {
  const lines = linesOf(legacy);
  expect(lines).toContain('updateMember  no  own  no  hidden  any  403 mayNotUpdateMembers');
});

it('rules --bugs prints what each bug does, where it was seen, and what catches it, and nothing else', async () => {
  const [listed, marked] = await Promise.all([
    callHere(['rules', '--bugs']),
    callHere(['rules', '--bugs', '--format', 'markdown']),
  ]);
  expect(listed.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  for (const name of Object.keys(bugs))
    expect(linesOf(listed).some((line) => line.startsWith(`${name}  `))).toBe(true);
  expect(marked.stdout.replaceAll(/ +/g, ' ')).toContain(
    '| owner-may-accept | the owner of an image may set the status of its members: it accepts for them | Rackspace Cloud Images, Redmine #3579 (named in cloudroast); kubedoio/o3k | producer: the producer accepts for the consumer |',
  );
  expect(listed.stdout).not.toContain('Who may do what');
});

it('text is at most 100 characters wide', () => {
  expect(text.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

it('a markdown table has as many cells in each row as in its head', () => {
  const tables = markdown.stdout.split('\n\n').filter((block) => block.startsWith('| '));
  expect(tables).toHaveLength(14);
  for (const table of tables) {
    const rows = table.trim().split('\n');
    expect(new Set(rows.map((row) => row.split(/(?<!\\)\|/).length)).size).toBe(1);
  }
});

it('as JSON they are tables whose rows have their cells by name', async () => {
  const { stdout } = await callHere(['rules', '--format', 'json']);
  const { profile, release, tables } = JSON.parse(stdout) as {
    profile: string;
    release: string;
    tables: readonly { title: string; rows: readonly Record<string, string>[] }[];
  };
  expect([profile, release]).toEqual(['glance', '2026.2']);
  expect(tables[0]?.rows[0]).toEqual({
    operation: 'addMember',
    request: 'POST /v2/images/{image_id}/members',
    'what it does': 'Share the image with a tenant: add it as a member.',
  });
  expect(tables.map(({ title }) => title)).toEqual(
    linesOf(markdown)
      .filter((line) => line.startsWith('## '))
      .map((line) => line.slice(3)),
  );
  const rackspace = await callHere(['rules', '--format', 'json', '--profile', 'rackspace']);
  expect(JSON.parse(rackspace.stdout)).toMatchObject({ profile: 'rackspace', release: null });
  const museum = await callHere(['rules', '--format', 'json', '--bugs']);
  expect(Object.keys(JSON.parse(museum.stdout) as object)).toEqual(['title', 'tables']);
});

it('a profile whose roles read no image is followed, and the roles are named', async () => {
  const roles = 'sharer: [sharer, admin]';
  const head = 'name: our-cloud\nbased_on: glance\npermissions: { addMember: { role: sharer } }\n';
  using folder = cleanFolder({
    'one.yaml': `${head}roles: { ${roles} }\n`,
    'other.yaml': `${head}roles: { reader: [reader, sharer, admin], ${roles} }\n`,
  });
  const file = `${folder.path}/one.yaml`;
  expect(await callHere(['rules', '--profile', file])).toMatchObject({
    code: 0,
    stderr: `${file}: roles.sharer: sharer does not reach the level reader, which every operation on an image asks for first: who has no other role gets 404. Add it to roles.reader where that is not so.\n`,
  });
  expect((await callHere(['rules', '--profile', `${folder.path}/other.yaml`])).stderr).toBe('');
});
