/** How a text must be written, and what is said where it is not. */
export interface SeedFormat {
  /** Without flags, so that it means the same in a JSON Schema. */
  readonly pattern: RegExp;
  readonly problem: string;
  readonly mend: string;
}

/** The texts of a seed that have a form of their own. */
export const seedFormats: {
  readonly [Name in 'name' | 'time' | 'expiry' | 'imageId' | 'member' | 'base64']: SeedFormat;
} = {
  name: {
    pattern: /\S/,
    problem: 'is empty',
    mend: 'Give it at least one character',
  },
  time: {
    pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/,
    problem: 'is not a time',
    mend: 'Write times as YYYY-MM-DDTHH:MM:SSZ, e.g. 2013-10-07T17:58:03Z',
  },
  expiry: {
    pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z?$/,
    problem: 'is not a time',
    mend: 'Write it as YYYY-MM-DDTHH:MM:SS.ffffffZ, e.g. 2030-01-01T00:00:00.000000Z',
  },
  imageId: {
    pattern: /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
    problem: 'is not a UUID',
    mend: 'Write 32 hexadecimal digits as 8-4-4-4-12, or leave `id` out: then it is made from owner and name',
  },
  /** Source: RULES.md §2, Bodies: 255 characters, none of them of 4 bytes in UTF-8. */
  member: {
    pattern: /^[\u0000-\ud7ff\ue000-\uffff]{1,255}$/,
    problem: 'is no member id that Glance stores',
    mend: 'Use 1 to 255 characters, without emoji and other characters of 4 bytes',
  },
  base64: {
    // Groups of four would be exact, but overflow the stack from some megabytes on; `content-problems.ts` counts.
    pattern: /^[A-Za-z0-9+/]*={0,2}$/,
    problem: 'is not base64',
    mend: 'Encode the bytes as base64 without line breaks, or write text under `data`',
  },
};
