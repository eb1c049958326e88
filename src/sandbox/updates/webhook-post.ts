import * as http from 'node:http'
import * as https from 'node:https'

export interface WebhookAnswer {
  status: number
  statusText: string
  retryAfter: number
  body: Buffer
  contentType: string
}

/** Telegram waits this long for a webhook. */
const PATIENCE_MS = 60_000

/** One POST of an update over a kept connection. */
export function postUpdate(
  url: string,
  secretToken: string,
  update: unknown,
  agents: Agents,
): Promise<WebhookAnswer> {
  const body = Buffer.from(JSON.stringify(update))
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    ...(secretToken ? { 'x-telegram-bot-api-secret-token': secretToken } : {}),
  }
  const isSecure = url.startsWith('https:')
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers, agent: isSecure ? agents.https : agents.http }
    const request = (isSecure ? https : http).request(url, options, (response) => {
      readAnswer(response).then(resolve, reject)
    })
    request.setTimeout(PATIENCE_MS, () => request.destroy(new Error('Read timeout expired')))
    request.on('error', reject)
    request.end(body)
  })
}

async function readAnswer(response: http.IncomingMessage): Promise<WebhookAnswer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const retryAfter = Number(response.headers['retry-after'])
  return {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    retryAfter: Number.isFinite(retryAfter) ? Math.min(Math.max(retryAfter, 0), 3600) : 0,
    body: Buffer.concat(chunks),
    contentType: response.headers['content-type'] ?? '',
  }
}

export interface Agents {
  http: http.Agent
  https: https.Agent
}

export function newAgents(connections: number): Agents {
  const options = { keepAlive: true, maxSockets: connections }
  return { http: new http.Agent(options), https: new https.Agent(options) }
}

export function closeAgents(agents: Agents): void {
  agents.http.destroy()
  agents.https.destroy()
}
