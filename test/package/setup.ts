import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { pack, repositoryRoot, temporaryDirectory } from './packed.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** The package as it would be published, built and packed once for all tests of this folder. */
    readonly tarball: string
  }
}

export function setup(project: TestProject): () => void {
  const destination = temporaryDirectory()
  project.provide('tarball', pack(repositoryRoot, destination))
  return () => rmSync(destination, { recursive: true, force: true })
}
