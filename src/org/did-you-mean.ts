/** `, did you mean "housing"?` when one of the known words is close to the given one, else nothing. */
export function didYouMean(given: string, known: readonly string[]): string {
  const word = given.toLowerCase()
  const near = known
    .map((candidate) => ({ candidate, edits: editsBetween(word, candidate.toLowerCase()) }))
    // Two slips in a word of six are a slip; in a word of three they are another word.
    .filter(({ candidate, edits }) => edits <= Math.min(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.edits - b.edits)[0]
  return near ? `, did you mean "${near.candidate}"?` : ''
}

/** Levenshtein distance: letters to insert, drop or change. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, at(row, j) + 1, at(next, j - 1) + 1))
    }
    row = next
  }
  return at(row, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity
}
