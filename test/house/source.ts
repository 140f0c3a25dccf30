import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** The project's directory, with a slash at its end. */
export const root: string = `${normalize(`${import.meta.dirname}/../..`)}/`;

/** A TypeScript file of the project as the house rules see it. */
export interface Source {
  /** Path below the project's directory, e.g. `src/http/route.ts`. */
  readonly path: string;
  readonly tree: ts.SourceFile;
  readonly lines: number;
  /** Generated files say so in their first line. */
  readonly generated: boolean;
}

/** What a file imports: a file of the project, or a package (`node:fs`, `@noble/hashes`). */
export interface Import {
  readonly line: number;
  readonly file: string | null;
  readonly package: string | null;
}

/** All TypeScript files below the given directory of the project. */
export function sourcesIn(directory: string): readonly Source[] {
  return (
    readdirSync(root + directory, { recursive: true, encoding: 'utf8' })
      // What the examples of the documents are run as comes and goes meanwhile.
      .filter((name) => name.endsWith('.ts') && !name.startsWith('readme/.run/'))
      .toSorted()
      .map((name) => sourceOf(`${directory}/${name}`))
  );
}

/** No rule reads docstrings. */
const parsing: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

function sourceOf(path: string): Source {
  const text = readFileSync(root + path, 'utf8');
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const tree = ts.createSourceFile(path, text, parsing, true);
  return { path, tree, lines: rest.length + 1, generated: /generated/i.test(first) };
}

/** Collected once for each file: every rule looks at some. */
const nodesOfTrees: WeakMap<ts.SourceFile, ReadonlyMap<ts.SyntaxKind, readonly ts.Node[]>> = new WeakMap();

/** The nodes of a file of some kinds, outer before inner among those of a kind; its tokens and comments are none. */
export function nodesOf(tree: ts.SourceFile, kinds: readonly ts.SyntaxKind[]): readonly ts.Node[] {
  const known = nodesOfTrees.get(tree) ?? nodesByKind(tree);
  nodesOfTrees.set(tree, known);
  return kinds.flatMap((kind) => known.get(kind) ?? []);
}

function nodesByKind(tree: ts.SourceFile): ReadonlyMap<ts.SyntaxKind, readonly ts.Node[]> {
  const nodes = new Map<ts.SyntaxKind, ts.Node[]>();
  const collect = (node: ts.Node): void => {
    const alike = nodes.get(node.kind);
    if (alike === undefined) nodes.set(node.kind, [node]);
    else alike.push(node);
    ts.forEachChild(node, collect);
  };
  collect(tree);
  return nodes;
}

/** The line, counted from 1, on which a node starts (its docstring aside). */
export function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

/** What may name a file or a package. */
const importing: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.ImportType,
];

const importsOfSources: WeakMap<Source, readonly Import[]> = new WeakMap();

/** Static and dynamic imports and re-exports, types too. */
export function importsOf(source: Source): readonly Import[] {
  const known = importsOfSources.get(source) ?? importsIn(source);
  importsOfSources.set(source, known);
  return known;
}

function importsIn(source: Source): readonly Import[] {
  return nodesOf(source.tree, importing).flatMap((node): readonly Import[] => {
    const name = importedName(node);
    if (name === undefined) return [];
    const isFile = name.startsWith('.');
    const file = isFile ? normalize(join(dirname(source.path), name)) : null;
    return [{ line: lineOf(node), file, package: isFile ? null : packageOf(name) }];
  });
}

function importedName(node: ts.Node): string | undefined {
  const name =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : undefined;
  return name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined;
}

function packageOf(name: string): string {
  if (name.startsWith('node:')) return name;
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
