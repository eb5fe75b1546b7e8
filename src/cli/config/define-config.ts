import type { Config } from './config.types.js'

/**
 * States where the schema is and what the command should know of its tables.
 *
 * @example
 * ```ts
 * // monotable.config.ts
 * export default defineConfig({
 *   schema: './src/schema.ts',
 *   output: './generated',
 *   tables: { shop: { tableName: 'shop-production', pointInTimeRecovery: true } },
 * })
 * ```
 */
export function defineConfig(config: Config): Config {
  return config
}
