/** A tenant of the cast, by the name of the player whose own it is. */
export type CastTenant = 'producer' | 'consumer' | 'second-consumer' | 'stranger' | 'administrator';

/** One of the cast. */
export type Player = CastTenant | 'producer-reader' | 'consumer-reader';

/** What a player is. */
export interface CastRow {
  readonly tenant: CastTenant;
  /** The role that it has on its tenant, and no stronger one. */
  readonly role: 'reader' | 'member' | 'admin';
  readonly meaning: string;
}

/** Who plays in the contracts: each is a user of a cloud, in a tenant of its own or in that of another. */
export const cast: { readonly [P in Player]: CastRow } = {
  producer: { tenant: 'producer', role: 'member', meaning: 'owns the image' },
  'producer-reader': { tenant: 'producer', role: 'reader', meaning: "reads for the producer's tenant" },
  consumer: { tenant: 'consumer', role: 'member', meaning: 'is offered the image' },
  'consumer-reader': { tenant: 'consumer', role: 'reader', meaning: "reads for the consumer's tenant" },
  'second-consumer': { tenant: 'second-consumer', role: 'member', meaning: 'is offered the image as well' },
  stranger: { tenant: 'stranger', role: 'member', meaning: 'has nothing to do with the image' },
  administrator: { tenant: 'administrator', role: 'admin', meaning: 'may do everything' },
};

/** The players, in the order in which they are introduced. */
export const players: readonly Player[] = Object.keys(cast) as Player[];

/** The tenants of the cast. */
export const castTenants: readonly CastTenant[] = [...new Set(players.map((each) => cast[each].tenant))];

/** Whether a text names a tenant of the cast. */
export function isCastTenant(text: string): text is CastTenant {
  return (castTenants as readonly string[]).includes(text);
}

/** Whether a text names a player. */
export function isPlayer(text: string): text is Player {
  return Object.hasOwn(cast, text);
}

/** The name under which a provider state gives the id of a tenant: `second_consumer`. */
export function tenantValue(tenant: CastTenant): string {
  return tenant.replaceAll('-', '_');
}
