import type { Collection } from '@msw/data';
import type { GenericSchema } from 'valibot';
import { tenantIdOf } from '../world/seed/ids.ts';
import { tenantFinder } from '../world/seed/tenants.ts';
import { imageProblems, memberProblems, tenantProblems, userProblems } from './record-problems.ts';
import type {
  ImageRecord,
  MemberRecord,
  NewImage,
  NewMember,
  NewTenant,
  NewUser,
  TenantRecord,
  UserRecord,
} from './records.ts';
import { Referring } from './referring.ts';
import { imageRecords, memberRecords, tenantRecords, userRecords } from './schemas.ts';

/** Collections of `@msw/data` to model a world in. */
export interface Collections {
  readonly tenants: Collection<GenericSchema<NewTenant, TenantRecord>>;
  readonly users: Collection<GenericSchema<NewUser, UserRecord>>;
  readonly images: Collection<GenericSchema<NewImage, ImageRecord>>;
  readonly members: Collection<GenericSchema<NewMember, MemberRecord>>;
}

/**
 * New, empty collections of tenants, users, images and members. Their schemas are those of a seed file; `create` rejects
 * with a SeedError that lists all that a seed file may not say. They know nothing of a fake: give them to `seedFrom`
 * when they are full.
 */
export function collections(): Collections {
  const tenants = new Referring({ schema: tenantRecords, problems: tenantProblems });
  const find = (text: string): string | undefined => tenantFinder(tenants.all(), tenantIdOf)(text);
  return {
    tenants,
    users: new Referring({ schema: userRecords, problems: userProblems }),
    images: new Referring({ schema: imageRecords(find), problems: imageProblems }),
    members: new Referring({ schema: memberRecords, problems: memberProblems }),
  };
}
