import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import http, { type ServerResponse } from 'node:http'
import pg from 'pg'
import { Agent, type Dispatcher } from 'undici'
import type { Counts, Point } from './points.ts'

/** Counts what a desk does outside of itself, and ends it at a point. Runs in the desk's process. */
export interface Watch {
  /** Counts anew from here. */
  arm(point: Point | null): void
  counts(): Counts
}

export interface WatchOptions {
  /** The desk is to end here and now. */
  end: () => void
  /** Whether whoever is at work now belongs to a desk that was ended: nothing of it may leave any more. */
  isGone: () => boolean
}

/** Called when something has been done; false: the desk has ended, nobody may hear of it. */
type Done = () => boolean

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

export const NEVER = new Promise<never>(() => undefined)

/** Puts something around a method of all objects of a kind. */
export function wrap<Self extends object>(
  prototype: Self,
  name: string & keyof Self,
  around: (method: AnyFunction, self: Self, given: unknown[]) => unknown,
): void {
  const method = Reflect.get(prototype, name) as AnyFunction
  Reflect.set(prototype, name, function (this: Self, ...given: unknown[]) {
    return around(method, this, given)
  })
}

/** To be called before the desk is loaded. */
export function watchDesk({ end, isGone }: WatchOptions): Watch {
  let counts: Counts = {}
  let armed: Point | null = null

  /** Null: the desk has ended, and this is not done. */
  function begin(what: string): Done | null {
    if (isGone()) return null
    const time = (counts[what] = (counts[what] ?? 0) + 1)
    const point = armed?.what === what && armed.time === time ? armed : null
    if (point?.side === 'before') end()
    if (isGone()) return null
    return () => {
      // Somebody may have thought better of it meanwhile: the next run has begun, and counts on this desk.
      if (point !== null && armed === point && !isGone()) end()
      return !isGone()
    }
  }

  watchStatements(begin)
  watchCalls(begin)
  watchAnswers(begin)
  return {
    arm(point) {
      counts = {}
      armed = point
    },
    counts: () => counts,
  }
}

type Begin = (what: string) => Done | null

function watchStatements(begin: Begin): void {
  wrap(pg.Client.prototype, 'query', (query, client, given) => {
    const done = begin(statementName(client, given[0] as Query))
    const last = given.length - 1
    const callback = given[last]
    if (!done) return typeof callback === 'function' ? undefined : NEVER
    if (typeof callback === 'function') {
      given[last] = function (this: unknown, ...answer: unknown[]) {
        return done() ? (callback as AnyFunction).apply(this, answer) : undefined
      }
      return query.apply(client, given)
    }
    const answer = query.apply(client, given)
    if (answer instanceof EventEmitter) answer.once('end', done)
    if (!(answer instanceof Promise)) return answer
    return answer.then(
      (value: unknown) => (done() ? value : NEVER),
      (error: unknown) => (done() ? Promise.reject(error as Error) : NEVER),
    )
  })
}

type Query = string | { text?: string }
const lastOf = new WeakMap<pg.Client, string>()

/** Verb, table, and a mark that tells its text from others. COMMIT says nothing: it is known by what came before. */
function statementName(client: pg.Client, query: Query): string {
  const text = (typeof query === 'string' ? query : (query.text ?? '')).replace(/\s+/g, ' ').trim()
  if (/^commit/i.test(text)) return `COMMIT after ${lastOf.get(client) ?? 'nothing'}`
  const [verb = ''] = text.split(' ', 1)
  const table = /\b(?:from|into|update|table)\s+("?[\w".]+)/i.exec(text)?.[1]?.replace(/^.*\./, '')
  const mark = createHash('sha256').update(text).digest('hex').slice(0, 4)
  const name = [verb.toUpperCase(), table?.replaceAll('"', ''), `#${mark}`].filter(Boolean)
  lastOf.set(client, name.join(' '))
  return name.join(' ')
}

/** Calls of Telegram: after one means that its answer has come whole, and nobody has looked at it. */
function watchCalls(begin: Begin): void {
  wrap(Agent.prototype, 'dispatch', (dispatch, agent, given) => {
    const [{ path }, handler] = given as [Dispatcher.DispatchOptions, Dispatcher.DispatchHandler]
    const done = begin(`CALL ${path.split('/').at(-1) ?? ''}`)
    if (!done) return true
    // Its methods are called on the handler itself, which keeps what is its own.
    const watched = new Proxy(handler, {
      get: (real, name) => {
        const method: unknown = Reflect.get(real, name)
        if (typeof method !== 'function') return method
        const call = (method as AnyFunction).bind(real)
        return name === 'onResponseEnd' ? (...end: unknown[]) => done() && call(...end) : call
      },
    })
    return dispatch.apply(agent, [given[0], watched])
  })
}

/** Answers to Telegram's webhook. */
function watchAnswers(begin: Begin): void {
  wrap(http.ServerResponse.prototype, 'end', (end, response: ServerResponse, given) => {
    if (response.req.url !== '/telegram') return end.apply(response, given)
    const done = begin('ANSWER /telegram')
    if (!done) return response
    response.once('finish', done)
    return end.apply(response, given)
  })
}
