import type { TableDeployment } from '../config/index.js'
import type { SchemaModule } from '../schema-module/index.js'

/** What files are generated from. */
export interface GenerateInput {
  readonly schema: SchemaModule
  /** Facts of deployment, by the names of the tables in the schema. */
  readonly tables: Readonly<Record<string, TableDeployment>>
  /** The folder that the files are for, by its absolute path: imports in them are relative to it. */
  readonly output: string
}

/** What `monotable generate` writes, before anything is written. */
export interface GeneratedFiles {
  /** The texts, by the names of their files. */
  readonly files: ReadonlyMap<string, string>
  /** What a file cannot say, and what to do about it. */
  readonly warnings: readonly string[]
}
