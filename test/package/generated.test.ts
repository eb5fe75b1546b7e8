import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Consumer } from './packed.js'
import { install, readManifest, repositoryRoot } from './packed.js'

const files = [
  'repositories.ts',
  'table.json',
  'cloudformation.yaml',
  'cdk.ts',
  'terraform.tf.json',
  'iam-policy.json',
  'iam-policy.tenant.json',
  'schema.json',
  'workbench.json',
  'ACCESS-PATTERNS.md',
]

/** A program of the project: its types are those of the generated file, and its table that of the generated input. */
const program = `
import { readFileSync } from 'node:fs'
import { memory } from 'monotable/memory'
import type { NewOrder, Order, OrderByStatusQuery } from '../generated/repositories.js'
import { createDatabase } from '../generated/repositories.js'

const backend = memory()
await backend.execute('CreateTable', JSON.parse(readFileSync('generated/table.json', 'utf8')))
const db = createDatabase({ backend })
const order: NewOrder = { customerId: 'c1', orderId: 'o1', status: 'paid', placedAt: new Date(0), totalCents: 1999 }
const created: Order = await db.orders.create(order)
const paid = (query: OrderByStatusQuery): Promise<Order[]> => db.orders.query.byStatus(query).all()
const [found] = await paid({ status: 'paid', placedAt: { gte: new Date(0) } })
console.log(JSON.stringify(found) === JSON.stringify(created), created.version)
// @ts-expect-error -- there is no such status
export const wrong = () => db.orders.query.byStatus({ status: 'lost' })
// @ts-expect-error -- an order has no discount
export const missing = created.discount
`

