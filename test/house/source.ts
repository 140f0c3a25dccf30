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

function sourceOf(path: string): Source {
  const text = readFileSync(root + path, 'utf8');
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return { path, tree, lines: rest.length + 1, generated: /generated/i.test(first) };
}

/** Collected once for each file: every rule looks at every node. */
const nodesOfTrees: WeakMap<ts.SourceFile, readonly ts.Node[]> = new WeakMap();

/** Every node of a file, outer before inner; its tokens and comments are none. */
export function nodesOf(tree: ts.SourceFile): readonly ts.Node[] {
  const known = nodesOfTrees.get(tree);
  if (known !== undefined) return known;
  const nodes: ts.Node[] = [];
  const collect = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, collect);
  };
  collect(tree);
  nodesOfTrees.set(tree, nodes);
  return nodes;
}

/** The line, counted from 1, on which a node starts (its docstring aside). */
export function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

/** Static and dynamic imports and re-exports, types too. */
export function importsOf(source: Source): readonly Import[] {
  return nodesOf(source.tree).flatMap((node): readonly Import[] => {
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
