import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

const library = defineTable({
  name: 'library',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
})

export const Author = defineEntity({
  name: 'Author',
  table: library,
  schema: z.object({ authorId: z.string(), firstName: z.string(), lastName: z.string() }),
  key: { partitionKey: 'AUTHOR#{authorId}', sortKey: 'AUTHOR' },
  access: {
    byName: { index: 'gsi1', partitionKey: 'AUTHORS#{lastName}', sortKey: '{firstName}#{authorId}' },
  },
})

/** A book of an author, in the shelf of its genre. */
export const Genre = defineEntity({
  name: 'Genre',
  table: library,
  schema: z.object({ genre: z.string(), isbn: z.string(), title: z.string(), authorId: z.string() }),
  key: { partitionKey: 'GENRE#{genre}', sortKey: 'BOOK#{isbn}' },
  access: { byAuthor: { index: 'gsi1', partitionKey: 'BOOKS#{authorId}', sortKey: '{isbn}#{genre}' } },
})

export const Copy = defineEntity({
  name: 'Copy',
  table: library,
  schema: z.object({
    isbn: z.string(),
    copyId: z.string(),
    state: z.enum(['available', 'loaned']),
    memberId: z.string().optional(),
    dueAt: z.date().optional(),
  }),
  key: { partitionKey: 'BOOK#{isbn}', sortKey: 'COPY#{copyId}' },
  access: {
    byState: { index: 'gsi1', partitionKey: 'COPIES#{isbn}', sortKey: '{state}#{copyId}' },
    // A copy that nobody has is not in this index: it has neither a member nor a date.
    byMember: { index: 'gsi2', partitionKey: 'LOANS#{memberId}', sortKey: '{dueAt}#{isbn}#{copyId}' },
  },
  version: 'version',
})

export const Member = defineEntity({
  name: 'Member',
  table: library,
  schema: z.object({ memberId: z.string(), name: z.string(), loans: z.number().int().min(0).default(0) }),
  key: { partitionKey: 'MEMBER#{memberId}', sortKey: 'MEMBER' },
})

export const entities = { authors: Author, genres: Genre, copies: Copy, members: Member }
