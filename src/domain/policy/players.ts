import { withImplied } from '../callers.ts';
import type { Action } from '../operations.ts';
import type { Persona } from '../permissions.ts';
import type { Role } from '../model.ts';
import type { RoleFacts } from '../release.ts';
import type { Asked, Facts, Result } from './evaluate.ts';
import { evaluate } from './evaluate.ts';

/** The caller's tenant, in whatever it is compared with. */
const tenant = 'the tenant of the caller';
const another = 'another tenant';

/** What a rule is asked about: an image as it is to a caller. */
export type About = Facts['image'];

const visibilities = ['private', 'shared', 'community', 'public'] as const;

function image(owner: string, visibility: string, member: string | null = null): About {
  return { owner, project_id: owner, visibility, member, member_id: member };
}

/**
 * The images that a persona may be to, as the rules about images see them. A stranger is kept out before any rule. An
 * administrator is one to the images of others above all.
 */
const imagesOf: Readonly<Record<Persona, readonly About[]>> = {
  producer: visibilities.map((each) => image(tenant, each)),
  consumer: [image(another, 'shared', tenant)],
  onlooker: [image(another, 'community'), image(another, 'public')],
  stranger: [],
  administrator: [
    image(another, 'private'),
    image(another, 'shared', tenant),
    image(another, 'community'),
    image(another, 'public'),
  ],
};

/** The same for rules about members: only a shared image comes that far. */
export const sharedOf: Readonly<Record<Persona, readonly About[]>> = {
  producer: [image(tenant, 'shared')],
  consumer: [image(another, 'shared', tenant)],
  onlooker: [],
  stranger: [],
  administrator: [image(another, 'shared', tenant)],
};

/** An image that is to be created, which has no member and an owner: one's own, or another. */
function created(owner: string, visibility: string): About {
  return { owner, project_id: owner, visibility };
}

/** The images that somebody may be about to create: a stranger does so for another tenant. */
const createdBy: Readonly<Record<Persona, readonly About[]>> = {
  producer: visibilities.map((each) => created(tenant, each)),
  consumer: [],
  onlooker: [],
  stranger: visibilities.map((each) => created(another, each)),
  administrator: visibilities.map((each) => created(tenant, each)),
};

/** A list is about the caller's own tenant, whatever is in it. */
const listOf: Readonly<Record<Persona, readonly About[]>> = {
  producer: [{ project_id: tenant }],
  consumer: [],
  onlooker: [],
  stranger: [],
  administrator: [{ project_id: tenant }],
};

/** What the rules of an action are about, where that is no image as it is. */
const abouts: { readonly [A in Action]?: Readonly<Record<Persona, readonly About[]>> } = {
  addMember: sharedOf,
  listMembers: sharedOf,
  showMember: sharedOf,
  updateMember: sharedOf,
  removeMember: sharedOf,
  createImage: createdBy,
  listImages: listOf,
};

/** Operations in which Glance's database lets nobody but the owner and administrators change an image, whatever a rule says. */
const ownersAlone: ReadonlySet<Action> = new Set([
  'updateImage',
  'deleteImage',
  'uploadImage',
  'stageImage',
  'importImage',
  'deactivateImage',
  'reactivateImage',
  'addTag',
  'removeTag',
  'deleteLocation',
  'addLocation',
]);

const ownImages: Readonly<Record<Persona, readonly About[]>> = { ...imagesOf, consumer: [], onlooker: [] };

/** What the rules of an action are asked about, by persona; nothing where no rule decides for one. */
export function aboutsOf(action: Action): Readonly<Record<Persona, readonly About[]>> {
  return abouts[action] ?? (ownersAlone.has(action) ? ownImages : imagesOf);
}

/** Those who do not own the image and whom a rule refuses, in its words, before the code does that lets owners alone do it. */
export function refusedByRule(
  action: Action,
  asking: {
    readonly name: string;
    readonly rule: Asked['rule'];
    readonly sets: RoleSets;
    readonly isAdmin: (roles: ReadonlySet<Role>) => boolean;
  },
): readonly Persona[] {
  const { name, rule, sets, isAdmin } = asking;
  if (!ownersAlone.has(action)) return [];
  const others = sets.filter((roles) => !isAdmin(roles));
  return (['consumer', 'onlooker'] as const).filter((persona) =>
    imagesOf[persona].every((about) =>
      others.every((roles) => outcomeOf(name, rule, roles, about) === false),
    ),
  );
}

/** Sets of roles that a token may have, each with those that they imply. */
export type RoleSets = readonly ReadonlySet<Role>[];

/** Roles that are put together to sets: beyond, their number would double with each. */
export const mostRoles = 10;

/** All sets of some roles, as tokens have them; undefined where there are too many. */
export function roleSets(roles: readonly Role[], facts: RoleFacts): RoleSets | undefined {
  if (roles.length > mostRoles) return undefined;
  const sets = Array.from({ length: 2 ** roles.length }, (_, bits) => {
    const chosen = roles.filter((_role, place) => (bits & (1 << place)) !== 0);
    return withImplied(chosen, facts).toSorted();
  });
  return [...new Map(sets.map((each) => [each.join(' '), new Set(each)])).values()];
}

/** Roles without those that come along with another one of them in every token. */
export function strongest(roles: readonly Role[], sets: RoleSets): readonly Role[] {
  return roles.filter(
    (role) =>
      !roles.some(
        (other) =>
          other !== role &&
          sets.every((set) => !set.has(role) || set.has(other)) &&
          sets.some((set) => set.has(other) && !set.has(role)),
      ),
  );
}

/** A token for a tenant, with some roles. Source: oslo.context, `to_policy_values`: Glance adds nothing to them. */
const token: Facts['token'] = { project_id: tenant, system_scope: null, is_admin_project: 'True' };

/** What comes of a rule for a token with some roles and an image. */
export function outcomeOf(name: string, rule: Asked['rule'], roles: ReadonlySet<Role>, about: About): Result {
  const facts = { roles: new Set([...roles].map((each) => each.toLowerCase())), token, image: about };
  return evaluate({ kind: 'rule', name }, { rule, facts, known: new Map() });
}
