/** A change of one place in one file of the product, which is only made while it is loaded. */
export interface Patch {
  /** From the top of the project. */
  file: string
  /** Stands in it exactly once. */
  find: string
  replace: string
}

/** The source with all changes made. Throws where a place is not found, or not one alone: the bug is stale. */
export function patched(source: string, patches: readonly Patch[]): string {
  return patches.reduce((text, { file, find, replace }) => {
    const times = text.split(find).length - 1
    if (times !== 1) throw new Error(`${file}: found ${times} times, expected once: ${find}`)
    return text.replace(find, () => replace)
  }, source)
}
