import { describe, expect, it } from 'vitest'
import type { Tag } from '../../../src/protocol/tags.js'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { backendWith, plain, refused } from '../support.js'

const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/plain'
const other = 'arn:aws:dynamodb:us-east-1:000000000000:table/other'
const some = (count: number, prefix = 'key'): Tag[] =>
  Array.from({ length: count }, (_, at) => ({
    Key: `${prefix}${String(at).padStart(2, '0')}`,
    Value: `${at}`,
  }))

const tag = (backend: MemoryBackend, Tags: Tag[], ResourceArn = arn) =>
  backend.execute('TagResource', { ResourceArn, Tags })
const untag = (backend: MemoryBackend, ...TagKeys: string[]) =>
  backend.execute('UntagResource', { ResourceArn: arn, TagKeys })
const tags = async (backend: MemoryBackend) =>
  (await backend.execute('ListTagsOfResource', { ResourceArn: arn })).Tags

describe('tags', () => {
  it('are added, replaced and removed by key', async () => {
    const backend = await backendWith([plain])
    expect(
      await tag(backend, [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '' },
      ]),
    ).toEqual({})
    await tag(backend, [
      { Key: 'a', Value: '2' },
      { Key: 'A', Value: '3' },
    ])
    expect(await tags(backend)).toEqual([
      { Key: 'A', Value: '3' },
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '' },
    ])
    expect(await untag(backend, 'a', 'nowhere')).toEqual({})
    expect(await tags(backend)).toEqual([
      { Key: 'A', Value: '3' },
      { Key: 'b', Value: '' },
    ])
  })

  it('can come with the table, and are part of a snapshot', async () => {
    const backend = await backendWith([{ ...plain, Tags: [{ Key: 'a', Value: '1' }] }])
    const before = backend.snapshot()
    await untag(backend, 'a')
    expect(await tags(backend)).toEqual([])
    backend.restore(before)
    expect(await tags(backend)).toEqual([{ Key: 'a', Value: '1' }])
  })

  it('are listed ten at a time', async () => {
    const backend = await backendWith([{ ...plain, Tags: some(25) }])
    const listed: Tag[] = []
    const sizes: number[] = []
    let NextToken: string | undefined
    do {
      const page = await backend.execute('ListTagsOfResource', { ResourceArn: arn, NextToken })
      listed.push(...(page.Tags ?? []))
      sizes.push(page.Tags?.length ?? 0)
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    expect(sizes).toEqual([10, 10, 5])
    expect(listed).toEqual(some(25))
  })

  it('are fifty at most', async () => {
    const backend = await backendWith([{ ...plain, Tags: some(49) }])
    await tag(backend, [...some(2), { Key: 'fiftieth', Value: '' }])
    const tooMany =
      'LimitExceededException: Subscriber limit exceeded: There is a limit of 50 tags per resource'
    expect(await refused(tag(backend, [{ Key: 'more', Value: '' }]))).toBe(tooMany)
    expect(await refused(backend.execute('CreateTable', { ...plain, Tags: some(51) }))).toBe(tooMany)
    await tag(backend, some(49))
  })

  it('have keys and values of limited length', async () => {
    const backend = await backendWith([plain])
    const [key, value] = ['k'.repeat(129), 'v'.repeat(257)]
    expect(
      await refused(
        tag(backend, [
          { Key: key, Value: value },
          { Key: '', Value: undefined },
        ]),
      ),
    ).toBe(
      'ValidationException: 4 validation errors detected: ' +
        `Value '${key}' at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128; ` +
        `Value '${value}' at 'tags.1.member.value' failed to satisfy constraint: Member must have length less than or equal to 256; ` +
        "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value null at 'tags.2.member.value' failed to satisfy constraint: Member must not be null",
    )
    await tag(backend, [{ Key: key.slice(1), Value: value.slice(1) }])
  })

  it('have keys that are their own and given once', async () => {
    const backend = await backendWith([plain])
    expect(await refused(tag(backend, [{ Key: 'aws:mine', Value: '' }]))).toBe(
      'ValidationException: One or more parameter values were invalid: Tag keys must not start with the reserved prefix aws:. Key: aws:mine',
    )
    expect(await refused(tag(backend, [...some(1), ...some(1)]))).toBe(
      'ValidationException: One or more parameter values were invalid: Duplicate tag key: key00',
    )
  })
})

describe('the resource that is tagged', () => {
  const calls = {
    TagResource: (backend: MemoryBackend, ResourceArn: string | undefined) =>
      backend.execute('TagResource', { ResourceArn, Tags: some(1) }),
    UntagResource: (backend: MemoryBackend, ResourceArn: string | undefined) =>
      backend.execute('UntagResource', { ResourceArn, TagKeys: ['a'] }),
    ListTagsOfResource: (backend: MemoryBackend, ResourceArn: string | undefined) =>
      backend.execute('ListTagsOfResource', { ResourceArn }),
  }

  it.each(Object.entries(calls))('of %s is the ARN of a table', async (_, call) => {
    const backend = await backendWith([plain])
    const refusal = (given: string | undefined) => refused(call(backend, given))
    expect(await refusal(undefined)).toBe('ValidationException: Invalid TableArn')
    for (const strange of ['plain', 'a:b:c:d:e:f/g', `${arn}/index/one`]) {
      expect(await refusal(strange)).toBe(
        `ValidationException: Invalid TableArn: Invalid ResourceArn provided as input ${strange}`,
      )
    }
  })

  it.each(Object.entries(calls))('of %s is there, in this account and region', async (name, call) => {
    const backend = await backendWith([plain])
    for (const missing of [other, arn.replace('us-east-1', 'eu-west-1')]) {
      expect(await refused(call(backend, missing))).toBe(
        name === 'UntagResource'
          ? 'ResourceNotFoundException: Requested resource not found'
          : `ResourceNotFoundException: Requested resource not found: ResourcArn: ${missing} not found`,
      )
    }
  })

  it('is looked at in turn with what is to be done', async () => {
    const backend = await backendWith([plain])
    const strange = 'a:b:c:d:e:f/g'
    const noTags = { ResourceArn: strange, Tags: undefined }
    expect(await refused(backend.execute('TagResource', noTags))).toBe(
      "ValidationException: 1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null",
    )
    const noKeys = { ResourceArn: strange, TagKeys: undefined }
    expect(await refused(backend.execute('UntagResource', noKeys))).toBe(
      "ValidationException: 1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
    )
    expect(await refused(tag(backend, [], other))).toBe(
      'ValidationException: Atleast one Tag needs to be provided as Input.',
    )
    expect(await refused(untag(backend))).toBe(
      'ValidationException: Atleast one Tag Key needs to be provided as Input.',
    )
  })
})
