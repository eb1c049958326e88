import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
} from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { webhookRoute, type Receive } from './webhook-route.ts'

/** Receiving a whole request; a sandbox file of 20 MB on a slow line still gets through. */
const REQUEST_MS = 60_000
/** What is still being answered when the desk stops has this long. */
const LAST_ANSWERS_MS = 5_000
/** A browser that is led here shows nothing, runs nothing and keeps nothing. A route with a page says otherwise. */
const FOR_BROWSERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export interface ServerOptions {
  /** Updates are being taken: 200 at /readyz. */
  readonly ready: () => boolean
  /** Webhook mode: keeps an update for good. Resolves when it is committed. */
  readonly receive?: Receive
  /** What Telegram must send along with every update. */
  readonly secret?: string
  readonly logger: FastifyBaseLogger
  readonly metrics?: Registry
}

/** The HTTP server, not yet listening: health, metrics and the webhook. Others add their routes. */
export function createServer(options: ServerOptions): FastifyInstance {
  const server: FastifyInstance = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }), // paths may hold the token
    requestTimeout: REQUEST_MS,
  })
  server.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return reply.code(status).send({ error: error.message })
    request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed')
    return reply.code(status).send({ error: 'The server failed; its log says why.' })
  })
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(FOR_BROWSERS)
    done()
  })
  server.addHook('preClose', (done) => {
    setTimeout(() => server.server.closeAllConnections(), LAST_ANSWERS_MS).unref()
    done()
  })
  healthRoutes(server, options.ready)
  metricsRoute(server, options.metrics ?? new Registry())
  if (options.receive) webhookRoute(server, options.receive, options.secret ?? '')
  return server
}

function healthRoutes(server: FastifyInstance, ready: () => boolean): void {
  server.get('/healthz', () => ({ status: 'alive' }))
  server.get('/readyz', (_request, reply) =>
    ready()
      ? reply.send({ status: 'ready' })
      : reply.code(503).header('retry-after', '1').send({ status: 'not ready' }),
  )
}

function metricsRoute(server: FastifyInstance, registry: Registry): void {
  collectDefaultMetrics({ register: registry })
  server.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
