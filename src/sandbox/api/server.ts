import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { setTimeout as pause } from 'node:timers/promises'
import type { Backend } from '../methods/backend.ts'
import { methods } from '../methods/table.ts'
import { ApiError, RemarkedResult, tooManyRequests } from './api-error.ts'
import type { Args } from './args.ts'
import type { Call, Calls } from './calls.ts'
import type { Fault, Faults } from './faults.ts'
import { readArgs } from './read-args.ts'

export interface Server {
  token: string
  backend: Backend
  calls: Calls
  faults: Faults
}

export const MAX_BODY = 60 * 1024 * 1024

export interface Answer {
  status: number
  body: Record<string, unknown>
  waitSeconds?: number
}

/** Lines about requests would carry the token, which stands in every path. */
const QUIET = { logLevel: 'warn' } as const

/** The two families of routes: /bot<token>/<method> and /file/bot<token>/<path>. */
export async function serve(app: FastifyInstance, server: Server): Promise<void> {
  // An own scope, so that the host's parsers of bodies do not meet ours.
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY }, (_r, body, ready) =>
      ready(null, body),
    )
    scope.setErrorHandler((error: unknown, _request, reply) => answerFailure(reply, error))
    scope.route<{ Params: { token: string; method: string } }>({
      ...QUIET,
      method: ['GET', 'POST'],
      url: '/bot:token/:method',
      handler: (request, reply) => handleCall(server, request, reply),
    })
    scope.get<{ Params: { token: string; '*': string } }>(
      '/file/bot:token/*',
      QUIET,
      (request, reply) => sendFile(server, request.params.token, request.params['*'], reply),
    )
    // A long poll must not keep the host from closing.
    scope.addHook('preClose', (closed) => {
      server.backend.polling.close()
      closed()
    })
    done()
  })
}

type CallRequest = FastifyRequest<{ Params: { token: string; method: string } }>

async function handleCall(
  server: Server,
  request: CallRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (request.params.token !== server.token) {
    return send(reply, failed(new ApiError(401, 'Unauthorized')))
  }
  const answer = await answerCall(server, {
    method: request.params.method,
    url: request.url,
    contentType: request.headers['content-type'] ?? '',
    body: request.body as Buffer | undefined,
    response: reply.raw,
  })
  if (answer === 'reset') {
    reply.hijack()
    request.raw.socket.resetAndDestroy()
    return reply
  }
  if (answer === 'truncated') {
    reply.hijack()
    breakOff(request.raw.socket)
    return reply
  }
  return send(reply, answer)
}

