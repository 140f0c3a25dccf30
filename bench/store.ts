/**
 * What a store made of a `@msw/data` collection would cost, against the maps that the fake has: 100 000 memberships,
 * the same question to both. Also: what each does with simultaneous writes, and what importing it adds to a start.
 */
import { spawnSync } from 'node:child_process';
import { Collection } from '@msw/data';
import * as v from 'valibot';
import { apply, type WritableCloud } from '../src/domain/apply.ts';
import { imageKey } from '../src/domain/collation.ts';
import type { Member } from '../src/domain/model.ts';
import { createFake, type Fake } from '../src/index.ts';

const imageCount = 1000;
const membersPerImage = 100;
const asked = 20;

const rowSchema = v.object({ image: v.string(), member: v.string(), status: v.string() });
type Rows = Collection<typeof rowSchema>;

const imageId = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const memberId = (index: number): string => `member-${index}`;

type Question = { readonly image: string; readonly member: string };

/** The memberships that are asked for: spread evenly, so that a scan meets them at all depths. */
const questions: readonly Question[] = Array.from({ length: asked }, (_, index) => ({
  image: imageId(Math.floor(((index + 0.5) * imageCount) / asked)),
  member: memberId(index % membersPerImage),
}));

function filledFake(): Fake {
  const seed = {
    tenants: [{ name: 'acme' }],
    users: [{ name: 'acme', token: 'acme-token' }],
    images: Array.from({ length: imageCount }, (_, index) => ({
      id: imageId(index),
      owner: 'acme',
      members: Array.from({ length: membersPerImage }, (_, member) => ({ member: memberId(member) })),
    })),
  };
  return createFake({ seed });
}

async function filledRows(): Promise<Rows> {
  const rows = new Collection({ schema: rowSchema });
  await rows.createMany(imageCount * membersPerImage, (index) => ({
    image: imageId(Math.floor(index / membersPerImage)),
    member: memberId(index % membersPerImage),
    status: 'pending',
  }));
  return rows;
}

/** Microseconds that an answer to one question takes: the median of five rounds, each with all questions `times` times. */
async function microseconds(answer: (question: Question) => unknown, times: number): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) {
      for (const question of questions) {
        const answered = answer(question);
        // oxlint-disable-next-line no-await-in-loop -- one after the other is what is measured
        if (answered instanceof Promise) await answered;
      }
    }
    rounds.push(((performance.now() - start) * 1000) / (asked * times));
  }
  return median(rounds);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function findMember({ cloud }: Fake, { image, member }: Question): Member | undefined {
  return cloud.images.get(imageKey(image))?.members.get(member);
}

function updateMember(fake: Fake, question: Question): void {
  const member = findMember(fake, question);
  if (member === undefined) throw new Error(`no member ${question.member}`);
  const changed: Member = { ...member, status: 'accepted' };
  apply(fake.cloud as WritableCloud, { kind: 'memberStatusChanged', image: question.image, member: changed });
}

function findRow(rows: Rows, { image, member }: Question): object | undefined {
  return rows.findFirst((q) => q.where({ image, member }));
}

async function updateRow(rows: Rows, { image, member }: Question): Promise<void> {
  const updated = await rows.update((q) => q.where({ image, member }), {
    data(row) {
      row.status = 'accepted';
    },
  });
  if (updated === undefined) throw new Error(`no member ${member}`);
}

function print(what: string, theirs: number, ours: number): void {
  const shown = (time: number): string =>
    time < 1000 ? `${time.toFixed(1)} µs` : `${(time / 1000).toFixed(1)} ms`;
  const ratio = theirs / ours;
  const times = ratio < 10 ? ratio.toFixed(1) : Math.round(ratio).toLocaleString('en');
  console.log(
    `${what.padEnd(52)} ${shown(theirs).padStart(10)} ${shown(ours).padStart(10)} ${times.padStart(8)}`,
  );
}

async function speed(): Promise<void> {
  const [fake, rows] = [filledFake(), await filledRows()];
  const show = fake.as('acme').members.show;
  const theirs = {
    find: await microseconds((question) => findRow(rows, question), 1),
    update: await microseconds((question) => updateRow(rows, question), 1),
  };
  console.log(
    `${`${rows.count().toLocaleString('en')} memberships`.padEnd(52)} collection       fake    times`,
  );
  print('find one', theirs.find, await microseconds((question) => findMember(fake, question), 200));
  print('update one', theirs.update, await microseconds((question) => updateMember(fake, question), 200));
  print(
    'find one; the fake: the whole GET, token to JSON',
    theirs.find,
    await microseconds(({ image, member }) => show(image, member), 50),
  );
}

/** A hundred at once: adding one and the same membership, and adding to one and the same text. */
async function simultaneous(): Promise<void> {
  const hundred = Array.from({ length: 100 }, (_, index) => index);
  const row = { image: imageId(0), member: 'new', status: '' };
  const rows: Rows = new Collection({ schema: rowSchema });
  await Promise.all(hundred.map(() => rows.create(row)));
  const fake = createFake({
    seed: {
      tenants: [{ name: 'acme' }],
      images: [{ id: row.image, owner: 'acme' }],
      users: [{ name: 'acme' }],
    },
  });
  const acme = fake.as('acme');
  const replies = await Promise.all(hundred.map(async () => acme.members.create(row.image, 'new').status));
  const tally = Object.entries(Object.groupBy(replies, String)).map(
    ([status, of]) => `${of?.length} x ${status}`,
  );
  console.log(
    `100 additions of one membership at once: collection ${rows.count()} records; fake ${tally.join(', ')}`,
  );

  const one: Rows = new Collection({ schema: rowSchema });
  await one.create(row);
  await Promise.all(
    hundred.map(() =>
      one.update((q) => q.where({ member: 'new' }), { data: (each) => void (each.status += '.') }),
    ),
  );
  console.log(`100 updates of one record at once: collection kept ${one.findFirst()?.status.length}`);
}

function startMilliseconds(code: string): number {
  const runs = Array.from({ length: 9 }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`node -e "${code}" failed:\n${stderr}`);
    return performance.now() - start;
  });
  return median(runs);
}

function start(): void {
  const empty = startMilliseconds('');
  const importing = startMilliseconds("await import('@msw/data')");
  const ratio = (importing / empty).toFixed(1);
  console.log(
    `a process that imports @msw/data starts in ${importing.toFixed(0)} ms, an empty one in ${empty.toFixed(0)} ms: ${ratio} times`,
  );
}

await speed();
await simultaneous();
start();
