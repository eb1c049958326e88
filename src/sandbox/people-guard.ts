import type { FastifyReply, FastifyRequest } from 'fastify'
import { isIP } from 'node:net'

/**
 * Refuses what another page or a rebound name sends here. The sandbox has no sign-in, so a page
 * open in the same browser must not be able to chat, reset or read in anybody's name.
 */
export function refuseForeign(hosts: string[]) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const allowed = isOwnHost(request.headers.host, hosts) && isOwnPage(request)
    if (!allowed) await reply.code(403).send({ error: 'foreign' })
  }
}

/** This machine only, whatever address the server listens on: nobody signs in here. Names can be rebound: only listed ones count. */
function isOwnHost(host: string | undefined, hosts: string[]): boolean {
  const name = host === undefined ? undefined : nameOf(`http://${host}`)
  if (name === undefined) return false
  return name === 'localhost' || isLoopback(name.replace(/^\[|\]$/g, '')) || hosts.includes(name)
}

function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

function nameOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).hostname : undefined
}

function isOwnPage({ headers }: FastifyRequest): boolean {
  const { host, origin } = headers
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return false
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  // A link elsewhere may lead to the page; that navigation carries no rights with it.
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

const policy = [
  "default-src 'none'",
  "object-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Own scripts and pictures only, in no other page's frame. A route may say it more strictly afterwards. */
export async function setSafetyHeaders(
  _request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.header('content-security-policy', policy)
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'no-referrer')
  reply.header('cross-origin-resource-policy', 'same-origin')
  await Promise.resolve()
}
