import { apply, copyOf, type WritableCloud } from '../domain/apply.ts';
import { memberOf } from '../domain/case.ts';
import type { Cloud } from '../domain/cloud.ts';
import { imageKey } from '../domain/collation.ts';
import type { Image } from '../domain/model.ts';
import { type Action, imageActions, memberActions } from './actions.ts';
import { type Asker, cloudWith, keyOf } from './asker.ts';
import { foresee, isListed } from './verdict.ts';

/** One thing that somebody does on the way to an image in a list. */
export interface Step {
  /** As `keyOf` has it. */
  readonly user: string;
  readonly userName: string;
  readonly key: string;
  readonly label: string;
  /** The tenant that is shared with, or whose status changes; null for what is done to the image. */
  readonly member: string | null;
}

/** A state of the image on the way, and how one gets there. */
interface Reached {
  readonly cloud: Cloud;
  readonly image: Image;
  readonly steps: readonly Step[];
}

/** Steps that a way may have, and ways that are looked for. */
const [longestWay, mostWays] = [3, 4];

/**
 * What would bring an image into somebody's list: the shortest ways of a few steps, found by trying what the rules let
 * each of some users do. No rule is repeated here; what is tried is decided as requests are.
 * @param actors who may do something on the way, the one who asks among them.
 */
export function waysToList(
  asker: Asker,
  image: Image,
  actors: readonly Asker[],
): readonly (readonly Step[])[] {
  const ways: (readonly Step[])[] = [];
  const seen = new Set([stateOf(image, asker)]);
  let front: readonly Reached[] = [{ cloud: cloudWith(asker.setting.cloud, image), image, steps: [] }];
  while (front.length > 0 && ways.length < mostWays) {
    const next: Reached[] = [];
    for (const reached of front.flatMap((from) => stepsFrom(from, asker, actors))) {
      const state = stateOf(reached.image, asker);
      if (seen.has(state)) continue;
      seen.add(state);
      const then = { ...asker, setting: { ...asker.setting, cloud: reached.cloud } };
      if (isListed(then, reached.image)) ways.push(reached.steps);
      else if (reached.steps.length < longestWay) next.push(reached);
    }
    front = next;
  }
  return ways.slice(0, mostWays);
}

/** What counts of an image on the way: its visibility, and the caller's membership. */
function stateOf(image: Image, { setting }: Asker): string {
  return `${image.visibility} ${memberOf(image, setting.caller.tenant)?.status ?? 'none'}`;
}

/** Where each step leads that the rules let one of the actors do. */
function stepsFrom(
  { cloud, image, steps }: Reached,
  asker: Asker,
  actors: readonly Asker[],
): readonly Reached[] {
  const { tenant } = asker.setting.caller;
  const { profile } = asker.setting;
  const actions: readonly (readonly [Action, string | null])[] = [
    ...(tenant === null
      ? []
      : memberActions(image, tenant)
          .filter(({ key }) => key === 'share' || key.startsWith('status:'))
          .map((action) => [action, tenant] as const)),
    ...imageActions(image, profile)
      .filter(({ key }) => key.startsWith('visibility:'))
      .map((action) => [action, null] as const),
  ];
  return actors.flatMap((actor) =>
    actions.flatMap(([action, member]) => {
      const after = afterwards(actor, action, cloud, image);
      if (after === undefined) return [];
      const { name: userName } = actor.user;
      const user = keyOf(actor.setting.cloud, actor.user);
      const step = { user, userName, key: action.key, label: action.label, member };
      return { ...after, steps: [...steps, step] };
    }),
  );
}

/** The image once somebody has done something; undefined where the rules do not let it. */
function afterwards(
  actor: Asker,
  { ask }: Action,
  cloud: Cloud,
  image: Image,
): Pick<Reached, 'cloud' | 'image'> | undefined {
  const { granted, changes } = foresee({ ...actor, setting: { ...actor.setting, cloud } }, ask);
  if (!granted || changes.length === 0) return undefined;
  const copy: WritableCloud = copyOf(cloud);
  for (const change of changes) apply(copy, change);
  const changed = copy.images.get(imageKey(image.id));
  return changed === undefined ? undefined : { cloud: copy, image: changed };
}
