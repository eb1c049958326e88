import { createHash } from 'node:crypto'
import type { Moment } from '../domain/appeal.ts'
import { canonical } from './canonical.ts'
import type { NoticeAnchor, NoticeContent } from '../figures/notice.ts'
import type { Sign } from '../figures/radar.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'

/** What was published: the content, the anchor that it prints, and its text as everybody got it. */
export type PublishedContent = NoticeContent & {
  text: Record<string, string>
  anchor: NoticeAnchor
}

/** What a notice said at a time. */
export interface NoticeVersion {
  published: boolean
  content: NoticeContent
  digest: string
  /** For leaders; each unit sees its own while it is heard. */
  signs: Sign[]
}

/** SHA-256 over the canonical JSON of a content. */
export function digestOfNotice(content: NoticeContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex')
}

/** Enters the next version of a notice. Refused by the database once one is published. */
export async function addNoticeVersion(
  tx: Transaction,
  paperId: number,
  { at, published, content, signs }: Omit<NoticeVersion, 'digest'> & { at: Moment },
): Promise<string> {
  const digest = digestOfNotice(content)
  await tx.noticeVersion.create({
    data: {
      ...{ paperId, at: new Date(at.epochMilliseconds), published, digest },
      content: canonical(content),
      signs: signs as unknown as Prisma.InputJsonArray,
    },
    select: { id: true },
  })
  return digest
}

/** What a notice says now. Null: there is no such notice. */
export async function latestVersion(
  tx: Transaction,
  paperId: number,
): Promise<NoticeVersion | null> {
  const row = await tx.noticeVersion.findFirst({ where: { paperId }, orderBy: { id: 'desc' } })
  return row && versionOf(row)
}

/** What the notices of these months say, the first month first; `published` alone, or drafts too. */
export async function contentsOf(
  tx: Transaction,
  months: readonly string[],
  only: 'published' | 'all' = 'all',
): Promise<NoticeContent[]> {
  const contents: NoticeContent[] = []
  for (const month of months) {
    const row = await tx.noticeVersion.findFirst({
      where: {
        paper: { kind: 'notice', data: { path: ['month'], equals: month } },
        ...(only === 'published' ? { published: true } : {}),
      },
      orderBy: { id: 'desc' },
    })
    if (row) contents.push(versionOf(row).content)
  }
  return contents
}

function versionOf(row: {
  published: boolean
  content: string
  digest: string
  signs: Prisma.JsonValue
}): NoticeVersion {
  const { published, content, digest, signs } = row
  return {
    ...{ published, digest },
    content: JSON.parse(content) as NoticeContent,
    signs: signs as unknown as Sign[],
  }
}
