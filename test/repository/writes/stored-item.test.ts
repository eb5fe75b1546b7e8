import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { memory } from '../../../src/engine/index.js'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'

let runs: string[] = []

/** Attributes that become another value whenever they go through the schema. */
const Post = defineEntity({
  name: 'Post',
  table: defineTable({ name: 'posts', partitionKey: 'pk', sortKey: 'sk' }),
  schema: z
    .strictObject({
      blog: z.string(),
      id: z.string(),
      title: z.string().transform((text) => (runs.push('title'), `${text}!`)),
      words: z.string().transform((text) => (runs.push('words'), text.split(' ').length)),
      marks: z.array(z.string().overwrite((text) => `<${text}>`)).default([]),
      slug: z.string().transform((text) => (runs.push('slug'), text.toLowerCase())),
      secret: z
        .string()
        .transform((text) => `${text}?`)
        .optional(),
    })
    .refine(({ words }) => words < 10, 'too long'),
  key: { partitionKey: 'BLOG#{blog}', sortKey: 'POST#{id}' },
  version: 'version',
  timestamps: { createdAt: 'createdAt' },
  attributes: { secret: { hidden: true } },
  derived: { slug: { from: ['title'], compute: ({ title }) => title } },
})

const key = { blog: 'b', id: '1' }
const open = async () => {
  const db = createDatabase({ backend: memory(), entities: { posts: Post } })
  await db.createTables()
  return db.posts
}
let posts: Awaited<ReturnType<typeof open>>
beforeEach(async () => {
  posts = await open()
  runs = []
})

describe('one-way transforms', () => {
  const create = () => posts.create({ ...key, title: 'Abc', words: 'a b', marks: ['m'] })

  test('run once when an item is created, and once for a derived attribute, of what was made of its source', async () => {
    const created = await create()
    expect(created).toMatchObject({ title: 'Abc!', words: 2, marks: ['<m>'], slug: 'abc!', version: 1 })
    expect(runs.toSorted()).toEqual(['slug', 'title', 'words'])
    expect(await posts.get(key)).toEqual(created)
  })

  test('do not run in modify on what stays as it was, and once on what is changed', async () => {
    const created = await create()
    runs = []
    expect(await posts.modify(key, (post) => ({ ...post }))).toEqual({ ...created, version: 2 })
    expect(runs).toEqual(['slug'])
    const changed = await posts.modify(key, (post) => ({ ...post, title: 'New' }))
    expect(changed).toEqual({ ...created, title: 'New!', slug: 'new!', version: 3 })
  })

  test('run in modify on an element that is changed in place', async () => {
    await create()
    const changed = await posts.modify(key, (post) => {
      post.marks.push('n')
      return post
    })
    expect(changed?.marks).toEqual(['<<m>>', '<n>'])
  })

  test('do not run in modify on what is hidden from it', async () => {
    await posts.create({ ...key, title: 'Abc', words: 'a b', secret: 's' })
    await posts.modify(key, (post) => ({ ...post, title: 'New' }))
    const secret = posts.scan().where((o, { eq }) => eq(o.secret, 's?'))
    expect(await secret.count()).toBe(1)
  })

  test('do not run in move', async () => {
    const created = await create()
    const whole = { ...created, secret: undefined }
    const moved = await posts.move(whole, { id: '2' })
    expect(moved).toEqual({ ...created, id: '2', version: 2 })
  })

  test('leave it to refinements of the whole to refuse what they were changed to, all problems at once', async () => {
    await create()
    const long = 'a b c d e f g h i j'
    await expect(posts.modify(key, (post) => ({ ...post, words: long as never }))).rejects.toMatchObject({
      code: 'schema.invalid',
      message: 'Post: too long',
    })
    await expect(
      posts.create({ ...key, title: 1 as never, words: 'a', marks: [2 as never] }),
    ).rejects.toMatchObject({
      code: 'schema.invalid',
      details: { issues: [{ path: ['title'] }, { path: ['marks', 0] }, { path: ['slug'] }] },
    })
    await expect(posts.modify(key, (post) => ({ ...post, other: 1 }))).rejects.toMatchObject({
      code: 'schema.invalid',
      message: expect.stringContaining('other'),
    })
  })
})
