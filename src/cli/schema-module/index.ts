export { loadSchema } from './load-schema.js'
export type { SchemaModule } from './schema-module.types.js'
