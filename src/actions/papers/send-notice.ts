import { figuresIn, type NoticeContent, type NoticeGroup } from '../../figures/notice.ts'
import { monthNamed } from '../../figures/period.ts'
import type { Locale } from '../../domain/organisation.ts'
import { headOf, overseesNotices } from '../../flows/paper/notice-views.ts'
import { everyHead, leaders } from '../../queries/audience.ts'
import { latestVersion, type PublishedContent } from '../../store/notice-versions.ts'
import type { StoredPaper } from '../../store/papers.ts'
import { peopleByIds, type StoredPerson } from '../../store/people.ts'
import type { Work } from '../desk.ts'
import { keepFile, sendDocument, sendPicture } from '../made-files.ts'

/**
 * Sends a published notice to all leaders and heads: the picture of each ranking that concerns them, and the whole
 * text as a document.
 */
export async function sendNotice(work: Work, paper: StoredPaper): Promise<void> {
  const { tx } = work
  const version = await latestVersion(tx, paper.id)
  if (!version?.published) throw new Error(`Notice ${paper.id} is not published`)
  const { digest } = version
  const content = version.content as PublishedContent
  const ids = [...new Set([...(await leaders(tx)), ...(await everyHead(tx))])]
  for (const person of await peopleByIds(tx, ids)) {
    const { month } = content
    for (const group of groupsFor(work, person, content)) {
      const picture = await pictureOf(work, content, group, person.locale)
      sendPicture(work, person, picture, { screen: 'notice_picture', month, kind: group.kind })
    }
    const text = content.text[person.locale] ?? ''
    const file = await keepFile(work, {
      ...{ kind: 'document', name: `notice-${month}.txt`, bytes: new TextEncoder().encode(text) },
    })
    sendDocument(work, person, file, { screen: 'notice_file', month, digest })
  }
}

/** Leaders see all rankings, heads that of their own peers; one without anybody ranked is no picture. */
function groupsFor({ desk }: Work, person: StoredPerson, { groups }: NoticeContent): NoticeGroup[] {
  const own = headOf(person, desk.rules.org)
  return groups.filter(
    ({ ranked, notRanked }) =>
      ranked.length > 0 &&
      (overseesNotices(person) || [...ranked, ...notRanked].some(({ unit }) => own.includes(unit))),
  )
}

function pictureOf(
  work: Work,
  content: NoticeContent,
  { kind, ranked, best, backward }: NoticeGroup,
  locale: Locale,
): Promise<number> {
  const { rules, renderer } = work.desk
  const { org } = rules
  const chart = renderer.chart(
    {
      ...{ chart: 'ranking', kind, best, backward, policy: org.policy.notice },
      month: monthNamed(content.month, org.timezone).from,
      ranked: ranked.map((one) => ({ ...one, figures: figuresIn(content, one.unit) })),
    },
    locale,
    work.now,
  )
  return keepFile(work, { kind: 'photo', name: `notice-${content.month}-${kind}.png`, chart })
}
