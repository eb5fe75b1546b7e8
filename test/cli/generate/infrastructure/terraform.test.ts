import { describe, expect, it } from 'vitest'
import type { BlockShape } from '../provider-arguments.js'
import provider from '../provider-arguments.json' with { type: 'json' }
import { exampleNames, generated } from '../support.js'
import type { Example } from '../support.js'

type Block = Readonly<Record<string, unknown>>
interface Configuration {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>
}
const configurationOf = (name: Example, ...more: [Parameters<typeof generated>[1]?]): Configuration =>
  JSON.parse(generated(name, ...more).files.get('terraform.tf.json') ?? '') as Configuration

const resources: Readonly<Record<string, BlockShape>> = provider.resources

/** Arguments that Terraform itself takes in every resource, and the comment that its JSON form has. */
const terraformsOwn = new Set(['lifecycle', '//'])

/** What a block says that the provider does not know, and what it lacks, by the path. */
function problems(block: Block, shape: BlockShape, path: string): string[] {
  const missing = Object.entries(shape).flatMap(([argument, { isRequired }]) =>
    isRequired && !(argument in block) ? [`${path}.${argument} is missing`] : [],
  )
  const others = Object.entries(block).flatMap(([argument, value]) => {
    if (terraformsOwn.has(argument)) return []
    const known = shape[argument]
    if (known === undefined) return [`${path}.${argument} is unknown`]
    if (known.block === undefined) return isPlain(value) ? [] : [`${path}.${argument} is no block`]
    const below = known.block
    return [value].flat().flatMap((each) => problems(each as Block, below, `${path}.${argument}`))
  })
  return [...missing, ...others]
}

/** A value, a list of values, or a map of them such as tags. */
const isPlain = (value: unknown): boolean =>
  typeof value !== 'object' || Object.values(value ?? {}).every((each) => typeof each !== 'object')

describe.each(exampleNames)('terraform.tf.json of %s', (name) => {
  it('has nothing but arguments of the provider, and all that it demands', () => {
    const found = Object.entries(configurationOf(name).resource).flatMap(([type, blocks]) =>
      Object.entries(blocks).flatMap(([label, block]) =>
        resources[type] === undefined
          ? [`${type} is unknown`]
          : problems(block, resources[type], `${type}.${label}`),
      ),
    )
    expect(found).toEqual([])
  })

  it('declares the attributes that its keys name, and no others, which Terraform refuses', () => {
    for (const table of Object.values(configurationOf(name).resource['aws_dynamodb_table'] ?? {})) {
      const keys = [
        table,
        ...[table['global_secondary_index'] ?? [], table['local_secondary_index'] ?? []].flat(),
      ]
      const named = (keys as Block[]).flatMap(({ hash_key: hash, range_key: range }) => [hash, range])
      const declared = (table['attribute'] as Block[]).map(({ name: attribute }) => attribute)
      expect(new Set(declared)).toEqual(new Set(named.filter((each) => each !== undefined)))
    }
  })
})

describe('the check of arguments', () => {
  it('finds what the provider does not know, at any depth', () => {
    const shape = resources['aws_dynamodb_table'] ?? {}
    expect(
      problems({ name: 'a', hashKey: 'pk', ttl: { attribute: 'x' }, tags: { a: 'b' } }, shape, 't'),
    ).toEqual(['t.hashKey is unknown', 't.ttl.attribute is unknown'])
    expect(problems({ attribute: [{ name: 'a' }] }, shape, 't')).toEqual([
      't.name is missing',
      't.attribute.type is missing',
    ])
  })
})

describe('terraform.tf.json', () => {
  it('leaves to auto scaling what it moves', () => {
    const { resource } = configurationOf('workspaces')
    expect(resource['aws_dynamodb_table']?.['workspaces']?.['lifecycle']).toEqual({
      prevent_destroy: true,
      ignore_changes: ['read_capacity', 'write_capacity', 'global_secondary_index'],
    })
    expect(
      resource['aws_appautoscaling_target']?.['workspaces_index_by_due_write'] ??
        resource['aws_appautoscaling_target'],
    ).toMatchObject({
      workspaces_indexbydue_write: {
        resource_id: 'table/${aws_dynamodb_table.workspaces.name}/index/by-due',
        scalable_dimension: 'dynamodb:index:WriteCapacityUnits',
        min_capacity: 2,
      },
    })
  })

  it('says in place what it leaves out', () => {
    const table = configurationOf('shop').resource['aws_dynamodb_table']?.['shop']
    expect(table?.['//']).toContain('leaves out index byRegion')
    expect(JSON.stringify(table?.['global_secondary_index'])).not.toContain('byRegion')
    expect(table?.['lifecycle']).toMatchObject({ ignore_changes: ['global_secondary_index'] })
  })

  it('takes no text for a template', () => {
    const tags = configurationOf('shop').resource['aws_dynamodb_table']?.['shop']?.['tags']
    expect(tags).toMatchObject({ 'cost-center': "it's $${42}" })
  })
})
