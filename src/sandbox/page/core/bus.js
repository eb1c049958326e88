/* global CustomEvent, EventTarget */
const bus = new EventTarget()

/**
 * Topics: chat (id), cast, open, clock, connection, language. Signals end the listening.
 * @param {string} topic
 * @param {(detail: unknown) => void} heard
 * @param {AbortSignal} [signal]
 */
export function listen(topic, heard, signal) {
  bus.addEventListener(topic, (event) => heard(event.detail), { signal })
}

/** @param {string} topic @param {unknown} [detail] */
export function emit(topic, detail) {
  bus.dispatchEvent(new CustomEvent(topic, { detail }))
}
