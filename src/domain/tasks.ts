import type { AskFor, TaskListAsk } from './ask.ts';
import { type Case, type Decided, imageOf, type Setting } from './case.ts';
import { imageKey } from './collation.ts';
import type { Task } from './model.ts';
import { isRefused, type Refusal, refuse } from './refusals.ts';

/** The type of a task, as Glance calls it. */
export function typeOf({ type }: Task): string {
  return type ?? 'api_image_import';
}

/** Whether anybody sees a task still: Glance drops it once its time is over. Source: glance/db/sqlalchemy/api.py `_task_soft_delete`. */
function isSeen({ expiresAt }: Task, { at }: Setting): boolean {
  return expiresAt === null || expiresAt >= at;
}

/** The values that the list can be sorted and filtered by. Source: glance/db/sqlalchemy/api.py `task_get_all`; asked of Glance 25.1. */
const columns: Readonly<Record<string, (task: Task) => string>> = {
  id: ({ id }) => id,
  type: typeOf,
  status: ({ status }) => status,
  owner: ({ owner }) => owner ?? '',
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  expires_at: ({ expiresAt }) => expiresAt ?? '',
  image_id: ({ image }) => image,
  request_id: ({ requestId }) => requestId,
  user_id: ({ user }) => user,
};

/** `taskListPossible`: what is wrong with the query of the list is looked at after the permission. Source: asked of Glance 25.1. */
export function taskListPossible({ ask, cloud }: Case<AskFor<'listTasks'>>): Refusal | undefined {
  const { list } = ask;
  if (isRefused(list)) return list;
  if (!Object.hasOwn(columns, list.sortKey)) return refuse('taskSortKeyUnknown');
  if (list.marker === undefined || cloud.tasks.has(imageKey(list.marker))) return undefined;
  return refuse('taskMarkerUnknown', { task: list.marker });
}

/** `taskOnRecord`: the task is there. Source: asked of Glance 25.1. */
export function taskOnRecord(asked: Case<AskFor<'showTask'>>): Refusal | undefined {
  return taskOf(asked) === undefined ? refuse('taskNotFound', { task: asked.ask.task }) : undefined;
}

function taskOf(asked: Case<AskFor<'showTask'>>): Task | undefined {
  const task = asked.cloud.tasks.get(imageKey(asked.ask.task));
  return task !== undefined && isSeen(task, asked) ? task : undefined;
}

/**
 * Shows a task.
 * @throws where there is none: the operation's list of checks lacks `taskOnRecord`.
 */
export function showTask(asked: Case<AskFor<'showTask'>>): Decided {
  const task = taskOf(asked);
  if (task === undefined) throw new Error('showTask was decided without a task');
  return { changes: [], view: { kind: 'task', task } };
}

/** Lists the imports into an image: to others than administrators those that their own tenant has started. Source: asked of Glance 25.1. */
export function listImageTasks(asked: Case<AskFor<'listImageTasks'>>): Decided {
  const key = imageKey(imageOf(asked).id);
  const { tenant } = asked.caller;
  const tasks = seenTasks(asked).filter(
    (task) => imageKey(task.image) === key && (asked.persona === 'administrator' || task.owner === tenant),
  );
  return { changes: [], view: { kind: 'imageTasks', tasks: tasks.toArray() } };
}

function seenTasks(asked: Case): IteratorObject<Task> {
  return asked.cloud.tasks.values().filter((task) => isSeen(task, asked));
}

/**
 * Lists all tasks, a page of them.
 * @throws where the query is refused: the operation's list of checks lacks `taskListPossible`.
 */
export function listTasks(asked: Case<AskFor<'listTasks'>>): Decided {
  const { list } = asked.ask;
  if (isRefused(list)) throw new Error('listTasks was decided with a query that is refused');
  const found = sorted(
    seenTasks(asked)
      .filter((task) =>
        list.filters.every(({ key, value }) => columns[key]?.(task) === value || !isColumn(key)),
      )
      .toArray(),
    list,
  );
  const marker = list.marker === undefined ? undefined : imageKey(list.marker);
  const start = marker === undefined ? 0 : found.findIndex(({ id }) => id === marker) + 1;
  const { size, most } = asked.profile.page;
  const limit = Math.min(list.limit ?? size, most);
  const tasks = found.slice(start, start + limit);
  return { changes: [], view: { kind: 'tasks', tasks, full: tasks.length > 0 && tasks.length === limit } };
}

function isColumn(key: string): boolean {
  return Object.hasOwn(columns, key);
}

/** Tasks of the same value come by their creation and their ids, in the same direction. */
function sorted(tasks: readonly Task[], { sortKey, descending }: TaskListAsk): readonly Task[] {
  const keys = [sortKey, 'created_at', 'id'];
  const compare = (one: Task, other: Task): number => {
    for (const key of keys) {
      const [left = '', right = ''] = [columns[key]?.(one), columns[key]?.(other)];
      if (left !== right) return left < right !== descending ? -1 : 1;
    }
    return 0;
  };
  return tasks.toSorted(compare);
}
