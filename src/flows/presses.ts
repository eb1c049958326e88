import { answerStill, askForChange, changeAnswer, denyContact } from './appeal/after.ts'
import { add, remind, sayAgain, showAppeal, showBelow, withdraw } from './appeal/appeal.ts'
import { cancelPrompt, chooseHome, chooseLanguage, decideForget } from './person/everyone.ts'
import {
  chooseCategory,
  choosePlace,
  dropDraft,
  joinSimilar,
  submitDraft,
  toggleAnonymous,
} from './draft/draft-press.ts'
import {
  confirmDemand,
  dismissDemand,
  improveDemand,
  leadDemand,
  mergeDemand,
  promptForDemand,
  showDemand,
  showDemandBelow,
  turnDemands,
} from './demand/demand-press.ts'
import { toast, type Effect } from './effect.ts'
import type { AppealInView, DemandInView, Facts } from './facts.ts'
import {
  backToBoard,
  backToStats,
  lookAtDeskAgain,
  openGroup,
  openKept,
  openLate,
  openUnit,
  turnOverdue,
} from './figures/figures.ts'
import type { Input } from './input.ts'
import { chooseInvite, uninvite } from './person/invite.ts'
import { turnPage } from './appeal/lists.ts'
import { countsOn } from './on-card.ts'
import { nameSubject } from './task/about.ts'
import { askHelp, endHelp } from './task/help.ts'
import { approve, deny, propose } from './task/request.ts'
import {
  answerContacted,
  answerSatisfied,
  answerSolved,
  endSurvey,
  reportPressure,
} from './appeal/survey.ts'
import {
  doWithPaper,
  openNoticePage,
  openNewPaper,
  openPaper,
  openPaperFor,
  reviewDemand,
  showPaper,
  turnPapers,
} from './paper/paper-press.ts'
import type { PaperInView } from './paper/views.ts'
import { prompt } from './words/prompt.ts'
import { assign, instantly, merge, openUnits, recategorise, showTask, split } from './task/task.ts'
import { isVerb, verbRow, type Verb } from './verbs.ts'

export type Press = Extract<Input, { kind: 'press' }>

/** A press on a button about an appeal that this person may see. */
export type AppealPress = (facts: Facts, view: AppealInView, args: readonly string[]) => Effect[]
/** A press on a button about a common demand that this person may see. */
export type DemandPress = (facts: Facts, demand: DemandInView, args: readonly string[]) => Effect[]
/** A press on a button about a paper that this person may see. */
type PaperPress = (facts: Facts, paper: PaperInView, args: readonly string[]) => Effect[]
/** A press on any other button. */
type PlainPress = (facts: Facts, args: readonly string[]) => Effect[]

type Handler =
  | { of: 'appeal'; does: AppealPress }
  | { of: 'demand'; does: DemandPress }
  | { of: 'paper'; does: PaperPress }
  | { of: 'rest'; does: PlainPress }

const onAppeal = (does: AppealPress): Handler => ({ of: 'appeal', does })
const onDemand = (does: DemandPress): Handler => ({ of: 'demand', does })
const onPaper = (does: PaperPress): Handler => ({ of: 'paper', does })
const plain = (does: PlainPress): Handler => ({ of: 'rest', does })

