import { readFileSync, readdirSync, statSync } from 'node:fs';
import ts from 'typescript';
import { lineOf, nodesOf, root, type Source } from './source.ts';

const tests: ReadonlySet<string> = new Set(['it', 'test', 'describe', 'suite']);
const silencers: ReadonlySet<string> = new Set(['only', 'skip', 'todo']);

/** Tests that are switched off, or that switch the others off. */
export function silencedTests(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, tree }) =>
    nodesOf(tree, [ts.SyntaxKind.PropertyAccessExpression]).flatMap((node) => {
      if (!ts.isPropertyAccessExpression(node) || !silencers.has(node.name.text)) return [];
      const subject = node.expression.getText().split('.')[0] ?? '';
      if (!tests.has(subject)) return [];
      return `${path}:${lineOf(node)}: ${node.getText()}. Make the test pass, or remove it`;
    }),
  );
}

/** Places where the compiler was told to look away. */
export function silencedCompiler(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, tree, generated }) => {
    const comments = tree.text.split('\n').flatMap((line, index) => {
      return /@ts-(?:ignore|nocheck)\b/.test(line)
        ? `${path}:${index + 1}: ${line.trim()}. Correct the types`
        : [];
    });
    const casts = nodesOf(tree, [ts.SyntaxKind.AsExpression]).flatMap((node) => {
      const isAny = ts.isAsExpression(node) && node.type.kind === ts.SyntaxKind.AnyKeyword;
      return isAny
        ? `${path}:${lineOf(node)}: ${node.getText()}. Give it its type, or unknown and a check`
        : [];
    });
    return generated ? [] : [...comments, ...casts];
  });
}

/** Paths of one machine. The project's files work anywhere, so they name none. */
const machinePaths: RegExp = /(?<![\w.}-])\/(?:work|tmp|root|home)\/|\.\.\/shared\b/;

/** Lines of the project's text files that name a path of one machine. */
export function machinePathsInFiles(): string[] {
  return projectFiles()
    .filter((path) => !path.startsWith('.ci/'))
    .flatMap((path) =>
      readFileSync(root + path, 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          return machinePaths.test(line)
            ? `${path}:${index + 1}: ${line.trim()}. Name no machine's paths`
            : [];
        }),
    );
}

/** All text files of the project; what is installed, built, measured or made by a test of the same run is none of it. */
function projectFiles(): readonly string[] {
  return readdirSync(root)
    .filter((name) => !['.git', 'node_modules', 'dist', 'coverage', 'reports'].includes(name))
    .flatMap((name) => {
      if (statSync(root + name).isFile()) return [name];
      return readdirSync(root + name, { recursive: true, encoding: 'utf8' }).map((each) => `${name}/${each}`);
    })
    .filter((path) => !path.includes('/.run/'))
    .filter((path) => statSync(root + path).isFile() && !path.endsWith('.tgz'));
}
