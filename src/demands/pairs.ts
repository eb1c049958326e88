/** Pairs of things by their index, the first the smaller, and how alike they are. Sixteen bytes a pair. */
export interface Pairs {
  firsts: Int32Array
  seconds: Int32Array
  likeness: Float64Array
}

/** Takes in pairs one after another. */
export function createPairs(): { add: PairSink; all: () => Pairs } {
  let length = 0
  let pairs = roomFor(1024)
  return {
    add(first, second, likeness) {
      if (length === pairs.firsts.length) pairs = enlarged(pairs)
      pairs.firsts[length] = first
      pairs.seconds[length] = second
      pairs.likeness[length] = likeness
      length += 1
    },
    all: () => ({
      firsts: pairs.firsts.subarray(0, length),
      seconds: pairs.seconds.subarray(0, length),
      likeness: pairs.likeness.subarray(0, length),
    }),
  }
}

export type PairSink = (first: number, second: number, likeness: number) => void

function roomFor(size: number): Pairs {
  return {
    firsts: new Int32Array(size),
    seconds: new Int32Array(size),
    likeness: new Float64Array(size),
  }
}

function enlarged({ firsts, seconds, likeness }: Pairs): Pairs {
  const room = roomFor(firsts.length * 2)
  room.firsts.set(firsts)
  room.seconds.set(seconds)
  room.likeness.set(likeness)
  return room
}
