import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { contractProfiles, pactsAt, shippedDirectory, shippedPacts } from '../../src/contract/shipped.ts';
import type { ProfileName } from '../../src/domain/profiles.ts';

/** A body as a pact has it: the value of a JSON one, else the text, or its bytes in base64. */
export interface PactBody {
  readonly content: unknown;
  readonly contentType: string;
  readonly encoded: boolean | string;
}

/** What a request and a response have in common. */
interface PactMessage {
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: PactBody;
}

/** An interaction as it stands in a pact. */
export interface PactInteraction {
  readonly description: string;
  readonly comments: { readonly rule: string; readonly absent?: readonly string[] };
  readonly providerStates?: readonly {
    readonly name: string;
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
  readonly request: PactMessage & {
    readonly method: string;
    readonly path: string;
    readonly query?: Readonly<Record<string, readonly string[]>>;
  };
  readonly response: PactMessage & { readonly status: number };
  /** The profiles of the service that it is written for. */
  readonly profiles: readonly ProfileName[];
}

/** A pact as it is written, with the name of its file. */
export interface PactFile {
  readonly file: string;
  readonly consumer: { readonly name: string };
  readonly interactions: readonly PactInteraction[];
}

/** The contracts that come with the package, as they are written. */
export const pacts: readonly PactFile[] = pactsAt(shippedDirectory).map((path) => {
  const pact = JSON.parse(readFileSync(path, 'utf8')) as Omit<PactFile, 'file'>;
  const profiles = contractProfiles.filter((profile) => shippedPacts(profile).includes(path));
  return {
    ...pact,
    interactions: pact.interactions.map((each) => ({ ...each, profiles })),
    file: basename(path),
  };
});

/** All interactions of all pacts. */
export const interactions: readonly PactInteraction[] = pacts.flatMap((pact) => pact.interactions);

/** The bytes of a body; none where there is no body. */
export function bytesIn(body: PactBody | undefined): Uint8Array {
  if (body === undefined) return new Uint8Array();
  const { content, contentType, encoded } = body;
  if (encoded === 'base64') return Buffer.from(content as string, 'base64');
  const isJson = contentType.startsWith('application/json') && encoded === false;
  return new TextEncoder().encode(isJson ? JSON.stringify(content) : String(content));
}

/** The sentence of an interaction, without the rule behind it. */
export function sentenceOf({ description, comments }: PactInteraction): string {
  return description.replace(` [${comments.rule}]`, '');
}

/** The refusal that an interaction is about; undefined where what was asked for is granted. */
export function refusalOf({ comments }: PactInteraction): string | undefined {
  return comments.rule.split(' → ')[1];
}

/** What a door or a proxy may treat differently: the method, how the body goes, the headers, and the kind of answer. */
export function formOf({ request, response }: PactInteraction): string {
  const { body, headers = {}, method, query } = request;
  const { content, contentType } = body ?? {};
  const kind = content === null || Array.isArray(content) ? JSON.stringify(content) : typeof content;
  const answer = [response.status, response.body === undefined];
  return JSON.stringify([method, kind, content === '', contentType, Object.keys(headers), !query, answer]);
}

/** The rule that an interaction is about, and its form. */
export function ruleAndFormOf(interaction: PactInteraction): string {
  return `${interaction.comments.rule} ${formOf(interaction)}`;
}

/**
 * Writes a pact with one interaction of each kind in the contracts of a profile: the rest would only take time.
 * @returns the path of the file.
 */
export function writeOneOfEach(
  kindOf: (interaction: PactInteraction) => string,
  profile: ProfileName,
  folder: string,
): string {
  const asked = interactions.filter((each) => each.profiles.includes(profile));
  const kinds = [...Map.groupBy(asked, kindOf).values()].flatMap(([first]) => first ?? []);
  const { file, ...rest } = pacts[0]!;
  const pact = { ...rest, consumer: { name: 'one-of-each' }, interactions: kinds };
  const path = join(folder, `${profile}-${file}`);
  writeFileSync(
    path,
    JSON.stringify(pact, (name, value: unknown) => (name === 'profiles' ? undefined : value)),
  );
  return path;
}

/** The interactions of a pact in a folder: its sentences, each with the status that is expected. */
export function statusesIn(folder: string, consumer: string): ReadonlyMap<string, number> {
  const text = readFileSync(`${folder}/${consumer}-image-members-api.json`, 'utf8');
  const { interactions } = JSON.parse(text) as PactFile;
  return new Map(interactions.map((each) => [sentenceOf(each), each.response.status]));
}
