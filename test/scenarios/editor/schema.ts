import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

const desk = defineTable({ name: 'desk', partitionKey: 'pk', sortKey: 'sk' })

export const Document = defineEntity({
  name: 'Document',
  table: desk,
  schema: z.object({
    documentId: z.string(),
    title: z.string(),
    lines: z.array(z.string()),
    words: z.number().int().min(0).default(0),
  }),
  key: { partitionKey: 'DOCUMENT#{documentId}', sortKey: 'DOCUMENT' },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

/** What a document was before it was changed. */
export const Revision = defineEntity({
  name: 'Revision',
  table: desk,
  schema: z.object({
    documentId: z.string(),
    version: z.number().int().min(1).max(999_999),
    title: z.string(),
    lines: z.array(z.string()),
  }),
  key: { partitionKey: 'DOCUMENT#{documentId}', sortKey: 'REVISION#{version}' },
})

export const entities = { documents: Document, revisions: Revision }
