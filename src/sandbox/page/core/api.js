/* global fetch, EventSource, FormData */
const root = '/sandbox/api'

/** A refusal by the server; `code` is a key of `error` in the texts. */
export class Refused extends Error {
  constructor(code) {
    super(code)
    this.code = code
  }
}

const get = (path) => ask(path, {})
const post = (path, body) =>
  ask(path, {
    method: 'POST',
    ...(body instanceof FormData
      ? { body }
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })

async function ask(path, init) {
  const response = await fetch(root + path, init).catch(() => {
    throw new Refused('offline')
  })
  const answer = await response.json()
  if (!response.ok) throw new Refused(answer.error ?? 'broken')
  return answer
}

export const api = {
  cast: () => get('/cast'),
  addResident: (languageCode) => post('/people', { languageCode }),
  chat: (id) => get(`/chat/${id}`),
  texts: (locale) => get(`/texts/${locale}`),
  send: (id, what) => post(`/send/${id}`, what),
  press: (id, messageId, data) => post(`/press/${id}`, { messageId, data }),
  edit: (id, messageId, text) => post(`/edit/${id}`, { messageId, text }),
  block: (id) => post(`/block/${id}`, {}),
  unblock: (id) => post(`/unblock/${id}`, {}),
  clock: () => get('/clock'),
  setRate: (rate) => post('/clock', { rate }),
  jump: (jumpMs) => post('/clock', { jumpMs }),
  reset: () => post('/reset', {}),
}

/** The address of a file that stands in a chat. */
export const fileUrl = (fileId) => `${root}/file/${encodeURIComponent(fileId)}`

/**
 * Follows what changes on the server; the browser reconnects by itself.
 * @param {{ chat(id: number): void, cast(): void, clock(clock: object): void, reset(clock: object): void, connected(is: boolean): void }} on
 */
export function follow(on) {
  const events = new EventSource(`${root}/events`)
  events.addEventListener('chat', (event) => on.chat(JSON.parse(event.data).id))
  events.addEventListener('cast', () => on.cast())
  events.addEventListener('clock', (event) => on.clock(JSON.parse(event.data)))
  events.addEventListener('reset', (event) => on.reset(JSON.parse(event.data)))
  events.addEventListener('open', () => on.connected(true))
  events.addEventListener('error', () => on.connected(false))
}
