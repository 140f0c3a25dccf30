// For whoever starts the sources by a file of TypeScript; `main.mjs` starts sooner.
// oxlint-disable-next-line import/no-unassigned-import
import './main.mjs';
