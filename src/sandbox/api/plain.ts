import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from './api-error.ts'
import { answerCall, breakOff, failed, MAX_BODY, type Answer, type Server } from './server.ts'

/** `/bot<token>/<method>`, with or without a query. */
const CALL = /^\/bot([^/]+)\/(\w+)(?:\?|$)/

/**
 * Answers calls of methods on a plain HTTP server, for loads in which a web framework would cost more than the calls.
 * Files are not served here.
 */
export function plainListener(
  server: Server,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const [, token, method] = CALL.exec(request.url ?? '') ?? []
    if (token !== server.token || method === undefined) {
      const isOurs = token === server.token
      send(
        response,
        failed(isOurs ? new ApiError(404, 'Not Found') : new ApiError(401, 'Unauthorized')),
      )
      return
    }
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= MAX_BODY) parts.push(part)
    })
    request.on('end', () => {
      if (size > MAX_BODY) {
        send(response, failed(new ApiError(413, 'Request Entity Too Large')))
        return
      }
      const [first] = parts
      const body = parts.length > 1 ? Buffer.concat(parts) : first
      void answer(server, method, body, request, response)
    })
  }
}

async function answer(
  server: Server,
  method: string,
  body: Buffer | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answered = await answerCall(server, {
    ...{ method, body, response },
    url: request.url ?? '',
    contentType: request.headers['content-type'] ?? '',
  })
  if (answered === 'reset') request.socket.resetAndDestroy()
  else if (answered === 'truncated') breakOff(request.socket)
  else send(response, answered)
}

/** In one write: head and body go out together. */
function send(response: ServerResponse, { status, body }: Answer): void {
  const text = Buffer.from(JSON.stringify(body))
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length })
  response.end(text)
}
