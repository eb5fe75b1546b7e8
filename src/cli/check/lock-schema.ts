import * as z from 'zod'

const keyAttribute = z.object({ name: z.string(), type: z.enum(['S', 'N', 'B']) })

const key = z.array(
  z.object({
    name: z.string(),
    template: z.string().optional(),
    holes: z
      .record(z.string(), z.object({ form: z.string(), values: z.array(z.string()).optional() }))
      .optional(),
    shards: z.int().optional(),
    copyOf: z.string().optional(),
  }),
)

const memberForm = z.object({
  get form() {
    return form
  },
  optional: z.literal(true).optional(),
})

const form: z.ZodType = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ values: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])) }),
    z.strictObject({ list: form }),
    z.strictObject({ tuple: z.array(form), rest: form.optional() }),
    z.strictObject({ set: z.string(), of: form }),
    z.strictObject({ map: z.record(z.string(), memberForm), rest: form.optional() }),
    z.strictObject({ record: form, key: form }),
    z.strictObject({ union: z.array(form), discriminator: z.string().optional() }),
    z.strictObject({ nullable: form }),
    z.strictObject({ codec: form }),
    z.strictObject({ recursive: z.int() }),
  ]),
)

const entity = z.object({
  entityValue: z.string().optional(),
  key,
  indexes: z.record(z.string(), z.object({ accessPattern: z.string(), key })),
  unique: z.record(z.string(), key).optional(),
  attributes: z.record(
    z.string(),
    z.object({ name: z.string().optional(), form, optional: z.literal(true).optional() }),
  ),
  version: z.string().optional(),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  softDelete: z.string().optional(),
})

const table = z.object({
  partitionKey: keyAttribute,
  sortKey: keyAttribute.optional(),
  timeToLive: z.string().optional(),
  stream: z.string().optional(),
  entityAttribute: z.string().optional(),
  indexes: z.record(
    z.string(),
    z.object({
      kind: z.enum(['global', 'local']),
      partitionKey: z.array(keyAttribute),
      sortKey: z.array(keyAttribute),
      projection: z.union([z.string(), z.array(z.string())]),
    }),
  ),
  entities: z.record(z.string(), entity),
})

const lock = z.object({ version: z.literal(1), tables: z.record(z.string(), table) })

/** The first thing about a lock file that is not as `monotable check` writes it. */
export function lockProblem(value: unknown): string | undefined {
  const issue = lock.safeParse(value).error?.issues[0]
  return issue === undefined ? undefined : `${issue.path.map(String).join('.')}: ${issue.message}`
}