describe('what the command of the tarball generates', () => {
  let consumer: Consumer
  let command: string
  let written: ReturnType<Consumer['node']>

  beforeAll(() => {
    consumer = install(inject('tarball'), ['@types/node'])
    const own = join(consumer.directory, 'node_modules/monotable')
    command = join(own, readManifest(own).bin?.['monotable'] ?? '')
    for (const name of ['aws-cdk-lib', 'constructs'])
      symlinkSync(join(repositoryRoot, 'node_modules', name), join(consumer.directory, 'node_modules', name))
    monotable('init')
    written = monotable('generate')
  })

  afterAll(() => consumer.remove())

  const monotable = (...args: string[]) => consumer.node(command, ...args)
  const json = (name: string): unknown => JSON.parse(consumer.read(`generated/${name}`))

  it('is all written, and said', () => {
    expect(written).toEqual({
      status: 0,
      stdout: files.map((name) => `wrote generated/${name}\n`).join(''),
      stderr: '',
    })
    expect(monotable('generate', '--check')).toEqual({
      status: 0,
      stdout: `generated is up to date: ${files.length} files\n`,
      stderr: '',
    })
  })

  it('is stale once the schema has changed, and until it is generated again', () => {
    const schema = consumer.read('src/schema.ts')
    const types = consumer.read('generated/repositories.ts')
    consumer.write(
      'src/schema.ts',
      schema.replace('totalCents: ', 'note: z.string().optional(), totalCents: '),
    )
    const { status, stdout, stderr } = monotable('generate', '--check')
    expect([status, stdout]).toEqual([3, ''])
    for (const name of ['repositories.ts', 'schema.json', 'workbench.json'])
      expect(stderr).toContain(`generated/${name} is stale\n`)
    expect(stderr).not.toContain('table.json')
    expect(consumer.read('generated/repositories.ts')).toBe(types)
    expect(monotable('generate')).toMatchObject({ status: 0, stderr: '' })
    expect(consumer.read('generated/repositories.ts')).toContain('note?: string | undefined')
    consumer.write('src/schema.ts', schema)
    expect(monotable('generate')).toMatchObject({ status: 0, stderr: '' })
    expect(consumer.read('generated/repositories.ts')).toBe(types)
  })

  it('is not written where the schema does not load or the call is wrong', () => {
    const types = consumer.read('generated/repositories.ts')
    const absent = monotable('generate', '--schema', 'src/absent.ts')
    expect([absent.status, absent.stdout]).toEqual([1, ''])
    expect(absent.stderr).toMatch(/^error: .*src\/absent\.ts/)
    const misspelt = monotable('generate', '--chek')
    expect([misspelt.status, misspelt.stdout]).toEqual([2, ''])
    expect(misspelt.stderr).toMatch(/unknown option '--chek'/)
    expect(consumer.read('generated/repositories.ts')).toBe(types)
  })

  it('compiles in the project, and runs there on the generated table', () => {
    consumer.write('source/program.ts', program)
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      skipLibCheck: true,
      outDir: 'built',
      rootDir: '.',
      types: ['node'],
    }
    consumer.write(
      'tsconfig.json',
      JSON.stringify({ compilerOptions, include: ['source', 'generated', 'src'] }),
    )
    const compiler = join(repositoryRoot, 'node_modules/typescript/bin/tsc')
    expect(consumer.node(compiler, '-p', '.')).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(consumer.node('built/source/program.js')).toEqual({ status: 0, stdout: 'true 1\n', stderr: '' })
  })

  it('is one table in every form', () => {
    const { TableName } = json('table.json') as { TableName: string }
    expect(TableName).toBe('shop')
    consumer.write(
      'synthesize.js',
      `import { App, Stack } from 'aws-cdk-lib'
      import { parse } from 'yaml'
      import { readFileSync } from 'node:fs'
      import { ShopTable } from './built/generated/cdk.js'
      const app = new App()
      const stack = new Stack(app, 'Stack')
      new ShopTable(stack, 'Shop')
      const keysOf = ({ Resources }) => Object.values(Resources).flatMap(({ Properties }) => Properties?.KeySchema ? [[Properties.TableName, Properties.KeySchema]] : [])
      const made = app.synth().getStackByName('Stack').template
      const written = parse(readFileSync('generated/cloudformation.yaml', 'utf8'))
      console.log(JSON.stringify([keysOf(made), keysOf(written)]))`,
    )
    const { status, stdout } = consumer.node('synthesize.js')
    expect(status).toBe(0)
    const { KeySchema } = json('table.json') as { KeySchema: unknown }
    expect(JSON.parse(stdout)).toEqual([[[TableName, KeySchema]], [[TableName, KeySchema]]])
    expect(json('terraform.tf.json')).toMatchObject({
      resource: { aws_dynamodb_table: { shop: { name: TableName, hash_key: 'pk', range_key: 'sk' } } },
    })
  })

  it('takes and refuses items as the entities do', () => {
    const ajv = new Ajv2020({ strict: false })
    formats.default.default(ajv)
    ajv.addSchema(json('schema.json') as object, 'shop')
    const validate = ajv.getSchema('shop#/$defs/NewOrder')
    const order = {
      customerId: 'c1',
      orderId: 'o1',
      status: 'paid',
      placedAt: '2030-01-02T00:00:00.000Z',
      totalCents: 1,
    }
    expect(validate?.(order)).toBe(true)
    expect(validate?.({ ...order, status: 'lost' })).toBe(false)
  })

  it('allows what the access patterns do, and tells of them', () => {
    expect(json('iam-policy.json')).toMatchObject({ Version: '2012-10-17' })
    expect(consumer.read('generated/iam-policy.json')).toContain('dynamodb:LeadingKeys')
    const page = consumer.read('generated/ACCESS-PATTERNS.md')
    expect(page).toContain('```mermaid')
    expect(page).toContain('byStatus')
  })

  it('is a data model from which a project can begin', () => {
    const other = install(inject('tarball'))
    const model = join(consumer.directory, 'generated/workbench.json')
    const { status, stdout, stderr } = other.node(command, 'init', '--from', model)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('loaded 4 samples into the engine\n')
    expect(other.read('src/schema.ts')).toContain("sortKey: 'ORDER#{orderId}'")
    expect(other.node(command, 'generate')).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(other.read('generated/table.json'))).toMatchObject({ TableName: 'shop' })
    other.remove()
  })
})
