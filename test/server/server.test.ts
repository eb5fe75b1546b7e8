import { Agent, request } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import { createServer } from 'monotable/server'
import { ask, jsonType, send, started, tableInput, tableNames } from './support.js'

describe('a server', () => {
  it('says where it can be reached, by this machine only unless told otherwise', async () => {
    const server = createServer()
    const address = await server.listen({ port: 0 })
    expect(address).toEqual({
      host: '127.0.0.1',
      port: address.port,
      url: `http://127.0.0.1:${address.port}`,
    })
    expect(address.port).toBeGreaterThan(0)
    await server.close()
  })

  it('binds to other addresses when told to', async () => {
    const server = createServer()
    const { url, port } = await server.listen({ port: 0, host: '::1' })
    expect(url).toBe(`http://[::1]:${port}`)
    await server.close()
  })

  it('binds to no address without a name, which would be all of them', async () => {
    await expect(createServer().listen({ port: 0, host: '' })).rejects.toMatchObject({
      code: 'server.host-empty',
    })
  })

  it('rejects when its port is taken', async () => {
    const { port } = await started()
    await expect(createServer().listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('answers the SDK', async () => {
    const { url } = await started()
    const client = new DynamoDBClient({
      endpoint: url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    })
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([])
    client.destroy()
  })

  it('keeps connections, and answers what is sent on one in order', async () => {
    const { port } = await started()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ports = new Set<number | undefined>()
    for (let index = 0; index < 5; index += 1) {
      await new Promise<void>((resolve) => {
        const headers = { 'Content-Type': jsonType, 'X-Amz-Target': 'DynamoDB_20120810.ListTables' }
        const sent = request({ port, host: '127.0.0.1', method: 'POST', agent, headers }, (response) => {
          ports.add(response.socket.localPort)
          response.resume().on('end', resolve)
        })
        sent.end('{}')
      })
    }
    agent.destroy()
    expect(ports.size).toBe(1)
  })

  it('takes the clock of its memory', async () => {
    const clock = { now: () => Date.parse('2030-01-01'), sleep: async () => {} }
    const { port } = await started({ memory: { clock } })
    const { json } = await ask(port, 'CreateTable', tableInput('t'))
    expect(json).toMatchObject({ TableDescription: { CreationDateTime: Date.parse('2030-01-01') / 1000 } })
  })
})

describe('closing', () => {
  it('may be asked for twice, and before there is anything to close', async () => {
    const server = createServer()
    await Promise.all([server.close(), server.close()])
    await expect(server.close()).resolves.toBeUndefined()
  })

  it('is for good: nobody can listen again', async () => {
    const server = createServer()
    await server.close()
    await expect(server.listen({ port: 0 })).rejects.toMatchObject({ code: 'server.closed' })
  })

  it.each([0, 1, 5, 20])(
    'overtakes a server that is about to listen, %i ms after it was told',
    async (time) => {
      const server = createServer()
      const probe = createTcpServer().listen(0, '127.0.0.1')
      await new Promise((resolve) => probe.on('listening', resolve))
      const { port: free } = probe.address() as AddressInfo
      await new Promise((resolve) => probe.close(resolve))
      const listening = server.listen({ port: free }).catch((error: { code: string }) => error.code)
      if (time > 0) await pause(time)
      await server.close()
      expect([
        'server.closed',
        { host: '127.0.0.1', port: free, url: `http://127.0.0.1:${free}` },
      ]).toContainEqual(await listening)
      await expect(tableNames(free)).rejects.toThrow('ECONNREFUSED')
    },
  )

  it('finishes the request that is running, and closes idle connections at once', async () => {
    const { server, port } = await started()
    const idle = connect(port, '127.0.0.1')
    await new Promise((resolve) => idle.on('connect', resolve))
    const closed = new Promise((resolve) => idle.on('close', resolve))
    const body = Buffer.from('{}')
    const headers = {
      'Content-Type': jsonType,
      'X-Amz-Target': 'DynamoDB_20120810.ListTables',
      'Content-Length': '2',
    }
    const running = request({ port, host: '127.0.0.1', method: 'POST', headers })
    const reply = new Promise<{ status?: number; connection?: string }>((resolve, reject) => {
      running.on('error', reject)
      running.on('response', (response) => {
        response.resume()
        resolve({ status: response.statusCode!, connection: response.headers.connection! })
      })
    })
    running.write(body.subarray(0, 1))
    await pause(50)
    const begin = Date.now()
    const closing = server.close()
    await closed
    running.end(body.subarray(1))
    expect(await reply).toEqual({ status: 200, connection: 'close' })
    await closing
    expect(Date.now() - begin).toBeLessThan(2000)
    await expect(tableNames(port)).rejects.toThrow('ECONNREFUSED')
  })

  it('does not wait for ever', async () => {
    const { server, port } = await started()
    const stuck = connect(port, '127.0.0.1')
    stuck.on('error', () => {})
    await new Promise<void>((resolve) => stuck.on('connect', resolve))
    stuck.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{')
    await pause(50)
    const begin = Date.now()
    await server.close()
    expect(Date.now() - begin).toBeLessThan(7000)
  })

  it('frees the port', async () => {
    const { server, port } = await started()
    await server.close()
    const next = createTcpServer().listen(port, '127.0.0.1')
    await new Promise((resolve) => next.on('listening', resolve))
    expect((next.address() as AddressInfo).port).toBe(port)
    next.close()
  })
})

it('two servers share nothing', async () => {
  const [first, second] = [await started(), await started()]
  await ask(first.port, 'CreateTable', tableInput('t'))
  expect(await tableNames(second.port)).toEqual([])
  expect((await send(second.port, { method: 'GET' })).status).toBe(200)
})
