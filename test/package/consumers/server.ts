import type { Server, ServerAddress, ServerOptions } from 'monotable/server'
import { createServer } from 'monotable/server'

export const options: ServerOptions = { shared: true, memory: { timeToLiveLag: 0 } }
export const server: Server = createServer(options)

export async function ask(address: ServerAddress): Promise<number> {
  const response = await fetch(address.url)
  return response.status
}

const address = await server.listen({ port: 0 })
console.log(await ask(address), address.host === '127.0.0.1')
await server.close()

// @ts-expect-error: a port is a number
void (() => server.listen({ port: '8000' }))
