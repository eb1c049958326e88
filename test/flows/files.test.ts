import { expect, it } from 'vitest'
import { countFiles } from '../../src/flows/files.ts'
import type { FileRef } from '../../src/flows/input.ts'

it('files are counted as people tell them apart: what moves is a video, what speaks is a voice', () => {
  const kinds: FileRef['kind'][] = [
    ...(['photo', 'photo', 'video', 'video_note', 'animation'] as const),
    ...(['voice', 'audio', 'document'] as const),
  ]
  expect(countFiles(kinds.map((kind) => ({ kind })))).toEqual({
    ...{ photo: 2, video: 3, voice: 2, other: 1 },
  })
  expect(countFiles([])).toEqual({ photo: 0, video: 0, voice: 0, other: 0 })
})
