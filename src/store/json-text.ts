/**
 * JSON that PostgreSQL takes as jsonb whatever a person typed: NUL is left out, half of a surrogate
 * pair becomes U+FFFD; everything else stays. JSON.stringify writes both as escapes and nothing else
 * that begins so, except a backslash before the letter u, which the last branch steps over in pairs.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  return REFUSED.test(text)
    ? text.replace(ESCAPE, (escape) =>
        escape === '\\u0000' ? '' : escape.startsWith('\\ud') ? '\ufffd' : escape,
      )
    : text
}

const REFUSED = /\\u(?:0000|d)/
const ESCAPE = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g
