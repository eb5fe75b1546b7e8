import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** What Node says of bytes that are no HTTP request, and what a client is told. */
const statusLines: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/**
 * Answers a client that does not speak HTTP, or too slowly, and lets it go. `latest` is the answer to the last request of
 * the connection: those to requests before the fault come first, or the client would take this one for theirs.
 */
export function refuseConnection(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  latest: ServerResponse | undefined,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = statusLines[error.code ?? ''] ?? '400 Bad Request'
  const refuse = () => {
    // It may have sent more that is no HTTP while it waited.
    if (!socket.writable) return
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
  }
  if (latest === undefined || latest.writableFinished) refuse()
  else if (latest.req.complete) latest.once('finish', refuse)
  else if (latest.socket === null) latest.once('socket', refuse)
  else refuse()
}
