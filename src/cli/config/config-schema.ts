import * as z from 'zod'

const units = z.int().min(1)
const bounds = z.strictObject({ maxReadUnits: units.optional(), maxWriteUnits: units.optional() })
const capacity = z.union([
  units,
  z
    .strictObject({ min: units, max: units, targetPercent: z.number().min(20).max(90) })
    .refine(({ min, max }) => min <= max, 'min is above max'),
])

const billing = z.discriminatedUnion('mode', [
  bounds.extend({ mode: z.literal('on-demand'), indexes: z.record(z.string(), bounds).optional() }),
  z.strictObject({
    mode: z.literal('provisioned'),
    read: capacity,
    write: capacity,
    indexes: z
      .record(z.string(), z.strictObject({ read: capacity.optional(), write: capacity.optional() }))
      .optional(),
  }),
])

const keyArn = z.string().regex(/^arn:[\w-]+:kms:/, "it is the key's ARN: arn:aws:kms:…")
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'it is a region, such as eu-west-1')

const deployment = z.strictObject({
  tableName: z
    .string()
    .regex(/^[\w.-]{3,255}$/, "it has 3 to 255 characters out of a-z, A-Z, 0-9, '_', '-' and '.'")
    .optional(),
  billing: billing.optional(),
  tableClass: z.enum(['standard', 'standard-infrequent-access']).optional(),
  encryption: z
    .union([z.enum(['aws-owned', 'aws-managed']), z.strictObject({ kmsKeyArn: keyArn })])
    .optional(),
  pointInTimeRecovery: z.union([z.boolean(), z.strictObject({ days: z.int().min(1).max(35) })]).optional(),
  deletionProtection: z.boolean().optional(),
  kinesisStreamArn: z
    .string()
    .regex(/^arn:[\w-]+:kinesis:/, "it is the stream's ARN: arn:aws:kinesis:…")
    .optional(),
  replicas: z.array(z.union([region, z.strictObject({ region, kmsKeyArn: keyArn.optional() })])).optional(),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).optional(),
  contributorInsights: z.boolean().optional(),
  warmThroughput: z.strictObject({ readUnits: units, writeUnits: units }).optional(),
})

/** What a configuration has to look like: the type `Config`. */
const configSchema = z.strictObject({
  schema: z.string().min(1).optional(),
  output: z.string().min(1).optional(),
  lock: z.string().min(1).optional(),
  tables: z.record(z.string(), deployment).optional(),
})

/** The first thing that is wrong with a configuration: where it stands, and what. */
export function configProblem(value: unknown): string | undefined {
  const issue = configSchema.safeParse(value).error?.issues[0]
  if (issue === undefined) return undefined
  const { path, message } = deepest(issue)
  return `${path.map(String).join('.') || 'the configuration'}: ${message}`
}

type Issue = z.core.$ZodIssue

/** Of a union, the complaint of the branch that came furthest: the others are not what was meant. */
function deepest(issue: Issue): { readonly path: readonly PropertyKey[]; readonly message: string } {
  if (issue.code !== 'invalid_union') return issue
  const inner = issue.errors.flat().map(deepest)
  const furthest = inner.toSorted((one, other) => other.path.length - one.path.length)[0]
  if (furthest === undefined || furthest.path.length === 0)
    return { path: issue.path, message: inner.map(({ message }) => message).join(', or ') || issue.message }
  return { path: [...issue.path, ...furthest.path], message: furthest.message }
}
