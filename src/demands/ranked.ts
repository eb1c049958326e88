/** Numbers from 0 of which the first can be taken, by an order that may change for one of them at a time. */
export interface Ranked {
  /** Puts it in, or where it now belongs. */
  put: (one: number) => void
  drop: (one: number) => void
  /** The one before all others; -1: there is none. It stays. */
  first: () => number
}

/** A binary heap that knows where each stands in it: eight bytes for each of `size` numbers, and no more ever. */
export function createRanked(size: number, isBefore: (a: number, b: number) => boolean): Ranked {
  const heap = new Int32Array(size)
  const places = new Int32Array(size).fill(-1)
  let length = 0
  const at = (place: number) => heap[place] ?? -1
  const stand = (one: number, place: number) => {
    heap[place] = one
    places[one] = place
  }
  const rise = (one: number, from: number): number => {
    let place = from
    for (let up = (place - 1) >> 1; place > 0 && isBefore(one, at(up)); up = (place - 1) >> 1) {
      stand(at(up), place)
      place = up
    }
    return place
  }
  const sink = (one: number, from: number): number => {
    let place = from
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      if (left >= length) return place
      const down = right < length && isBefore(at(right), at(left)) ? right : left
      if (!isBefore(at(down), one)) return place
      stand(at(down), place)
      place = down
    }
  }
  const settle = (one: number, place: number) => stand(one, sink(one, rise(one, place)))
  return {
    put(one) {
      const place = places[one] ?? -1
      settle(one, place < 0 ? length++ : place)
    },
    drop(one) {
      const place = places[one] ?? -1
      if (place < 0) return
      places[one] = -1
      length -= 1
      if (place < length) settle(at(length), place)
    },
    first: () => (length === 0 ? -1 : at(0)),
  }
}
