import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deployedNames } from '../../../src/cli/config/deployed-names.js'
import { configProblem } from '../../../src/cli/config/config-schema.js'
import { defineConfig } from '../../../src/cli/config/index.js'
import { loadProject } from '../../../src/cli/config/load-project.js'
import { loadSchema } from '../../../src/cli/schema-module/index.js'
import { orderSchema, testProject } from '../project.js'

const config = (text: string) =>
  `import { defineConfig } from 'monotable/config'\nexport default defineConfig(${text})\n`

describe('loadProject', () => {
  it('finds the configuration, and takes its paths from its folder', async () => {
    const { folder } = testProject({
      'deep/monotable.config.ts': config("{ schema: './model.ts', output: '../out', lock: 'a.json' }"),
      'deep/model.ts': '',
    })
    expect(await loadProject({ config: 'deep/monotable.config.ts' })).toEqual({
      configFile: join(folder, 'deep/monotable.config.ts'),
      folder: join(folder, 'deep'),
      schemaFile: join(folder, 'deep/model.ts'),
      outputFolder: join(folder, 'out'),
      lockFile: join(folder, 'deep/a.json'),
      tables: {},
    })
  })

  it('needs none where the schema is named, or where it usually is', async () => {
    const { folder } = testProject({ 'src/schema.ts': '', 'other.ts': '' })
    const usual = await loadProject({})
    expect([usual.configFile, usual.schemaFile]).toEqual([undefined, join(folder, 'src/schema.ts')])
    expect(usual.lockFile).toBe(join(folder, 'monotable.lock.json'))
    expect((await loadProject({ schema: 'other.ts' })).schemaFile).toBe(join(folder, 'other.ts'))
  })

  it.each([
    [
      {},
      {},
      /^there is neither monotable\.config\.ts nor src\/schema\.ts: name the schema module with --schema/,
    ],
    [{}, { schema: 'no.ts' }, /^the schema module no\.ts is not there: see --schema$/],
    [{}, { config: 'no.ts' }, /^the configuration no\.ts is not there: see --config$/],
    [{ 'monotable.config.ts': config('{}') }, {}, /is not there: see schema in monotable\.config\.ts$/],
    [{ 'monotable.config.ts': 'export const a = 1' }, {}, /^monotable\.config\.ts: it has no default export/],
    [
      { 'monotable.config.ts': config("{ tables: { shop: { tableName: 'a b' } } }") },
      {},
      /^monotable\.config\.ts: tables\.shop\.tableName: it has 3 to 255 characters/,
    ],
    [
      { 'monotable.config.ts': 'export default {{' },
      {},
      /^Unexpected token\n {2}at monotable\.config\.ts:1:17\n/,
    ],
  ])('says what is wrong: %j %j', async (files, options, message) => {
    testProject(files)
    await expect(loadProject(options)).rejects.toThrow(message)
  })
})

describe('a configuration', () => {
  it('may say everything that a table can be in AWS', () => {
    const full = defineConfig({
      tables: {
        shop: {
          tableName: 'shop-production',
          billing: {
            mode: 'provisioned',
            read: { min: 1, max: 10, targetPercent: 70 },
            write: 5,
            indexes: { gsi1: { read: 2 } },
          },
          tableClass: 'standard-infrequent-access',
          encryption: { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/k' },
          pointInTimeRecovery: { days: 7 },
          deletionProtection: true,
          kinesisStreamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/s',
          replicas: ['eu-central-1', { region: 'us-gov-west-1', kmsKeyArn: 'arn:aws-us-gov:kms:x' }],
          tags: { team: 'shop' },
          contributorInsights: true,
          warmThroughput: { readUnits: 12_000, writeUnits: 4000 },
        },
        audit: { billing: { mode: 'on-demand', maxReadUnits: 5, indexes: { gsi1: { maxWriteUnits: 1 } } } },
      },
    })
    expect(configProblem(full)).toBeUndefined()
  })

  it.each<[unknown, string]>([
    [3, 'the configuration: '],
    [{ shcema: 'a' }, 'the configuration: Unrecognized key: "shcema"'],
    [{ tables: { shop: { billing: { mode: 'free' } } } }, 'tables.shop.billing'],
    [{ tables: { shop: { billing: { mode: 'provisioned', read: 1 } } } }, 'tables.shop.billing.write: '],
    [
      {
        tables: {
          shop: { billing: { mode: 'provisioned', read: { min: 3, max: 1, targetPercent: 70 }, write: 1 } },
        },
      },
      'tables.shop.billing.read',
    ],
    [
      {
        tables: {
          shop: { billing: { mode: 'provisioned', read: { min: 1, max: 1, targetPercent: 7 }, write: 1 } },
        },
      },
      'tables.shop.billing.read.targetPercent: ',
    ],
    [
      { tables: { shop: { replicas: ['europe'] } } },
      'tables.shop.replicas.0: it is a region, such as eu-west-1',
    ],
    [
      { tables: { shop: { encryption: { kmsKeyArn: 'k' } } } },
      "tables.shop.encryption.kmsKeyArn: it is the key's ARN",
    ],
    [{ tables: { shop: { pointInTimeRecovery: { days: 36 } } } }, 'tables.shop.pointInTimeRecovery.days: '],
  ])('is told where it is wrong: %j', (value, start) => {
    expect(configProblem(value)?.slice(0, start.length)).toBe(start)
  })

  it('speaks of tables that the schema has', async () => {
    const project = testProject({
      'src/schema.ts': orderSchema(),
      'monotable.config.ts': config("{ tables: { shop: { tableName: 'shop-live' } } }"),
      'other.config.ts': config('{ tables: { shopp: {} } }'),
    })
    const schema = await loadSchema(join(project.folder, 'src/schema.ts'))
    expect(deployedNames(await loadProject({}), schema)).toEqual({ shop: 'shop-live' })
    const other = await loadProject({ config: 'other.config.ts' })
    expect(() => deployedNames(other, schema)).toThrow(
      'other.config.ts: tables.shopp: src/schema.ts has no table shopp; it has shop',
    )
  })
})
