/**
 * One text for one value: keys in the order of their characters, nothing between them (as RFC 8785, for values that
 * JSON knows). Throws for what JSON does not know: that must not be lost on the way into a hash.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, of]) => `${JSON.stringify(key)}:${canonical(of)}`).join(',')}}`
  }
  const isKnown = value === null || typeof value === 'string' || typeof value === 'boolean'
  if (!isKnown && !(typeof value === 'number' && Number.isFinite(value)))
    throw new TypeError(`A ${typeof value} has no place in JSON`)
  return JSON.stringify(value)
}
