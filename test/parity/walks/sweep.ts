import type { Names } from '../names.ts';
import type { Side } from '../side.ts';
import type { Walk } from './step.ts';

const patchType = 'application/openstack-images-v2.1-json-patch';

/**
 * Deletes images of a cloud, protected ones too.
 * @throws Error where an image stays: it names the image and the status of the refusal.
 */
export async function sweep(side: Side, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const first = await remove(side, id);
    if (first === 403) await unprotect(side, id);
    const status = first === 403 ? await remove(side, id) : first;
    if (status !== 204 && status !== 404)
      throw new Error(
        `the image ${id} of a walk could not be deleted from ${side.name}: ${status}. Delete it by hand.`,
      );
  }
}

/** Deletes the users and projects of a cloud that a walk has made, the projects below others first. */
export async function sweepResidents(side: Side, walk: Walk, names: Pick<Names, 'expand'>): Promise<void> {
  const kept = walk.flatMap(({ keep = {} }) => Object.entries(keep)).toReversed();
  for (const [name, path] of kept) {
    const [kind = ''] = path.split('.');
    const id = names.expand(`<kept:${name}>`);
    if ((kind !== 'project' && kind !== 'user') || id.startsWith('unmade-')) continue;
    const { status } = await side.ask({ as: 'admin', method: 'DELETE', path: `/identity/v3/${kind}s/${id}` });
    if (status !== 204 && status !== 404)
      throw new Error(
        `the ${kind} ${id} of a walk could not be deleted from ${side.name}: ${status}. Delete it by hand.`,
      );
  }
}

async function remove(side: Side, id: string): Promise<number> {
  const { status } = await side.ask({ as: 'admin', method: 'DELETE', path: `/v2/images/${id}` });
  return status;
}

async function unprotect(side: Side, id: string): Promise<void> {
  const body = JSON.stringify([{ op: 'replace', path: '/protected', value: false }]);
  await side.ask({
    as: 'admin',
    method: 'PATCH',
    path: `/v2/images/${id}`,
    headers: { 'content-type': patchType },
    body,
  });
}
