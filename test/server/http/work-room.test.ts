import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import {
  answerStalledMilliseconds,
  batchGetSizeBytesMax,
  requestSizeBytesMax,
  requestsInWorkSizeBytesMax,
} from '../../../src/protocol/limits.js'
import { WorkRoom } from '../../../src/server/http/work-room.js'
import { ask, started, tableInput } from '../support.js'

const batch = 'DynamoDB_20120810.BatchGetItem'
const places = Math.floor(requestsInWorkSizeBytesMax / batchGetSizeBytesMax)

/** An answer, as far as the room knows it. */
class Answer extends EventEmitter {
  destroyed = false
  allowed: number | undefined
  #onTimeout = () => {}

  setTimeout(milliseconds: number, onTimeout: () => void) {
    this.allowed = milliseconds
    this.#onTimeout = onTimeout
  }

  stall() {
    this.#onTimeout()
  }

  destroy() {
    this.destroyed = true
    this.emit('close')
  }

  leave() {
    this.emit('close')
  }
}

/** Lets an answer in; `isThere` tells when it is. */
function entering(room: WorkRoom, target = batch, bodySizeBytes = 2) {
  const answer = new Answer()
  // Of a response, the room needs no more than this.
  const response = answer as unknown as ServerResponse
  const entered = room.enter(target, bodySizeBytes, response)
  return { answer, entered, settle: (length: number) => room.settle(response, length) }
}

function full() {
  const room = new WorkRoom()
  return { room, all: Array.from({ length: places }, () => entering(room)) }
}

test('large answers have room until there is no more, and the next ones wait in their order', async () => {
  const { room, all } = full()
  expect(all.every(({ entered }) => entered === true)).toBe(true)
  const seen: string[] = []
  const waiting = ['first', 'second'].map((name) => {
    const { entered } = entering(room)
    return Promise.resolve(entered).then(() => seen.push(name))
  })
  expect(entering(room, 'DynamoDB_20120810.GetItem').entered).toBe(true)
  all[0]?.answer.leave()
  await waiting[0]
  expect(seen).toEqual(['first'])
  all[1]?.answer.leave()
  await waiting[1]
  expect(seen).toEqual(['first', 'second'])
})

test('an answer that turns out to be small gives its room to others', async () => {
  const { room, all } = full()
  const { entered } = entering(room)
  all[0]?.settle(100)
  expect(await entered).toBe(true)
})

test('who goes away while waiting takes no room', async () => {
  const { room, all } = full()
  const gone = entering(room)
  const next = entering(room)
  gone.answer.destroy()
  all[0]?.answer.leave()
  expect(await gone.entered).toBe(false)
  expect(await next.entered).toBe(true)
})

test('a client that does not read a large answer is let go', async () => {
  const { room, all } = full()
  all[0]?.settle(2 * batchGetSizeBytesMax)
  const { entered } = entering(room)
  all[1]?.answer.leave()
  expect(all[0]?.answer.allowed).toBe(answerStalledMilliseconds)
  all[0]?.answer.stall()
  expect(await entered).toBe(true)
  expect(all[0]?.answer.destroyed).toBe(true)
})

test('a large answer of any operation counts', async () => {
  const room = new WorkRoom()
  const { answer, settle } = entering(room, 'DynamoDB_20120810.GetItem')
  settle(requestsInWorkSizeBytesMax)
  const { entered } = entering(room)
  expect(entered).toBeInstanceOf(Promise)
  answer.leave()
  expect(await entered).toBe(true)
})

test('large requests wait for each other as well, small ones never', async () => {
  const room = new WorkRoom()
  const put = 'DynamoDB_20120810.PutItem'
  const all = Array.from({ length: 4 }, () => entering(room, put, requestSizeBytesMax))
  expect(all.every(({ entered }) => entered === true)).toBe(true)
  const { entered } = entering(room, put, requestSizeBytesMax)
  expect(entered).toBeInstanceOf(Promise)
  expect(entering(room, put, 1000).entered).toBe(true)
  all[0]?.settle(2)
  expect(await entered).toBe(true)
})

test('as many clients as like get their large answers, each its own', async () => {
  const { port } = await started()
  await ask(port, 'CreateTable', tableInput('t'))
  const letters = ['a', 'b', 'c']
  for (const pk of letters) {
    await ask(port, 'PutItem', { TableName: 't', Item: { pk: { S: pk }, text: { S: pk.repeat(300_000) } } })
  }
  const answers = await Promise.all(
    Array.from({ length: places * 2 }, (_, index) => {
      const Keys = [{ pk: { S: letters[index % letters.length] } }]
      return ask(port, 'BatchGetItem', { RequestItems: { t: { Keys } } })
    }),
  )
  answers.forEach(({ json, status }, index) => {
    expect(status).toBe(200)
    expect(json).toMatchObject({ Responses: { t: [{ pk: { S: letters[index % letters.length] } }] } })
  })
})
