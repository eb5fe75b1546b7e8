/* Types that were wrong, too wide or not to be written down in other mappers. Links are to where their users say so. */
import { createDatabase, defineEntity, defineTable } from 'monotable'
import type { AnyEntity, Backend, Item, Key, NewItem, Patch, Repository } from 'monotable'
import { describe, expectTypeOf, it } from 'vitest'
import * as z from 'zod'

declare const backend: Backend

const table = defineTable({
  name: 'shelf',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    keys: { partitionKey: 'k1', sortKey: 'k2', projection: 'keys-only' },
    some: { partitionKey: 's1', sortKey: 's2', projection: ['title', 'pages', '_entity'] },
  },
})

const Book = defineEntity({
  name: 'Book',
  table,
  schema: z.object({
    isbn: z.string(),
    title: z.string(),
    pages: z.number().int().optional(),
    state: z.enum(['new', 'used']),
    shelf: z.string(),
    chapters: z.array(
      z.object({ heading: z.string(), pages: z.array(z.number()), note: z.string().optional() }),
    ),
    label: z.string(),
  }),
  key: { partitionKey: 'BOOK#{isbn}', sortKey: 'BOOK' },
  access: {
    byShelf: { index: 'keys', partitionKey: 'SHELF#{shelf}', sortKey: '{isbn}' },
    byState: { index: 'some', partitionKey: 'STATE#{state}', sortKey: '{isbn}' },
  },
  attributes: { isbn: { storedName: 'i' } },
  derived: {
    label: {
      from: ['state', 'title'],
      compute: (values) => {
        // https://github.com/tywalch/electrodb/issues/512
        expectTypeOf(values).toEqualTypeOf<{ state: 'new' | 'used'; title: string }>()
        return `${values.title} (${values.state})`
      },
    },
  },
})

const db = createDatabase({ backend, entities: { books: Book } })

describe('the type of an item', () => {
  // https://github.com/dynamoose/dynamoose/issues/1071
  // https://github.com/sensedeep/dynamodb-onetable/issues/391
  it('is declared once, in the schema, and has no any in its lists', () => {
    expectTypeOf<Item<typeof Book>['chapters'][number]['heading']>().toEqualTypeOf<string>()
    expectTypeOf<Item<typeof Book>['chapters'][number]['pages']>().toEqualTypeOf<number[]>()
    expectTypeOf<NewItem<typeof Book>>().not.toHaveProperty('label')
    expectTypeOf<Key<typeof Book>>().toEqualTypeOf<{ isbn: string }>()
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/343
  it('comes of a definition without as const, and the same of one with it', () => {
    const schema = z.object({ noteId: z.string(), words: z.array(z.string()) })
    const key = { partitionKey: 'NOTE#{noteId}', sortKey: 'NOTE' } as const
    const Inline = defineEntity({
      name: 'Note',
      table,
      schema,
      key: { partitionKey: 'NOTE#{noteId}', sortKey: 'NOTE' },
    })
    const Constant = defineEntity({ name: 'Note', table, schema, key })
    expectTypeOf<Item<typeof Inline>>().toEqualTypeOf<{ noteId: string; words: string[] }>()
    expectTypeOf<Item<typeof Constant>>().toEqualTypeOf<Item<typeof Inline>>()
    expectTypeOf<Key<typeof Constant>>().toEqualTypeOf<{ noteId: string }>()
  })
})

describe('what an index gives', () => {
  // https://github.com/tywalch/electrodb/issues/556
  // https://github.com/tywalch/electrodb/issues/558
  // https://github.com/tywalch/electrodb/issues/559
  it('has what the index projects and nothing else: neither too wide, nor empty, nor keys that may be absent', async () => {
    const [key] = await db.books.query.byShelf({ shelf: 'a' }).all()
    expectTypeOf(key!).toEqualTypeOf<{ isbn: string; shelf: string }>()
    const [some] = await db.books.query.byState({ state: 'new' }).all()
    expectTypeOf(some!).toEqualTypeOf<{
      isbn: string
      title: string
      pages?: number | undefined
      state: 'new' | 'used'
    }>()
    // @ts-expect-error -- chapters are not in the index
    void some?.chapters
  })
})

describe('a projection', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1036
  it('goes through lists and maps, and keeps their types', async () => {
    const [row] = await db.books.query.primary({ isbn: 'i' }).select('title', 'chapters[0].heading').all()
    expectTypeOf(row!.title).toEqualTypeOf<string>()
    expectTypeOf(row!.chapters[0]!.heading).toEqualTypeOf<string>()
    // @ts-expect-error -- there is no such path
    db.books.query.primary({ isbn: 'i' }).select('chapters[0].heding')
  })
})

describe('a condition', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1252
  it('may be about an attribute of the key, by its name in the schema', () => {
    void db.books.update({ isbn: 'i' }, { set: { pages: 7 } }, { where: (b, { eq }) => eq(b.isbn, 'i') })
    // @ts-expect-error -- an isbn is text
    void db.books.update({ isbn: 'i' }, { set: { pages: 7 } }, { where: (b, { eq }) => eq(b.isbn, 7) })
  })
})

