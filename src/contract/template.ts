import type { ProviderStateValues } from './provider-states.ts';

/** What the official library takes for a value that is not literal. */
export type Matcher = Readonly<Record<string, unknown>> & { readonly 'pact:matcher:type': string };

/** Whether a template leaves anything to the provider states. */
export function isOpen(template: string): boolean {
  return /\$\{\w+\}/.test(template);
}

/**
 * The text of a template.
 * @throws Error for a value that no provider state gives: the interaction is wrong.
 */
export function filled(template: string, values: ProviderStateValues): string {
  return template.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`${template} asks for \${${name}}, which no provider state gives`);
    return value;
  });
}

/** All texts of a value filled, however deep they are. */
export function filledDeep(value: unknown, values: ProviderStateValues): unknown {
  return withTexts(value, (text) => filled(text, values));
}

/**
 * A template as the official library takes it: its text is an example, and a verifier puts in what the states of the
 * real cloud give. Equal to the example, so that a stub tells one state from another.
 */
export function injected(template: string, values: ProviderStateValues): string | Matcher {
  if (!isOpen(template)) return template;
  return {
    'pact:matcher:type': 'equality',
    'pact:generator:type': 'ProviderState',
    expression: template,
    value: filled(template, values),
  };
}

/** All texts of a value injected, however deep they are. */
export function injectedDeep(value: unknown, values: ProviderStateValues): unknown {
  return withTexts(value, (text) => injected(text, values));
}

function withTexts(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => withTexts(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withTexts(each, change)]));
}

/** All texts in a value, however deep they are; names of fields are none. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
