import * as z from 'zod'
import { defineEntity, defineTable } from 'monotable'
import type { TableDeployment } from '../../../../src/cli/config/index.js'

/** A program of many tenants, each in partitions of its own, and a table for what is counted. */
const workspaces = defineTable({
  name: 'workspaces',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expires',
  indexes: {
    inverted: { partitionKey: 'sk', sortKey: 'pk', projection: 'keys-only' },
    'by-due': { partitionKey: 'duePk', sortKey: 'dueSk', projection: ['title', 'state', 'expires'] },
    byLabel: { local: true, sortKey: 'label', projection: 'keys-only' },
  },
})
const usage = defineTable({
  name: 'usage',
  partitionKey: { name: 'tenant', type: 'S' },
  sortKey: { name: 'minute', type: 'N' },
  stream: 'keys-only',
})

export const Member = defineEntity({
  name: 'Member',
  table: workspaces,
  schema: z.object({
    tenant: z.string(),
    memberId: z.uuid(),
    email: z.email(),
    role: z.enum(['owner', 'editor', 'reader']).default('reader'),
    joined: z.date(),
    avatar: z.instanceof(Uint8Array).optional(),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    secret: z.string(),
  }),
  key: { partitionKey: 'TENANT#{tenant}', sortKey: 'MEMBER#{memberId}' },
  access: { byMember: { index: 'inverted', partitionKey: 'MEMBER#{memberId}', sortKey: 'TENANT#{tenant}' } },
  unique: { email: { partitionKey: 'TENANT#{tenant}#EMAIL#{email}', sortKey: 'EMAIL' } },
  attributes: { secret: { hidden: true }, email: { storedName: 'mail' } },
  version: 'version',
})

export const Task = defineEntity({
  name: 'Task',
  table: workspaces,
  schema: z.object({
    tenant: z.string(),
    taskId: z.string().regex(/^[a-z0-9]{6}$/),
    title: z.string().min(1).max(200),
    slug: z.string(),
    state: z.enum(['open', 'done']),
    due: z.date().optional(),
    rank: z.number().int().min(0).max(999),
    label: z.string().optional(),
    assignee: z.string().nullable(),
    steps: z.array(z.object({ text: z.string(), isDone: z.boolean().default(false) })),
    contact: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('mail'), address: z.email() }),
      z.object({ kind: z.literal('phone'), number: z.string(), extension: z.number().optional() }),
    ]),
    seconds: z.codec(z.number(), z.bigint(), {
      decode: (value) => BigInt(value),
      encode: (value) => Number(value),
    }),
    place: z.tuple([z.number(), z.number()]).optional(),
    expires: z.date().optional(),
  }),
  key: { partitionKey: 'TENANT#{tenant}', sortKey: 'TASK#{taskId}' },
  access: {
    byDue: {
      index: 'by-due',
      partitionKey: 'TENANT#{tenant}#TASKS#{state}',
      sortKey: '{due}#{rank}',
    },
    byLabel: { index: 'byLabel', includeExpired: true },
  },
  attributes: { rank: { keyOrder: 'descending' } },
  derived: { slug: { from: ['title'], compute: ({ title }) => title.toLowerCase().replaceAll(' ', '-') } },
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

export const Usage = defineEntity({
  name: 'Usage',
  table: usage,
  schema: z.object({ tenant: z.string(), minute: z.number().int(), requests: z.number().int() }),
  key: { partitionKey: '{tenant}', sortKey: '{minute}' },
})

export const entities = { members: Member, tasks: Task, usages: Usage }

export const tables: Readonly<Record<string, TableDeployment>> = {
  workspaces: {
    billing: {
      mode: 'provisioned',
      read: { min: 5, max: 100, targetPercent: 70 },
      write: 5,
      indexes: { 'by-due': { write: { min: 2, max: 20, targetPercent: 60 } } },
    },
    tableClass: 'standard-infrequent-access',
    encryption: { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/0c6d9d7c-5c2e-4f8e-9b7e-0a1b2c3d4e5f' },
    pointInTimeRecovery: { days: 7 },
    kinesisStreamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/changes',
    contributorInsights: true,
  },
  usage: {
    billing: { mode: 'on-demand', maxReadUnits: 1000, maxWriteUnits: 500 },
    encryption: 'aws-managed',
    warmThroughput: { readUnits: 13000, writeUnits: 5000 },
  },
}
