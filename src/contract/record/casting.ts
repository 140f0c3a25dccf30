import { folded } from '../../domain/collation.ts';
import type { CastTenant, Player } from '../cast.ts';
import { type Asker, playerOf } from './asker.ts';
import type { Subject } from './subject.ts';

/** Which part each tenant of a recorded world plays in the contract. */
export interface Casting {
  readonly caller: Player | null;
  /** The parts by the ids of tenants. */
  readonly parts: ReadonlyMap<string, CastTenant>;
}

/** Who takes part in an exchange. */
export interface Company {
  readonly asker: Asker | null;
  /** The images that it is about, the most important first. */
  readonly subjects: readonly Subject[];
  /** The ids of tenants that the request names, and what looks like one. */
  readonly named: readonly string[];
}

/** Parts that a tenant of no importance may get; further ones become texts. */
const extras: readonly CastTenant[] = ['consumer', 'second-consumer', 'stranger'];

/** Gives each tenant its part, by what it is to the images: the owner is the producer, and so on. */
export function castingOf({ asker, subjects, named }: Company): Casting {
  const parts = new Map<string, CastTenant>();
  const cast = (tenant: string | null | undefined, wanted: readonly CastTenant[]): void => {
    if (tenant === null || tenant === undefined || parts.has(tenant)) return;
    const taken = new Set(parts.values());
    const part = wanted.find((each) => !taken.has(each));
    if (part !== undefined) parts.set(tenant, part);
  };
  if (asker?.role === 'admin') cast(asker.tenant, ['administrator']);
  cast(subjects[0]?.image?.owner, ['producer']);
  if (asker !== null) cast(asker.tenant, partsOfAsker(asker, subjects));
  for (const tenant of named) cast(tenant, partsOfNamed(tenant, subjects));
  const members = subjects.flatMap(({ image }) => image?.members ?? []);
  // A member is found whatever the case in which a request writes its id.
  const written = new Map(named.map((tenant) => [folded(tenant), parts.get(tenant)]));
  for (const { id } of members) {
    const part = written.get(folded(id));
    if (part !== undefined) parts.set(id, part);
  }
  for (const { image } of subjects) cast(image?.owner, extras);
  for (const { id } of members) cast(id, extras);
  return { caller: asker && playerOf(asker, parts.get(asker.tenant ?? '') ?? 'producer'), parts };
}

/** A reader plays for the producer or for the consumer: the cast has no other. */
function partsOfAsker(asker: Asker, subjects: readonly Subject[]): readonly CastTenant[] {
  if (subjects.length === 0) return ['producer'];
  const isMember = subjects.some((subject) => hasMember(subject, asker.tenant ?? ''));
  if (asker.role === 'reader') return ['consumer', 'producer'];
  return isMember ? ['consumer'] : ['stranger'];
}

function partsOfNamed(tenant: string, subjects: readonly Subject[]): readonly CastTenant[] {
  const isMember = subjects.some((subject) => hasMember(subject, tenant));
  return isMember ? extras : ['consumer', 'stranger', 'second-consumer'];
}

function hasMember({ image }: Subject, tenant: string): boolean {
  return (image?.members ?? []).some(({ id }) => folded(id) === folded(tenant));
}
