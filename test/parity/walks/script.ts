import { idStem } from './story.ts';
import type { Step, Walk } from './step.ts';

/** A walk as commands of a shell, to be run by hand against any cloud. Tokens and ids are variables. */
export function scriptOf(walk: Walk): string {
  return [...variables(walk), ...walk.map(command)].join('\n');
}

const placeholder = /<(tenant|TENANT|image|IMAGE):([^<>]+)>|<word>/g;

function nameOf(kind: string, label: string): string {
  const name = kind.toLowerCase() === 'image' ? label.split('-')[0] : label.toUpperCase();
  return `${kind.toUpperCase()}_${name}`;
}

function variable(kind: string | undefined, label: string | undefined): string {
  if (kind === undefined || label === undefined) return '$WORD';
  return kind === kind.toUpperCase() ? `\${${nameOf(kind, label)}^^}` : `$${nameOf(kind, label)}`;
}

function withVariables(text: string, around: string): string {
  return text.replace(
    placeholder,
    (_, kind?: string, label?: string) => `${around}${variable(kind, label)}${around}`,
  );
}

function variables(walk: Walk): readonly string[] {
  const text = walk.map(({ path, body = '' }) => path + body).join('\n');
  const labels = [...new Set([...text.matchAll(/<image:([^<>]+)>/gi)].map(([, label = '']) => label))];
  const images = labels.map((label) => `${nameOf('image', label)}=${idStem(label)}-$(openssl rand -hex 6)`);
  const tenants = [...new Set([...text.matchAll(/<tenant:([^<>]+)>/gi)].map(([, name = '']) => name))];
  const wanted = [
    'GLANCE',
    ...new Set(walk.flatMap(({ as }) => (as === null ? [] : [`TOKEN_${as.toUpperCase()}`]))),
    ...new Set(tenants.map((name) => nameOf('tenant', name))),
  ];
  return [`# set first: ${wanted.join(' ')}`, 'WORD=walk-$RANDOM', ...images];
}

function command({ as, method, path, headers = {}, body }: Step): string {
  const sent = Object.entries(headers).map(([name, value]) => ` -H '${name}: ${value}'`);
  const token = as === null ? '' : ` -H "X-Auth-Token: $TOKEN_${as.toUpperCase()}"`;
  const data = body === undefined ? '' : ` --data-binary ${quoted(body)}`;
  const verb = method === 'GET' ? '' : ` -X ${method}`;
  return `curl -si${verb} "$GLANCE${withVariables(path, '')}"${token}${sent.join('')}${data}`;
}

function quoted(text: string): string {
  return withVariables(`'${text.replaceAll("'", `'\\''`)}'`, "'");
}
