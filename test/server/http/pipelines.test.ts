import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Pipelines } from '../../../src/server/http/pipelines.js'
import { ask, jsonType, started, tableInput, tableNames } from '../support.js'

/** A request that waits, as far as a pipeline knows it. */
function waiting(pipelines: Pipelines, act = () => {}) {
  const request = new EventEmitter()
  const response = new EventEmitter()
  // Emitters are all that it knows of them.
  const isWaiting = pipelines.wait(
    request as unknown as IncomingMessage,
    response as unknown as ServerResponse,
    act,
  )
  return { isWaiting, getConnection: () => response.emit('socket'), close: () => request.emit('close') }
}

describe('a request that was sent ahead of answers', () => {
  it('waits for its connection, and lets others have a turn', async () => {
    let acts = 0
    const { getConnection } = waiting(new Pipelines(), () => (acts += 1))
    await turn()
    expect(acts).toBe(0)
    getConnection()
    expect(acts).toBe(0)
    await turn()
    expect(acts).toBe(1)
  })

  it('is refused when ten thousand wait, until one of them is done', () => {
    const pipelines = new Pipelines()
    const all = Array.from({ length: 10_000 }, () => waiting(pipelines))
    expect(all.every(({ isWaiting }) => isWaiting)).toBe(true)
    expect(waiting(pipelines).isWaiting).toBe(false)
    all[0]!.close()
    expect(waiting(pipelines).isWaiting).toBe(true)
  })
})

function requestText(operation: string, input: object): string {
  const body = JSON.stringify(input)
  return `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: ${jsonType}\r\nX-Amz-Target: DynamoDB_20120810.${operation}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** What comes back for requests sent at once, and for one after them that closes the connection. */
function answers(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const last = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
    const socket = connect(port, '127.0.0.1', () => socket.write(text + last))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  })
}

describe('requests sent at once on one connection', () => {
  it('are all answered, in order, one after the other', async () => {
    const { port } = await started()
    await ask(port, 'CreateTable', tableInput('t'))
    const texts = Array.from({ length: 300 }, (_, index) =>
      requestText('UpdateItem', {
        TableName: 't',
        Key: { pk: { S: 'a' } },
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': { N: String(index) } },
        ReturnValues: 'UPDATED_OLD',
      }),
    )
    const received = await answers(port, texts.join(''))
    const seen = [...received.matchAll(/"N":"(\d+)"/g)].map(([, n]) => Number(n))
    expect(seen).toEqual(Array.from({ length: 299 }, (_, index) => index))
    expect(received).toMatch(/healthy: [^ ]+ $/)
  })

  it('do not keep another connection waiting', async () => {
    const { port } = await started()
    await ask(port, 'CreateTable', tableInput('t'))
    await ask(port, 'PutItem', { TableName: 't', Item: { pk: { S: 'a' }, v: { S: 'x'.repeat(390_000) } } })
    const one = requestText('GetItem', { TableName: 't', Key: { pk: { S: 'a' } } })
    let isDone = false
    const all = answers(port, one.repeat(100)).then(() => (isDone = true))
    expect(await tableNames(port)).toEqual(['t'])
    expect(isDone).toBe(false)
    await all
  })

  it('that are left by their client are forgotten, and others are served', async () => {
    const { port } = await started()
    const many = requestText('ListTables', {}).repeat(3000)
    for (let index = 0; index < 5; index += 1) {
      const socket = connect(port, '127.0.0.1')
      await new Promise((resolve) => socket.write(many, resolve))
      socket.resetAndDestroy()
    }
    expect(await answers(port, requestText('ListTables', {}).repeat(3))).not.toContain('503')
  })
})
