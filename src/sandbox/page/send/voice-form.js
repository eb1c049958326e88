/* global FormData */

/** A voice message, ready to be sent. */
export function voiceForm({ blob, name, seconds }) {
  const form = new FormData()
  form.append('duration', String(Math.max(1, Math.round(seconds))))
  form.append('voice', blob, name)
  return form
}
