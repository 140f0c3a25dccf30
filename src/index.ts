/** The public face of the package. No logic here. */
export { createFake } from './world/fake.ts';
export type { Exchanged, Fake, FakeOptions } from './world/fake.ts';
export type { Journal, JournalEntry, JournalQuery } from './world/journal.ts';
export type { Client, Reply, RequestOptions } from './world/client.ts';
export type { HttpRequest, HttpResponse } from './http/message.ts';
export type { GapName } from './domain/gap-names.ts';
export type { ErrorBody } from './domain/profile.ts';
export type { ProfileName } from './domain/profiles.ts';
export { SeedError } from './world/seed-error.ts';
export type { Seed, SeedImage, SeedMember, SeedTenant, SeedUser } from './world/seed.ts';
