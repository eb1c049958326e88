/** The lines of a stream of UTF-8, numbered from 1, without their ends. Only a line feed ends a line of JSON Lines. */
export async function* linesOf(
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<{ number: number; text: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let number = 0
  for await (const bytes of stream) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const text of parts) yield { number: (number += 1), text: text.replace(/\r$/, '') }
  }
  rest += decoder.decode()
  if (rest !== '') yield { number: number + 1, text: rest }
}
