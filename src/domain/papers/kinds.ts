import { CLAIM } from './claim.ts'
import { DIRECTIVE } from './directive.ts'
import { MEETING } from './meeting.ts'
import { ORDER } from './order.ts'
import { URGE } from './urge.ts'
import { INTERVIEW } from './interview.ts'
import { NOTICE } from './notice.ts'
import { OBJECTION } from './objection.ts'
import { ITEM } from './item.ts'
import { REVIEW } from './review.ts'
import type { PaperKind, PaperRules } from './paper.ts'
import { STUDY } from './study.ts'

/** The rules of every kind of paper. Decisions, buttons and the walking test read them here. */
export const PAPER_RULES: Partial<Record<PaperKind, PaperRules>> = {
  directive: DIRECTIVE,
  order: ORDER,
  meeting: MEETING,
  urge: URGE,
  study: STUDY,
  notice: NOTICE,
  objection: OBJECTION,
  interview: INTERVIEW,
  claim: CLAIM,
  review: REVIEW,
  item: ITEM,
}

/** The rules of one kind. Throws for a kind that is not made yet: no paper of it can exist. */
export function rulesOf(kind: PaperKind): PaperRules {
  const rules = PAPER_RULES[kind]
  if (!rules) throw new Error(`No rules for a ${kind}`)
  return rules
}
