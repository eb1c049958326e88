import { errors, type Dispatcher } from 'undici'

/** Where a call goes, and what of ours it may be held back by. */
export interface Post {
  dispatcher: Dispatcher
  origin: string
  path: string
  signal?: AbortSignal | undefined
  /** Asked at the moment at which the call is written to its connection, for which it may have waited. */
  mayLeave?: (() => boolean) | undefined
}

/** It was called off before anything of it had left. */
export class NothingLeft extends Error {}

const AS_JSON = { 'content-type': 'application/json' }

/**
 * Posts JSON and answers what came back, whatever its status; what is no JSON throws. Throws `NothingLeft` when it was
 * called off in time, and otherwise whatever broke the connection: then it may have had its effect. Follows nothing.
 */
export async function post(body: Record<string, unknown>, to: Post): Promise<unknown> {
  const { dispatcher, origin, path, signal, mayLeave } = to
  if (signal?.aborted) throw new NothingLeft()
  const answer = await new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = []
    let begun: Dispatcher.DispatchController | undefined
    const callOff = (): void => {
      if (begun) begun.abort(new errors.RequestAbortedError())
      else reject(new NothingLeft())
    }
    const ended = (): void => signal?.removeEventListener('abort', callOff)
    signal?.addEventListener('abort', callOff)
    dispatcher.dispatch(
      { origin, path, method: 'POST', headers: AS_JSON, body: JSON.stringify(body) },
      {
        onRequestStart(controller) {
          if (signal?.aborted || mayLeave?.() === false) controller.abort(new NothingLeft())
          else begun = controller
        },
        onResponseStart: () => undefined,
        onResponseData: (_, part) => void parts.push(part),
        onResponseEnd() {
          ended()
          resolve(Buffer.concat(parts))
        },
        onResponseError(_, error) {
          ended()
          reject(error)
        },
      },
    )
  })
  return JSON.parse(answer.toString()) as unknown
}