/** What pressing each button does. */
// prettier-ignore
const PRESSES: Record<Verb, Handler> = {
  lang: plain(chooseLanguage),
  home: plain(chooseHome),
  forget: plain(decideForget),
  cancel: plain(cancelPrompt),
  'draft.show': plain(() => [{ do: 'show_draft', where: 'edit' }]),
  'draft.submit': plain(submitDraft),
  'draft.category': plain(chooseCategory),
  'draft.place': plain(choosePlace),
  'draft.join': plain(joinSimilar),
  'draft.anonymous': plain(toggleAnonymous),
  'draft.cancel': plain(dropDraft),
  'appeal.show': onAppeal(showAppeal),
  'appeal.add': onAppeal(add),
  'appeal.remind': onAppeal(remind),
  'appeal.withdraw': onAppeal(withdraw),
  'appeal.again': onAppeal(sayAgain),
  'appeal.unreached': onAppeal(denyContact),
  'appeal.change': onAppeal(askForChange),
  'appeal.reopen': onAppeal(prompt('reopen')),
  'task.show': onAppeal(showTask),
  'task.accept': onAppeal(instantly('accept')),
  'task.memo': onAppeal(prompt('memo')),
  'task.note': onAppeal(prompt('note')),
  'task.resolve': onAppeal(prompt('resolve')),
  'task.return': onAppeal(prompt('ask_return')),
  'task.extend': onAppeal(prompt('ask_extension')),
  'task.suspend': onAppeal(prompt('ask_suspension')),
  'task.resume': onAppeal(instantly('resume')),
  'task.decline': onAppeal(prompt('decline')),
  'task.help': onAppeal(askHelp),
  'task.helped': onAppeal(prompt('help')),
  'task.unhelp': onAppeal(endHelp),
  'task.contact': onAppeal(prompt('contact')),
  'task.explain': onAppeal(prompt('ask_explained')),
  'task.lower': onAppeal(prompt('lower')),
  'task.assign': onAppeal(assign),
  'task.units': onAppeal(openUnits),
  'task.category': onAppeal(recategorise),
  'task.about': onAppeal(nameSubject),
  'task.merge': onAppeal(merge),
  'task.split': onAppeal(split),
  ask: onAppeal(prompt('ask')),
  'task.approve': onAppeal(approve),
  'task.deny': onAppeal(deny),
  'task.propose': onAppeal(propose),
  'survey.contacted': onAppeal(answerContacted),
  'survey.resolved': onAppeal(answerSolved),
  'survey.satisfied': onAppeal(answerSatisfied),
  'survey.comment': onAppeal(prompt('comment')),
  'survey.pressed': onAppeal(reportPressure),
  'survey.done': onAppeal(endSurvey),
  'survey.change': onAppeal(changeAnswer),
  'survey.still': onAppeal(answerStill),
  invite: plain(chooseInvite),
  uninvite: plain(uninvite),
  'demand.show': onDemand(showDemand),
  'demand.confirm': onDemand(confirmDemand),
  'demand.rename': onDemand(promptForDemand('rename')),
  'demand.merge': onDemand(mergeDemand),
  'demand.dismiss': onDemand(dismissDemand),
  'demand.lead': onDemand(leadDemand),
  'demand.measure': onDemand(promptForDemand('measure')),
  'demand.improve': onDemand(improveDemand),
  'demand.review': onDemand(reviewDemand),
  'paper.show': onPaper(showPaper),
  'paper.do': onPaper(doWithPaper),
  'paper.open': onAppeal(openPaper),
  'paper.for': plain(openPaperFor),
  'paper.new': plain(openNewPaper),
  notice: onPaper(openNoticePage),
  papers: plain(turnPapers),
  demands: plain(turnDemands),
  my: plain(turnPage('my')),
  tasks: plain(turnPage('tasks')),
  unit: plain(turnPage('unit')),
  queue: plain(turnPage('queue')),
  find: plain(turnPage('find')),
  board: plain(backToBoard),
  'board.group': plain(openGroup),
  'board.unit': plain(openUnit),
  overdue: plain(turnOverdue),
  'overdue.unit': plain(openLate),
  stats: plain(backToStats),
  'stats.list': plain(openKept),
  admin: plain(lookAtDeskAgain),
}

/**
 * A press counts if it names a button of ours, about something that this person may see, on the
 * card that it stands on. Anything else changes nothing; an old card is shown anew if it may be seen.
 */
export function press({ verb, args }: Press, facts: Facts): Effect[] {
  if (!isVerb(verb, args)) return [toast('nothing_there')]
  const handler = PRESSES[verb]
  const does = bound(handler, facts)
  if (!does) return [toast('nothing_there')]
  if (!countsOn(verb, args, facts)) return [toast('old_card'), ...freshCard(verb, facts)]
  return does(args)
}

/** The handler with what it is about. Null: this person may not see that, or it is not there. */
function bound(handler: Handler, facts: Facts): ((args: readonly string[]) => Effect[]) | null {
  const { view, demand, paper } = facts
  switch (handler.of) {
    case 'appeal':
      return view && ((args) => handler.does(facts, view, args))
    case 'demand':
      return demand && ((args) => handler.does(facts, demand, args))
    case 'paper':
      return paper && ((args) => handler.does(facts, paper, args))
    case 'rest':
      return (args) => handler.does(facts, args)
  }
}

/** The present card of what the old one was about. */
function freshCard(verb: Verb, { draft, view, demand, paper }: Facts): Effect[] {
  switch (verbRow(verb).about) {
    case 'draft':
      return draft ? [{ do: 'show_draft', where: 'below' }] : []
    case 'appeal':
    case 'request':
      return view ? [showBelow(view)] : []
    case 'demand':
      return demand ? [showDemandBelow(demand)] : []
    case 'paper':
      return paper ? [{ do: 'show', what: { what: 'paper', paper: paper.id, edit: false } }] : []
    case 'list':
    case 'post':
    case 'nothing':
      return []
  }
}
