import type { Moment } from '../domain/appeal.ts'
import { agreedIn, unitsHeard } from '../domain/papers/notice.ts'
import type { PaperKind } from '../domain/papers/paper.ts'
import type { Rules } from '../domain/rules.ts'
import type { PaperView } from '../flows/paper/views.ts'
import type { Transaction } from '../store/database.ts'
import { latestVersion } from '../store/notice-versions.ts'
import type { StoredPaper } from '../store/papers.ts'
import { studiedDemands } from './studied.ts'

type More = (
  tx: Transaction,
  paper: StoredPaper,
  given: { rules: Rules; now: Moment },
) => Promise<Partial<PaperView>>

/** What the card of a kind shows besides what every paper's does. */
export const MORE: Partial<Record<PaperKind, More>> = { notice, study }

/** Objections have a page of their own: there may be more than a card has room for. */
async function notice(
  tx: Transaction,
  paper: StoredPaper,
  { rules: { org } }: { rules: Rules },
): Promise<Partial<PaperView>> {
  const version = await latestVersion(tx, paper.id)
  if (!version) return { parts: [] }
  const { content, digest, published } = version
  return {
    parts: [],
    notice: {
      ...{ content, digest: published ? digest : null, minimum: org.policy.notice.minimum },
      agreed: agreedIn(paper).length,
      heard: unitsHeard(org).length,
    },
  }
}

async function study(
  tx: Transaction,
  { data }: StoredPaper,
  { rules: { org } }: { rules: Rules },
): Promise<Partial<PaperView>> {
  return { demands: await studiedDemands(tx, String(data['month']), org.timezone) }
}
