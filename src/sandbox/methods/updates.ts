import { badRequest, RemarkedResult } from '../api/api-error.ts'
import type { Args } from '../api/args.ts'
import type { Backend, Method } from './backend.ts'

const MAX_WAIT_SECONDS = 50

export const getUpdates: Method = (args, backend, context) => {
  if (backend.webhook.isSet()) throw backend.webhook.conflict()
  allowUpdates(args, backend)
  const offset = args.integer('offset')
  const limit = args.integer('limit', 100, 1, 100)
  const timeout = args.integer('timeout', 0, 0, MAX_WAIT_SECONDS)
  return backend.polling.get(offset, limit, timeout * 1000, context.onGone)
}

/** Remembered until told otherwise; an empty list means the usual types. */
function allowUpdates(args: Args, backend: Backend): void {
  const types = args.json('allowed_updates', 'allowed updates')
  if (!Array.isArray(types)) return
  backend.queue.allow(types.filter((type) => typeof type === 'string'))
}

export const setWebhook: Method = (args, backend) => {
  const url = args.text('url')
  if (url === '') return deleteWebhook(args, backend, { onGone: () => undefined })
  checkUrl(url)
  const secretToken = args.text('secret_token')
  if (secretToken.length > 256) throw badRequest('Secret token is too long')
  if (!/^[\w-]*$/.test(secretToken)) throw badRequest('Secret token contains unallowed characters')
  if (args.boolean('drop_pending_updates')) backend.queue.clear()
  allowUpdates(args, backend)
  const maxConnections = args.integer('max_connections', 40, 1, 100)
  const isNew = backend.webhook.set({ url, secretToken, maxConnections })
  if (isNew) backend.polling.stop('terminated by setWebhook request')
  return new RemarkedResult(true, isNew ? 'Webhook was set' : 'Webhook is already set')
}

/** Telegram takes https only; here this machine may be reached without it. */
function checkUrl(url: string): void {
  const parsed = URL.parse(url.includes('://') ? url : `https://${url}`)
  if (!parsed) throw badRequest('Invalid webhook URL specified')
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname)
  if (parsed.protocol !== 'https:' && !(isLocal && parsed.protocol === 'http:')) {
    throw badRequest('Bad webhook: An HTTPS URL must be provided for webhook')
  }
}

export const deleteWebhook: Method = (args, backend) => {
  if (args.boolean('drop_pending_updates')) backend.queue.clear()
  const wasSet = backend.webhook.isSet()
  backend.webhook.remove()
  return new RemarkedResult(true, wasSet ? 'Webhook was deleted' : 'Webhook is already deleted')
}

export const getWebhookInfo: Method = (_args, backend) => {
  const allowed = backend.queue.allowed()
  return {
    ...backend.webhook.info(),
    pending_update_count: backend.queue.count(),
    ...(allowed ? { allowed_updates: allowed } : {}),
  }
}
