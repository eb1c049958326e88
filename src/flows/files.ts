import type { FileRef } from './input.ts'
import type { FileCount } from './views.ts'

/** How many files of which kind, as people tell them apart. */
export function countFiles(files: readonly Pick<FileRef, 'kind'>[]): FileCount {
  const count = { photo: 0, video: 0, voice: 0, other: 0 }
  for (const { kind } of files) count[SORT[kind]] += 1
  return count
}

const SORT: Record<FileRef['kind'], keyof FileCount> = {
  photo: 'photo',
  video: 'video',
  video_note: 'video',
  animation: 'video',
  voice: 'voice',
  audio: 'voice',
  document: 'other',
}
