import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { ask, jsonType, send, started, tableInput } from '../support.js'

it('sends a long answer whole, with its length and checksum, however it is encoded', async () => {
  const { port } = await started()
  await ask(port, 'CreateTable', tableInput('t'))
  // An odd number of units before each pair of surrogates in half of them: some pair lies where a part ends.
  const text = (index: number) => `${index % 2 === 0 ? 'a' : ''}${'😀'.repeat(95_000)}`
  const Keys = Array.from({ length: 30 }, (_, index) => ({ pk: { S: String(index) } }))
  for (const [index, { pk }] of Keys.entries())
    await ask(port, 'PutItem', { TableName: 't', Item: { pk, v: { S: text(index) } } })
  const body = JSON.stringify({ RequestItems: { t: { Keys } } })
  const headers = { 'Content-Type': jsonType, 'X-Amz-Target': 'DynamoDB_20120810.BatchGetItem' }
  for (const encoding of ['identity', 'gzip']) {
    const reply = await send(port, { headers: { ...headers, 'Accept-Encoding': encoding }, body })
    expect(reply.headers['content-length']).toBe(String(reply.bytes.length))
    expect(reply.headers['x-amz-crc32']).toBe(String(crc32(reply.bytes)))
    if (encoding === 'gzip') continue
    const { Responses } = reply.json as { Responses: { t: { pk: { S: string }; v: { S: string } }[] } }
    expect(Responses.t).toHaveLength(30)
    expect(Responses.t.every(({ pk, v }) => v.S === text(Number(pk.S)))).toBe(true)
  }
}, 30_000)
