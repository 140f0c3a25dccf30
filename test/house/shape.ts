import ts from 'typescript';
import { lineOf, nodesOf, type Source } from './source.ts';

const linesPerFile = 300;
const linesPerFunction = 30;

/** Files and functions (`file#name`) that may be longer, each with the reason. */
const long: Readonly<Record<string, string>> = {};

/** Files that only re-export, each with the reason. */
const barrels: Readonly<Record<string, string>> = {
  'src/index.ts': 'the face of the package: one place to see what is public',
};

/** Words that say nothing about what a thing is. */
const emptyWords: RegExp = /^(managers?|helpers?|utils?|utility|utilities|services?|infos?)$/;

/** Names with an empty word (`file#name`, or a name anywhere), each with the reason. */
const allowedNames: Readonly<Record<string, string>> = {
  CatalogService: "Keystone's word: its catalog lists services",
  services: "Keystone's word: its catalog lists services",
  service: "Keystone's word: its catalog lists services",
  serviceView: "Keystone's word: its catalog lists services",
};

/** Files over the limit. */
export function longFiles(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path, lines, generated }) => lines > linesPerFile && !generated && !(path in long))
    .map(
      ({ path, lines }) => `${path}: ${lines} lines. Split it by reason to change (limit ${linesPerFile})`,
    );
}

/** Functions over the limit; a docstring does not count. */
export function longFunctions(sources: readonly Source[]): string[] {
  return sources
    .filter(({ generated }) => !generated)
    .flatMap(({ path, tree }) =>
      nodesOf(tree, functions)
        .filter(isFunction)
        .flatMap((node) => {
          const lines = tree.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(node);
          const name = nameOf(node);
          if (lines <= linesPerFunction || `${path}#${name}` in long) return [];
          return `${path}:${lineOf(node)}: ${name} has ${lines} lines. Split it (limit ${linesPerFunction})`;
        }),
    );
}

/** What may have a body. */
const functions: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
];

function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function nameOf(node: ts.FunctionLikeDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : 'a function without a name';
}

/** Files that hold nothing of their own. */
export function barrelFiles(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path, tree }) => {
      const { statements } = tree;
      const passesOn = statements.some(ts.isExportDeclaration);
      const holdsNothing = statements.every(
        (each) => ts.isExportDeclaration(each) || ts.isImportDeclaration(each),
      );
      return passesOn && holdsNothing && !(path in barrels);
    })
    .map(({ path }) => `${path}: only re-exports. Import from where things are, and remove it`);
}

/** Declared names and file names with words that say nothing. Wire words (keys of objects) are not declared here. */
export function emptyNames(sources: readonly Source[]): string[] {
  return sources
    .filter(({ generated }) => !generated)
    .flatMap(({ path, tree }) => {
      const names = nodesOf(tree, declaring).flatMap((node) => declaredName(node) ?? []);
      const file = wordsOf(path).some((word) => emptyWords.test(word)) ? [`${path}: the path`] : [];
      const wrong = names
        .filter(({ text }) => wordsOf(text).some((word) => emptyWords.test(word)))
        .filter(({ text }) => !(text in allowedNames) && !(`${path}#${text}` in allowedNames))
        .map((name) => `${path}:${lineOf(name)}: ${name.text}`);
      return [...file, ...wrong].map(
        (what) => `${what} says nothing about what it is. Name it in the field's terms`,
      );
    });
}

/** What has a name of its own. */
const declaring: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Parameter,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
];

function declaredName(node: ts.Node): ts.Identifier | undefined {
  const { name } = node as ts.NamedDeclaration;
  return name !== undefined && ts.isIdentifier(name) ? name : undefined;
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

/** Exceptions whose file is gone: a list of exceptions only shrinks if somebody watches it. */
export function staleExceptions(sources: readonly Source[]): string[] {
  const paths = new Set(sources.map(({ path }) => path));
  return [...Object.keys(long), ...Object.keys(allowedNames)]
    .filter((key) => key.includes('/') && !paths.has(key.split('#')[0] ?? ''))
    .map((key) => `test/house/shape.ts: the exception ${key} names no file. Remove it`);
}
