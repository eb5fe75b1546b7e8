import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { report } from './measured.js'

// Answers with a text that it was given, by the header that says which: what HTTP alone costs.
const answers = new Map<string, string>()
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const name = String(request.headers['x-answer'])
    const body = Buffer.concat(chunks).toString()
    if (request.headers['x-learn'] !== undefined) answers.set(name, body)
    const answer = answers.get(name) ?? body
    const length = Buffer.byteLength(answer)
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': length })
    response.end(answer)
  })
})
server.listen(0, '127.0.0.1', () => report((server.address() as AddressInfo).port))
