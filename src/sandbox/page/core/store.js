/* global document, localStorage, setTimeout */
import { api, follow, Refused } from './api.js'
import { emit } from './bus.js'
import { setClock, setTimezone } from './clock.js'

const remembered = 'huiying.read'
const readUpTo = new Map(Object.entries(JSON.parse(localStorage.getItem(remembered) ?? '{}')))

export const store = {
  desk: {},
  areas: [],
  /** @type {Map<number, object>} people by id, in the order of the cast, each with `bubbles` */
  people: new Map(),
  /** @type {number[]} whose phones are open, left to right */
  open: [],
  isConnected: true,
}

/** Reads cast and chats, then keeps up with the server. */
export async function loadStore() {
  setClock(await api.clock())
  await loadCast()
  follow({ chat: refreshSoon, cast: recast, clock: setClock, reset: startOver, connected })
}

/** Who is there; whoever is new gets a phone. */
async function loadCast() {
  const { desk, areas, people } = await api.cast()
  setTimezone(desk.timezone)
  Object.assign(store, { desk, areas })
  const fresh = people.filter(({ id }) => !store.people.has(id))
  for (const person of fresh) store.people.set(person.id, { ...person, bubbles: [] })
  await Promise.all(fresh.map(({ id }) => refreshChat(id)))
}

function recast() {
  loadCast().then(() => emit('cast'), lost)
}

/** One more resident in town; gives the id. */
export async function addResident(languageCode) {
  const { id } = await api.addResident(languageCode)
  await loadCast()
  emit('cast')
  return id
}

const waiting = new Set()

/** A burst of changes is read once. */
function refreshSoon(id) {
  if (waiting.has(id) || !store.people.has(id)) return
  waiting.add(id)
  setTimeout(() => {
    waiting.delete(id)
    refreshChat(id).catch(lost)
  }, 60)
}

export async function refreshChat(id) {
  const person = Object.assign(store.people.get(id), await api.chat(id))
  // A desk that began anew counts its messages from the start.
  if (lastId(person) < readMark(id)) readUpTo.delete(String(id))
  emit('chat', id)
}

async function startOver(clock) {
  setClock(clock)
  readUpTo.clear()
  rememberRead()
  await refreshAll()
}

const refreshAll = () => Promise.all([...store.people.keys()].map(refreshChat))

function connected(is) {
  const isBack = is && !store.isConnected
  store.isConnected = is
  emit('connection')
  // What changed while nobody listened is read now.
  if (isBack) refreshAll().catch(lost)
}

/** The server does not answer; the events will tell when it is back. */
function lost(fault) {
  if (!(fault instanceof Refused)) throw fault
  connected(false)
}

export const readMark = (id) => Number(readUpTo.get(String(id)) ?? 0)

/** What the bot wrote since; the welcome of colleagues who have only pressed Start is no news. */
export function unreadCount(id) {
  const { bubbles } = store.people.get(id)
  const unread = bubbles.filter(({ by, messageId }) => by === 'bot' && messageId > readMark(id))
  const isWelcome = bubbles.length <= 2 && bubbles[0]?.text === '/start'
  return isWelcome ? 0 : unread.length
}

/** Everything in this chat has been seen. */
export function markRead(id) {
  const last = lastId(store.people.get(id))
  if (last <= readMark(id) || document.visibilityState === 'hidden') return
  readUpTo.set(String(id), last)
  rememberRead()
  emit('read', id)
}

const lastId = ({ bubbles }) => Math.max(0, ...bubbles.map(({ messageId }) => messageId))

function rememberRead() {
  localStorage.setItem(remembered, JSON.stringify(Object.fromEntries(readUpTo)))
}

export function openPhone(id) {
  if (!store.open.includes(id)) store.open.push(id)
  emit('open', id)
}

export function closePhone(id) {
  store.open = store.open.filter((other) => other !== id)
  emit('open')
}

/** The name as Telegram would show it. */
export const nameOf = ({ id, firstName = String(id), lastName }) =>
  lastName === undefined ? firstName : `${firstName} ${lastName}`
