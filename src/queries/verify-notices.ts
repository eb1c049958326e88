import { createHash } from 'node:crypto'
import type { NoticeAnchor } from '../figures/notice.ts'
import type { Transaction } from '../store/database.ts'
import type { PublishedContent } from '../store/notice-versions.ts'
import type { Fault } from './verify-appeal.ts'

/**
 * Checks every published notice: its content must have the digest that stands beside it, and the one that was written
 * into the paper when it was frozen. Gives the anchors that they print as well.
 */
export async function verifyNotices(
  tx: Transaction,
): Promise<{ count: number; faults: Fault[]; anchors: NoticeAnchor[] }> {
  const notices = await tx.paper.findMany({
    where: { kind: 'notice', entries: { some: { act: 'freeze' } } },
    orderBy: { id: 'asc' },
    select: {
      data: true,
      entries: { where: { act: 'freeze' }, select: { data: true } },
      versions: { where: { published: true } },
    },
  })
  const faults = notices.flatMap(({ data, entries, versions }): Fault[] => {
    const frozen = (entries[0]?.data as { choice?: string } | undefined)?.choice
    const [published] = versions
    const isWhole =
      published !== undefined &&
      published.digest === frozen &&
      createHash('sha256').update(published.content).digest('hex') === frozen
    const number = String((data as { month?: string }).month)
    return isWhole ? [] : [{ number, seq: null, kind: 'notice_edited' }]
  })
  const anchors = notices.flatMap(({ versions }) =>
    versions.flatMap(({ content }) => anchorIn(content)),
  )
  return { count: notices.length, faults, anchors }
}

/** What is no notice any more is a fault already; one of before there were anchors prints none. */
function anchorIn(content: string): NoticeAnchor[] {
  const { anchor } = JSON.parse(content) as Partial<Pick<PublishedContent, 'anchor'>>
  return anchor ? [anchor] : []
}
