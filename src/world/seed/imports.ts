import { imageKey } from '../../domain/collation.ts';
import { sourceVerdict } from '../../domain/images/import-source.ts';
import type { Download, Task } from '../../domain/model.ts';
import { maskedJson, maskedTarget } from '../../http/masking.ts';
import { bytesOf } from '../../http/message.ts';
import type { Seed, SeedDownload, SeedTask } from '../seed.ts';
import { cutShort, isReal } from './image-problems.ts';
import { fromBase64, written } from './images.ts';
import { either, repeats, type SeedProblem } from './problem.ts';
import { seedFormats } from './schema-parts.ts';

/** What a download may be written as. */
const contents = ['data', 'data_base64', 'size'] as const;

/** What is wrong with the downloads and the tasks of a seed whose shape is right. */
export function importProblems(seed: Seed): readonly SeedProblem[] {
  const downloads = Object.entries(seed.downloads ?? {});
  return [
    ...downloads.flatMap(([uri, download]) => downloadProblems(uri, download)),
    ...taskProblems(seed.tasks ?? []),
  ];
}

function downloadProblems(uri: string, download: string | SeedDownload): readonly SeedProblem[] {
  const path = ['downloads', uri];
  const problems: SeedProblem[] = [];
  if (sourceVerdict(uri) !== 'taken')
    problems.push({
      path,
      problem: `Glance refuses to download from \`${uri.slice(0, 100)}\``,
      mend: 'Begin it with http:// or https:// and a host, with no port but 80 or 443',
    });
  if (typeof download === 'string') return problems;
  const given = contents.filter((key) => download[key] !== undefined);
  if (given.length !== 1)
    problems.push({
      path,
      problem: given.length === 0 ? 'has no data' : `has ${given.length} kinds of data`,
      mend: `Write one of ${either(contents)}`,
    });
  if ((download.data_base64?.length ?? 0) % 4 !== 0) problems.push(cutShort([...path, 'data_base64']));
  return problems;
}

function taskProblems(tasks: readonly SeedTask[]): readonly SeedProblem[] {
  const twice = repeats(tasks, ({ id }) => imageKey(id)).map(({ index, first }) => ({
    path: ['tasks', index, 'id'],
    problem: `\`${tasks[index]?.id}\` is the id of tasks[${first}] too`,
    mend: 'Give each task an id of its own',
  }));
  const unread = tasks.flatMap(({ request }, index) =>
    isMapping(request)
      ? []
      : {
          path: ['tasks', index, 'request'],
          problem: 'is no JSON object',
          mend: 'Write the body of the import request: {"method": {"name": "glance-direct"}}',
        },
  );
  return [...twice, ...unread, ...tasks.flatMap(timeProblems)];
}

function timeProblems(task: SeedTask, index: number): readonly SeedProblem[] {
  return (['created_at', 'updated_at', 'ends_at', 'expires_at'] as const).flatMap((key) => {
    const time = task[key];
    if (time === undefined || isReal(time)) return [];
    const problem = `\`${time}\` is in no calendar`;
    return { path: ['tasks', index, key], problem, mend: seedFormats.time.mend };
  });
}

function isMapping(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The downloads of a seed as a cloud has them. */
export function downloadsOf({ downloads = {} }: Seed): readonly (readonly [uri: string, Download])[] {
  return Object.entries(downloads).map(([uri, download]) => [uri, contentOf(download)]);
}

function contentOf(download: string | SeedDownload): Download {
  if (typeof download === 'string') return bytesOf(download);
  const { data, data_base64: base64, size = 0 } = download;
  if (data !== undefined) return bytesOf(data);
  return base64 === undefined ? size : fromBase64(base64);
}

/** The downloads of a cloud as a seed writes them; without `secrets`, with `***` for those in URLs. */
export function seedDownloads(
  downloads: ReadonlyMap<string, Download>,
  secrets: boolean,
): NonNullable<Seed['downloads']> {
  return Object.fromEntries(
    Array.from(downloads, ([uri, download]) => [
      secrets ? uri : maskedTarget(uri),
      typeof download === 'number' ? { size: download } : written(download, 'data'),
    ]),
  );
}

/** A task of a seed as a cloud has it. */
export function taskOf(seeded: SeedTask): Task {
  return {
    id: imageKey(seeded.id),
    ...(seeded.type === undefined ? {} : { type: seeded.type }),
    image: seeded.image,
    owner: seeded.owner,
    user: seeded.user,
    requestId: seeded.request_id,
    status: seeded.status,
    message: seeded.message ?? '',
    request: seeded.request,
    stores: seeded.stores,
    createdAt: seeded.created_at,
    updatedAt: seeded.updated_at,
    endsAt: seeded.ends_at ?? null,
    expiresAt: seeded.expires_at ?? null,
  };
}

/** A task of a cloud as a seed writes it; without `secrets`, with `***` for those in what was asked for. */
export function seedTask(task: Task, secrets: boolean): SeedTask {
  const { id, type, image, owner, user, requestId, status, message, request, stores } = task;
  return {
    id,
    ...(type === undefined ? {} : { type }),
    image,
    owner,
    user,
    request_id: requestId,
    status,
    ...(message === '' ? {} : { message }),
    request: secrets ? request : maskedJson(request),
    stores,
    created_at: task.createdAt,
    updated_at: task.updatedAt,
    ...(task.endsAt === null ? {} : { ends_at: task.endsAt }),
    ...(task.expiresAt === null ? {} : { expires_at: task.expiresAt }),
  };
}
