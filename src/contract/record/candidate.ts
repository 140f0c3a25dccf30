import * as v from 'valibot';
import type { Player } from '../cast.ts';
import type { Given, Interaction, RequestTemplate } from '../interaction.ts';
import { imageParameters, type ImageGiven } from '../states/image-parameters.ts';

/** An interaction while it is made: what is needed of the world is still in parts, to be taken out one by one. */
export interface Candidate {
  readonly caller: Player | null;
  readonly images: readonly ImageGiven[];
  /** Whether the request names an image that never was. */
  readonly absent: boolean;
  /** Whether the request names an image that is to be, or that nobody has. */
  readonly freeName: boolean;
  readonly request: RequestTemplate;
  readonly openLists: boolean;
}

/** A candidate as an interaction of a consumer, without a sentence yet. */
export function interactionOf(candidate: Candidate, consumer: string): Interaction {
  const { caller, images, absent, freeName, request, openLists } = candidate;
  const given: readonly Given[] = [
    ...images.map((image) => ({ state: 'an image', parameters: withoutDefaults(image) })),
    ...(absent || (lacksTenants(candidate) && !freeName) ? [{ state: 'no image', parameters: {} }] : []),
    ...(freeName ? [{ state: 'a free name', parameters: { is: caller ?? 'producer' } }] : []),
    ...(caller === null ? [] : [{ state: 'a caller', parameters: { is: caller } }]),
  ];
  return { consumer, sentence: '', caller, given, request, ...(openLists ? { openLists } : {}) };
}

/** Whether a request names a tenant by an id that no other state gives. */
function lacksTenants({ images, request }: Candidate): boolean {
  const { path, query, body } = request;
  return images.length === 0 && /\$\{(?!token|tenant)\w+\}/.test(JSON.stringify([path, query, body]));
}

const defaults: Readonly<Record<string, unknown>> = { ...v.parse(imageParameters, {}) };

/** What a state says of an image besides what holds anyway, in the order of the parameters. */
function withoutDefaults(image: ImageGiven): Readonly<Record<string, unknown>> {
  const said = Object.keys(defaults).flatMap((name) => {
    const value = image[name as keyof ImageGiven];
    const isDefault = JSON.stringify(value) === JSON.stringify(defaults[name]);
    return value === undefined || isDefault ? [] : [[name, name === 'members' ? plainMembers(image) : value]];
  });
  return Object.fromEntries(said) as Readonly<Record<string, unknown>>;
}

function plainMembers({ members = [] }: ImageGiven): readonly object[] {
  return members.map(({ tenant, status = 'pending', removed = false }) => ({
    tenant,
    ...(status === 'pending' ? {} : { status }),
    ...(removed ? { removed } : {}),
  }));
}
