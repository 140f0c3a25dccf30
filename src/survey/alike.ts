/** Differences of a comparison that have one cause: one cell, one answer; and the line of a profile that says it. */
import { stringify } from 'yaml';
import type { OwnProfile } from '../domain/profile.ts';
import { answererFor } from '../contract/answered-interaction.ts';
import { jsonOrText, StateError, StateRefused, withHelp } from '../contract/cloud.ts';
import { textOf } from '../http/message.ts';
import { answerDifferences } from '../contract/matching.ts';
import { leading, withoutIds } from '../contract/verify/findings.ts';
import { rulesOf } from '../world/options.ts';
import { ProfileError } from '../world/profile-checked.ts';
import type { Compared, ComparedRules } from './comparison.ts';
import { type Edit, editsFor } from './edits.ts';
import type { CloudAnswer } from './survey.ts';

/** Questions of one cell that the cloud answered differently, and in the same way. */
export interface Alike {
  readonly cell: string;
  readonly members: readonly [Compared, ...Compared[]];
  /** What a profile says so that the fake answers all of them as the cloud does: `permissions: { … }`; left out: no cell does. */
  readonly line?: string;
}

/** Causes for which a line is looked for at most: each is tried with a dozen profiles. */
const mostExplained = 40;

/** The questions that were answered differently, by their causes. */
export async function alikeIn(
  compared: readonly Compared[],
  rules: ComparedRules,
): Promise<readonly Alike[]> {
  const differing = compared.filter(({ differences }) => differences.length > 0);
  const found: Alike[] = [];
  const settings = settingEdits(differing);
  for (const [first, ...others] of Map.groupBy(differing, keyOf).values()) {
    if (first === undefined) continue;
    const members = [first, ...others] as const;
    const line = found.length < mostExplained ? await lineFor(members, compared, rules, settings) : undefined;
    found.push({ cell: first.cell, members, ...(line !== undefined && { line }) });
  }
  return found;
}

/** Where the status is another one, the answer; else what differs. */
function keyOf({ cell, actual, differences }: Compared): string {
  const isOther = differences.some(({ kind }) => kind === 'status');
  const isRefused = Number(actual.slice(0, 3)) >= 400;
  if (isOther) return JSON.stringify([cell, isRefused ? withoutIds(actual) : actual.slice(0, 3)]);
  return JSON.stringify([cell, leading(differences).map(({ text }) => withoutIds(text))]);
}

async function lineFor(
  members: readonly [Compared, ...Compared[]],
  compared: readonly Compared[],
  { profile, release }: ComparedRules,
  settings: readonly Edit[],
): Promise<string | undefined> {
  const [{ question, answer, trace }] = members;
  const own: OwnProfile =
    typeof profile === 'string' ? { name: 'this-cloud', based_on: profile } : { ...profile };
  const cells = [`${trace.operation}.${trace.decision?.persona}`, `${trace.operation}.role`];
  const possible = answer && editsFor({ question, answer, trace }, rulesOf({ profile }));
  const ofCells = possible?.filter(({ entry }) => cells.includes(entry)) ?? [];
  const others = compared.filter(
    (each) => each.differences.length === 0 && each.trace.operation === trace.operation,
  );
  for (const edit of [...settings, ...ofCells])
    if (await explains(edit.apply(own), release, [...members, ...others])) return lineOf(edit, own.based_on);
  return undefined;
}

/** What differing answers say of settings of the whole cloud. */
function settingEdits(differing: readonly Compared[]): readonly Edit[] {
  const said = differing.flatMap(settingsIn);
  return [...new Map(said.map((each) => [each.text, each])).values()];
}

/** The limits of images, by the words of their refusals. Source: RULES.md, quotas. */
const limitsByWords = {
  members_per_image: /allowed image members.*Maximum: (\d+)/s,
  properties: /allowed image properties.*Maximum: (\d+)/s,
  tags: /allowed image tags.*Maximum: (\d+)/s,
} as const;

function settingsIn({ question, answer, actual, differences, trace }: Compared): readonly Edit[] {
  const words = answer === undefined ? (differences[0]?.text ?? '') : actual;
  const limits = Object.entries(limitsByWords).flatMap(([limit, expression]) => {
    const [, most] = expression.exec(words) ?? [];
    return most === undefined ? [] : [limitEdit(limit, Number(most))];
  });
  // Whoever takes more members than the fake has some limit, or none: to these questions that is the same.
  const isMore = question.setting === 'quota' && answer !== undefined && answer.response.status !== 413;
  const methods = trace.operation === 'showImportInfo' && answer && importMethodsIn(answer);
  return [
    ...limits,
    ...(isMore ? [limitEdit('members_per_image', null)] : []),
    ...[true, false]
      .filter(() => question.setting === 'locations')
      .map((multiple) =>
        wholeEdit(`locations.multiple: ${multiple}`, (own) => ({
          ...own,
          locations: { ...own.locations, multiple },
        })),
      ),
    ...(methods
      ? [wholeEdit(`import_methods: ${methods.join()}`, (own) => ({ ...own, import_methods: methods }))]
      : []),
  ];
}

function limitEdit(limit: string, most: number | null): Edit {
  return wholeEdit(`limits.${limit}: ${most}`, (own) => ({
    ...own,
    limits: { ...own.limits, [limit]: most },
  }));
}

/** An edit that any answer may depend on. */
function wholeEdit(text: string, apply: Edit['apply']): Edit {
  return { entry: text.replace(/:.*/s, ''), text, wide: true, apply };
}

function importMethodsIn({ response }: CloudAnswer): readonly string[] | undefined {
  const { 'import-methods': methods } = Object(jsonOrText(textOf(response.body))) as {
    readonly 'import-methods'?: unknown;
  };
  const { value } = Object(methods) as { readonly value?: unknown };
  return Array.isArray(value) ? [...new Set(value.map(String))] : undefined;
}

/** Whether a fake with a profile answers questions as the cloud did. */
async function explains(
  own: OwnProfile,
  release: ComparedRules['release'],
  all: readonly Compared[],
): Promise<boolean> {
  try {
    const answer = answererFor(own, undefined, release, withHelp);
    for (const each of all) {
      if (each.answer === undefined) {
        if (!(await isRefusedSo(each, answer))) return false;
      } else if (answerDifferences(await answer(each.question), each.answer).length > 0) return false;
    }
    return true;
  } catch (error) {
    // Not every cell may say everything, and not every state can be made by all rules.
    if (error instanceof ProfileError || error instanceof StateError) return false;
    throw error;
  }
}

/** Whether a fake refuses the state of a question with the status with which the cloud refused it. */
async function isRefusedSo(
  { question, refusedWith }: Compared,
  answer: ReturnType<typeof answererFor>,
): Promise<boolean> {
  try {
    await answer(question);
    return false;
  } catch (error) {
    if (error instanceof StateRefused) return error.status === refusedWith;
    throw error;
  }
}

/** What an edit writes into a profile, as a line of YAML: `permissions: { addMember: { consumer: 'no' } }`. */
export function lineOf({ apply }: Edit, based_on: OwnProfile['based_on']): string {
  const { name: _, based_on: __, ...changed } = apply({ name: 'this-cloud', based_on });
  // Other readers of YAML take `no` for false.
  const style = { compat: 'yaml-1.1', collectionStyle: 'flow', singleQuote: true, lineWidth: 0 } as const;
  // What stands between the braces is the line of a file.
  return stringify(changed, style).trim().slice(2, -2);
}
