import type { Problem, SourceFile } from '../source-file.js'

const kebabCase = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/

/** Files and folders are kebab-case, each part between dots on its own: `key-template.types.ts`. */
export function namesAreKebabCase(file: SourceFile): Problem[] {
  return file.path
    .split('/')
    .filter((name) => !kebabCase.test(name))
    .map((name) => ({ path: file.path, message: `name "${name}" in kebab-case` }))
}
