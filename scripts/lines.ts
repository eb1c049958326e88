/** The lines of a text, numbered from 1, without their ends. Only a line feed ends a line of JSON Lines. */
export async function* linesOf(
  text: AsyncIterable<string>,
): AsyncGenerator<{ number: number; text: string }> {
  let rest = ''
  let number = 0
  for await (const piece of text) {
    const parts = (rest + piece).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) yield { number: (number += 1), text: line.replace(/\r$/, '') }
  }
  if (rest !== '') yield { number: number + 1, text: rest }
}
