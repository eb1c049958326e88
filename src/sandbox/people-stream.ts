import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerResponse } from 'node:http'

const heartbeatMs = 20_000

export interface Stream {
  send(event: string, data: object): void
  attach(request: FastifyRequest, reply: FastifyReply, clock: object): void
}

/** Server-sent events to every open page. Ends its connections before the server closes. */
export function openStream(app: FastifyInstance): Stream {
  const open = new Set<ServerResponse>()
  const heartbeat = setInterval(() => {
    for (const page of open) page.write(': still here\n\n')
  }, heartbeatMs)
  heartbeat.unref()

  app.addHook('preClose', (done) => {
    clearInterval(heartbeat)
    for (const page of open) page.end()
    done()
  })

  return {
    send(event, data) {
      for (const page of open) page.write(line(event, data))
    },
    attach(request, reply, clock) {
      reply.hijack()
      const page = reply.raw
      page.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-content-type-options': 'nosniff',
      })
      page.write(line('clock', clock))
      open.add(page)
      request.raw.on('close', () => open.delete(page))
    },
  }
}

function line(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
