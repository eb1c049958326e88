import { deflateSync, inflateSync } from 'node:zlib'
import { z } from 'zod'
import type { Model } from './model.ts'
import { SLOTS } from './pieces.ts'

/** A model that cannot be read: cut off, changed, or none at all. */
export class ModelFault extends Error {}

/** Changes with every change of what a slot means: a model that reads letters otherwise is no model. */
const FORMAT = 'huiying model 1'

const share = z.number().min(0).max(1)
const headSchema = z.object({
  format: z.literal(FORMAT),
  labels: z.array(z.string()).min(1),
  letters: z.number(),
  pieces: z.number().int().min(0),
  calibration: z.object({ sharpness: z.number(), orgTrust: z.number(), noise: share }),
  thresholds: z.array(share),
  stepSizes: z.array(z.number()),
  bias: z.array(z.number()),
  figures: z.object({
    letters: z.number(),
    accuracy: share,
    macroF1: share,
    topTwo: share,
    sure: share,
    precision: share,
    calibrationError: share,
    logLoss: z.number(),
  }),
})

/** A model as it is kept: a head of JSON, then the slots of its pieces, how rare they are, and their weights. */
export function packModel(model: Model): Uint8Array<ArrayBuffer> {
  const { rarity, pieceIn } = model.lexicon
  const slots = new Int32Array(rarity.length)
  for (const [slot, piece] of pieceIn.entries()) if (piece >= 0) slots[piece] = slot
  const head: z.infer<typeof headSchema> = {
    format: FORMAT,
    labels: [...model.labels],
    letters: model.letters,
    pieces: rarity.length,
    calibration: model.calibration,
    thresholds: [...model.thresholds],
    stepSizes: [...model.stepSizes],
    bias: [...model.bias],
    figures: model.figures,
  }
  const headBytes = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(headBytes.length)
  const parts = [slots, rarity, model.steps].map(bytesOf)
  return Uint8Array.from(deflateSync(Buffer.concat([length, headBytes, ...parts])))
}

/** Throws ModelFault for anything that packModel has not made. */
export function unpackModel(packed: Uint8Array): Model {
  const bytes = inflated(packed)
  const headEnd = bytes.length < 4 ? 0 : 4 + bytes.readUInt32LE(0)
  const read = headSchema.safeParse(jsonIn(bytes.subarray(4, headEnd)))
  if (!read.success) throw new ModelFault('this is not a model of this version')
  const { labels, pieces, stepSizes, bias, thresholds } = read.data
  const [slotsAt, rarityAt, stepsAt] = [headEnd, headEnd + 4 * pieces, headEnd + 8 * pieces]
  const end = stepsAt + pieces * labels.length
  const lists = [stepSizes, bias, thresholds]
  if (bytes.length !== end || lists.some((list) => list.length !== labels.length))
    throw new ModelFault('the model is cut off')
  const pieceIn = new Int32Array(SLOTS).fill(-1)
  for (let piece = 0; piece < pieces; piece += 1)
    pieceIn[bytes.readInt32LE(slotsAt + 4 * piece)] = piece
  const rarity = Float32Array.from({ length: pieces }, (_, piece) =>
    bytes.readFloatLE(rarityAt + 4 * piece),
  )
  return {
    ...read.data,
    lexicon: { pieceIn, rarity },
    steps: Int8Array.from(bytes.subarray(stepsAt, end), (byte) => (byte << 24) >> 24),
    stepSizes: Float32Array.from(stepSizes),
    bias: Float32Array.from(bias),
    thresholds: Float64Array.from(thresholds),
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

function inflated(packed: Uint8Array): Buffer {
  try {
    return inflateSync(packed)
  } catch (cause) {
    throw new ModelFault('this is not a model', { cause })
  }
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}
