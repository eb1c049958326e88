const all = new Map()

/** What is being written on each phone. It outlives closing the phone and changing the language. */
export const drafts = {
  of(id) {
    if (!all.has(id)) {
      all.set(id, { text: '', files: [], replyTo: undefined, editing: undefined })
    }
    return all.get(id)
  },
}
