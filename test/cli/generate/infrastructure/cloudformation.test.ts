import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { generated } from '../support.js'

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>
  >
}
const templateOf = (text: string | undefined) => parse(text ?? '', { version: '1.1' }) as Template

describe('cloudformation.yaml', () => {
  it('has every table, and keeps it when its stack goes', () => {
    const { Resources } = templateOf(generated('workspaces').files.get('cloudformation.yaml'))
    expect(Resources['Workspaces']).toMatchObject({
      Type: 'AWS::DynamoDB::Table',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        SSESpecification: {
          SSEEnabled: true,
          SSEType: 'KMS',
          KMSMasterKeyId: expect.stringContaining('arn:aws:kms'),
        },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
        KinesisStreamSpecification: { StreamArn: expect.stringContaining('stream/changes') },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      },
    })
    expect(Resources['Usage']?.Properties).toMatchObject({
      OnDemandThroughput: { MaxReadRequestUnits: 1000, MaxWriteRequestUnits: 500 },
      WarmThroughput: { ReadUnitsPerSecond: 13000, WriteUnitsPerSecond: 5000 },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    })
  })

  it('scales what is between bounds, and nothing else', () => {
    const { Resources } = templateOf(generated('workspaces').files.get('cloudformation.yaml'))
    const targets = Object.values(Resources).filter(({ Type }) => Type.endsWith('::ScalableTarget'))
    expect(
      targets.map(({ Properties: { ResourceId, ScalableDimension, MinCapacity, MaxCapacity } }) => [
        JSON.stringify(ResourceId)
          .replace(/[^a-z/-]/gi, ' ')
          .trim()
          .split(/ +/)
          .at(-1),
        ScalableDimension,
        MinCapacity,
        MaxCapacity,
      ]),
    ).toEqual([
      ['Workspaces', 'dynamodb:table:ReadCapacityUnits', 5, 100],
      ['/index/inverted', 'dynamodb:index:ReadCapacityUnits', 5, 100],
      ['/index/by-due', 'dynamodb:index:ReadCapacityUnits', 5, 100],
      ['/index/by-due', 'dynamodb:index:WriteCapacityUnits', 2, 20],
    ])
  })

  it('makes a global table of one that has replicas, each with its own key and backups', () => {
    const { Resources } = templateOf(generated('worldwide').files.get('cloudformation.yaml'))
    expect(Object.keys(Resources)).toEqual(['Shop'])
    const { Type, Properties: properties } = Resources['Shop'] ?? { Type: '', Properties: {} }
    expect(Type).toBe('AWS::DynamoDB::GlobalTable')
    const replicas = properties['Replicas'] as Readonly<Record<string, unknown>>[]
    expect(replicas.map(({ Region }) => Region)).toEqual([
      { Ref: 'AWS::Region' },
      'us-east-1',
      'ap-southeast-2',
    ])
    for (const replica of replicas)
      expect(replica).toMatchObject({
        PointInTimeRecoverySpecification: { RecoveryPeriodInDays: 14 },
        SSESpecification: {
          KMSMasterKeyId: expect.stringContaining(
            typeof replica['Region'] === 'string' ? replica['Region'] : 'eu-west-1',
          ),
        },
      })
    expect(replicas.map((replica) => 'KinesisStreamSpecification' in replica)).toEqual([true, false, false])
  })

  it('quotes what the YAML of before takes for something else', () => {
    const tags = { answer: 'on', date: '2026-01-01', number: '08', yes: 'no' }
    const text = generated('shop', { shop: { tags } }).files.get('cloudformation.yaml')
    expect(templateOf(text).Resources['Shop']?.Properties['Tags']).toEqual(
      Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    )
  })
})
