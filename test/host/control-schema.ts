import { Ajv2020 } from 'ajv/dist/2020.js';

interface DescribedResponse {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

/** Looks whether an answer of the control plane is as its description says. @returns what is not. */
export function schemaChecker(
  description: object,
): (response: object | undefined, type: string | null, body: unknown) => readonly string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'control', ...description });
  return (response, type, body) => {
    const found = response as DescribedResponse | undefined;
    if (found === undefined) return ['the status is not described'];
    if (found.content === undefined) return body === undefined ? [] : ['a body is not described'];
    const content = found.content[type ?? ''];
    if (content === undefined) return [`the type ${type} is not described`];
    if (body === undefined || content.schema === undefined) return [];
    const schema = JSON.parse(JSON.stringify(content.schema).replaceAll('"#/', '"control#/')) as object;
    const validate = ajv.compile(schema);
    return validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