const HALF_AN_ANSWER =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 400\r\n\r\n{"ok":true,"resu'

/** More is promised than comes. */
export function breakOff(socket: Socket): void {
  socket.write(HALF_AN_ANSWER, () => socket.destroy())
}

/** A call as it came over the wire, whatever server took it. */
export interface Arrived {
  method: string
  url: string
  contentType: string
  body: Buffer | undefined
  response: ServerResponse
}

/** Carries a call out and logs it; `reset`, `truncated`: a fault breaks the connection off. */
export async function answerCall(
  server: Server,
  { method, url, contentType, body, response }: Arrived,
): Promise<Answer | 'reset' | 'truncated'> {
  const call: Call = { method, params: {}, at: performance.now() }
  response.once('close', () => {
    if (!response.writableFinished) call.isGone = true
  })
  const answer = await carryOut(server, call, () => readArgs(url, contentType, body), response)
  call.answeredAt = performance.now()
  if (typeof answer === 'string') return answer
  call.status = answer.status
  if (answer.waitSeconds !== undefined) call.waitSeconds = answer.waitSeconds
  return answer
}

async function carryOut(
  server: Server,
  call: Call,
  read: () => Args,
  response: ServerResponse,
): Promise<Answer | 'reset' | 'truncated'> {
  try {
    const args = read()
    call.params = summary(args)
    server.calls.add(call)
    const faults = server.faults.strike(call.method, args.values)
    if (faults.length > 0) call.struck = faults.map(nameOf)
    // Without faults a call takes effect in the turn in which it is logged.
    const struck = faults.length > 0 ? await strikeBefore(faults) : undefined
    if (struck) return struck
    const onGone = (listener: () => void) => {
      response.once('close', () => {
        if (!response.writableFinished) listener()
      })
    }
    const result = await runMethod(server.backend, call.method, args, onGone)
    noteMade(call, result)
    return (faults.length > 0 && (await strikeAfter(faults))) || succeeded(result)
  } catch (error) {
    if (error instanceof ApiError) return failed(error)
    throw error
  }
}

function nameOf(fault: Fault): string {
  return 'afterEffect' in fault ? `${fault.kind}-after` : fault.kind
}

/** Edits give back the message that they changed: that is none that was made. */
function noteMade(call: Call, result: unknown): void {
  if (!call.method.toLowerCase().startsWith('send')) return
  const messages: unknown[] = Array.isArray(result) ? result : [result]
  const made = messages.flatMap((one) =>
    typeof one === 'object' && one !== null && 'message_id' in one ? [Number(one.message_id)] : [],
  )
  if (made.length > 0) call.made = made
}

/** Runs a method by its name; anything but the known ones is not found. */
export function runMethod(
  backend: Backend,
  name: string,
  args: Args,
  onGone: (listener: () => void) => void,
): unknown {
  const method = methods.get(name.toLowerCase())
  if (!method) throw new ApiError(404, 'Not Found')
  return method(args, backend, { onGone })
}

/** Faults that keep the call from taking effect; a delay only holds it up. */
async function strikeBefore(faults: Fault[]): Promise<Answer | 'reset' | undefined> {
  for (const fault of faults) {
    if (fault.kind === 'delay' && !fault.afterEffect) await pause(fault.ms)
    if (fault.kind === 'reset-before') return 'reset'
    if (fault.kind === 'flood') return failed(tooManyRequests(fault.retryAfter))
    if (fault.kind === 'error' && !fault.afterEffect) return failed(faultError(fault))
  }
  return undefined
}

/** Faults that spoil the answer to a call that took effect. */
async function strikeAfter(faults: Fault[]): Promise<Answer | 'reset' | 'truncated' | undefined> {
  for (const fault of faults) {
    if (fault.kind === 'delay' && fault.afterEffect) await pause(fault.ms)
    if (fault.kind === 'reset-after') return 'reset'
    if (fault.kind === 'truncated') return 'truncated'
    if (fault.kind === 'error' && fault.afterEffect) return failed(faultError(fault))
  }
  return undefined
}

function faultError({ code, description }: Extract<Fault, { kind: 'error' }>): ApiError {
  const usual = code === 502 ? 'Bad Gateway' : 'Internal Server Error'
  return new ApiError(code, description ?? usual)
}

function summary(args: Args): Record<string, unknown> {
  const params = { ...args.values }
  for (const [name, { fileName, bytes }] of Object.entries(args.files)) {
    params[name] = `<${fileName}, ${bytes.length} bytes>`
  }
  return params
}

function succeeded(result: unknown): Answer {
  if (result instanceof RemarkedResult) {
    const { result: value, description } = result
    return { status: 200, body: { ok: true, result: value, description } }
  }
  return { status: 200, body: { ok: true, result } }
}

export function failed(error: ApiError): Answer {
  const { code, message, parameters } = error
  const body = { ok: false, error_code: code, description: message }
  if (!parameters) return { status: code, body }
  const { retry_after: waitSeconds } = parameters
  const answer = { status: code, body: { ...body, parameters } }
  return waitSeconds === undefined ? answer : { ...answer, waitSeconds }
}

function send(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  return reply.code(status).type('application/json').send(JSON.stringify(body))
}

function answerFailure(reply: FastifyReply, error: unknown): FastifyReply {
  const code = (error as { code?: string }).code
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return send(reply, failed(new ApiError(413, 'Request Entity Too Large')))
  }
  reply.log.error(error)
  return send(reply, failed(new ApiError(500, 'Internal Server Error')))
}

function sendFile(server: Server, token: string, path: string, reply: FastifyReply): FastifyReply {
  if (token !== server.token) return send(reply, failed(new ApiError(401, 'Unauthorized')))
  const record = server.backend.files.atPath(path)
  if (!record) return send(reply, failed(new ApiError(404, 'Not Found')))
  return reply
    .type('application/octet-stream')
    .header('content-length', record.size)
    .send(createReadStream(server.backend.files.fullPath(record)))
}
