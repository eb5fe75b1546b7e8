export { loadSchema } from './load-schema.js'
export { noBackend, openDatabase } from './open-database.js'
export type { OpenDatabase, OpenRepository } from './open-database.js'
export type { SchemaModule } from './schema-module.types.js'
