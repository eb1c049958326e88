/** A refusal as the Bot API words it: HTTP status, description, and parameters such as retry_after. */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: Record<string, number> | undefined
  /** The text before Telegram's prefix, for a refusal that quotes another. */
  readonly reason: string

  constructor(
    code: number,
    description: string,
    parameters?: Record<string, number>,
    reason = description,
  ) {
    super(description)
    this.reason = reason
    this.name = 'ApiError'
    this.code = code
    this.parameters = parameters
  }
}

/** 400 with Telegram's own wording: the first letter becomes small unless the text is a CODE_NAME. */
export function badRequest(text: string): ApiError {
  const isCode = /^.[_A-Z]/.test(text)
  const words = isCode ? text : text.charAt(0).toLowerCase() + text.slice(1)
  return new ApiError(400, `Bad Request: ${words}`, undefined, text)
}

export function forbidden(text: string): ApiError {
  return new ApiError(403, `Forbidden: ${text}`)
}

export function tooManyRequests(retryAfter: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${retryAfter}`, {
    retry_after: retryAfter,
  })
}

/** A group that became a supergroup: everything goes there from now on. */
export function movedGroup(to: number): ApiError {
  const text = 'Bad Request: group chat was upgraded to a supergroup chat'
  return new ApiError(400, text, { migrate_to_chat_id: to })
}

/** A result that carries a remark, as setWebhook's "Webhook was set" does. */
export class RemarkedResult {
  readonly result: unknown
  readonly description: string

  constructor(result: unknown, description: string) {
    this.result = result
    this.description = description
  }
}