describe('code over entities', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1094
  it('is written without a cast: a repository of any entity, a store of one', () => {
    async function copy<TEntity extends AnyEntity>(
      from: Repository<TEntity>,
      to: Repository<TEntity>,
      key: Key<TEntity>,
    ): Promise<Item<TEntity> | undefined> {
      const item = await from.get(key)
      if (item !== undefined) await from.delete(item)
      return to.get(key)
    }
    expectTypeOf(copy(db.books, db.books, { isbn: 'i' })).toEqualTypeOf<
      Promise<Item<typeof Book> | undefined>
    >()

    class Shelf {
      readonly #books: Repository<typeof Book>
      constructor(books: Repository<typeof Book>) {
        this.#books = books
      }
      add(book: NewItem<typeof Book>): Promise<Item<typeof Book>> {
        return this.#books.create(book)
      }
      change(isbn: string, patch: Patch<typeof Book>): Promise<Item<typeof Book>> {
        return this.#books.update({ isbn }, { set: patch }, { reindex: 'read' })
      }
    }
    void new Shelf(db.books)
  })
})

describe('forty attributes', () => {
  const n = z.number()
  const Wide = defineEntity({
    name: 'Wide',
    table,
    // prettier-ignore
    schema: z.object({
      id: z.string(), nested: z.object({ deep: z.object({ deeper: z.object({ deepest: z.array(z.string()) }) }) }),
      a0: n, a1: n, a2: n, a3: n, a4: n, a5: n, a6: n, a7: n, a8: n, a9: n, b0: n, b1: n, b2: n, b3: n, b4: n, b5: n, b6: n, b7: n, b8: n,
      b9: n, c0: n, c1: n, c2: n, c3: n, c4: n, c5: n, c6: n, c7: n, c8: n, c9: n, d0: n, d1: n, d2: n, d3: n, d4: n, d5: n, d6: n, d7: n,
    }),
    key: { partitionKey: 'WIDE#{id}', sortKey: 'WIDE' },
  })
  const wide = createDatabase({ backend, entities: { wide: Wide } }).wide

  // https://github.com/sam-goodwin/typesafe-dynamodb/issues/29
  it('are not too deep for a condition, a projection and an update about many of them', async () => {
    const query = wide.query
      .primary({ id: 'i' })
      .where((w, { gt, and }) =>
        // prettier-ignore
        and(gt(w.a0, 0), gt(w.a1, 0), gt(w.a2, 0), gt(w.a3, 0), gt(w.a4, 0), gt(w.a5, 0), gt(w.a6, 0), gt(w.a7, 0), gt(w.a8, 0), gt(w.a9, 0),
          gt(w.b0, 0), gt(w.b1, 0), gt(w.b2, 0), gt(w.b3, 0), gt(w.b4, 0), gt(w.b5, 0), gt(w.b6, 0), gt(w.b7, 0), gt(w.b8, 0), gt(w.b9, 0)),
      )
      // prettier-ignore
      .select(
        'a0',
        'a1',
        'a2',
        'a3',
        'a4',
        'a5',
        'a6',
        'a7',
        'a8',
        'a9',
        'b0',
        'b1',
        'b2',
        'b3',
        'b4',
        'b5',
        'b6',
        'b7',
        'b8',
        'b9',
        'nested.deep.deeper.deepest',
      )
    const row = await query.first()
    expectTypeOf(row!.b9).toEqualTypeOf<number>()
    expectTypeOf(row!.nested.deep.deeper.deepest).toEqualTypeOf<string[]>()
    // prettier-ignore
    void wide.update({ id: 'i' }, { set: { a0: 1, a1: 1, a2: 1, a3: 1, a4: 1, a5: 1, a6: 1, a7: 1, a8: 1, a9: 1, b0: 1, b1: 1, b2: 1, b3: 1 } })
  })
})
