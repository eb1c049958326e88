import type { Screen } from '../flows/screen.ts'
import { admin } from './screens/admin.ts'
import { after, afterSaid } from './screens/after.ts'
import { my, promise, timeline } from './screens/appeal.ts'
import { choice, mergeChoice, proposed } from './screens/choice.ts'
import {
  demand,
  demandChoice,
  demandLeads,
  demandMerge,
  demandPrompt,
  demands,
  demandsUnusual,
} from './screens/demand.ts'
import { draft, draftCategory, draftJoined, draftPlace, draftSent } from './screens/draft.ts'
import { emergency } from './screens/emergency.ts'
import { helping } from './screens/helping.ts'
import { colleague, invitation, joined } from './screens/invite.ts'
import {
  board,
  boardGroup,
  boardPicture,
  boardUnit,
  overdue,
  overdueUnit,
  stats,
  statsList,
} from './screens/figures.ts'
import { taskList } from './screens/lists.ts'
import { notice } from './screens/notice.ts'
import { forget, help, home, privacy, welcome } from './screens/person.ts'
import { noticeDocument, noticeFile, noticePage, noticePicture } from './screens/notice-page.ts'
import { studyConcluded } from './screens/study.ts'
import { minutes, minutesSent } from './screens/minutes.ts'
import { paper, paperChoice, paperPrompt, paperTold, papers } from './screens/paper.ts'
import { passedOn, photoMissing, prompt, wordsMissing } from './screens/prompt.ts'
import { register, registered } from './screens/register.ts'
import { request } from './screens/request.ts'
import { callGone, survey } from './screens/survey.ts'
import { filesLost, task, taskGone } from './screens/task.ts'
import { questionAgain, warnings } from './screens/warnings.ts'
import { toastKey } from './screens/toast.ts'
import { bold, code, type Writer } from './writer.ts'

/** Writes any screen: one case, one drawing. */
export function draw(screen: Screen, writer: Writer): void {
  switch (screen.screen) {
    case 'welcome':
      welcome(screen, writer)
      break
    case 'invite':
      writer.line('invite:which')
      break
    case 'invitation':
      invitation(screen, writer)
      break
    case 'joined':
      joined(screen.unit, writer)
      break
    case 'colleague_joined':
    case 'colleague_gone':
      colleague(screen, writer)
      break
    case 'post_ended':
      writer.line('invite:post_ended', { unit: bold(writer.unit(screen.unit)) })
      break
    case 'help':
      help(screen.roles, writer)
      break
    case 'privacy':
      privacy(screen.retainDays, writer)
      break
    case 'forget':
      forget(screen.open, writer)
      break
    case 'home':
      home(screen.current, writer)
      break
    case 'home_set':
      writer.line('person:home_set', { unit: bold(writer.unit(screen.unit)) })
      break
    case 'away':
    case 'language':
    case 'language_set':
    case 'forgotten':
    case 'not_forgotten':
    case 'new':
      writer.line(`person:${screen.screen}`)
      break
    case 'cancelled':
      writer.line(`person:cancelled.${screen.what}`)
      break
    case 'register':
      register(writer)
      break
    case 'registered':
      registered(screen, writer)
      break
    case 'emergency':
      emergency(screen, writer)
      break
    case 'draft':
      draft(screen.view, writer)
      break
    case 'draft_category':
      draftCategory(screen.view, writer)
      break
    case 'draft_place':
      draftPlace(screen.view, writer)
      break
    case 'draft_sent':
      draftSent(screen.view, screen.number, writer)
      break
    case 'draft_moved':
      writer.line('draft:moved')
      break
    case 'draft_dropped':
      writer.line('draft:dropped')
      break
    case 'draft_expired':
      writer.line('draft:expired')
      break
    case 'draft_joined':
      draftJoined(screen.number, screen.own, writer)
      break
    case 'left':
      writer.line('appeal:left', { number: code(screen.number) })
      break
    case 'promise':
      promise(screen.view, writer)
      break
    case 'timeline':
      timeline(screen, writer)
      break
    case 'my':
      my(screen, writer)
      break
    case 'notice':
      notice(screen, writer)
      break
    case 'prompt':
      prompt(screen, writer)
      break
    case 'passed_on':
      passedOn(screen, writer)
      break
    case 'photo_missing':
      photoMissing(screen, writer)
      break
    case 'words_missing':
      wordsMissing(screen, writer)
      break
    case 'survey':
      survey(screen, writer)
      break
    case 'call_gone':
      callGone(screen, writer)
      break
    case 'after':
      after(screen, writer)
      break
    case 'after_said':
      afterSaid(screen, writer)
      break
    case 'helping':
      helping(screen, writer)
      break
    case 'task':
      task(screen.view, writer)
      break
    case 'task_gone':
      taskGone(screen, writer)
      break
    case 'task_list':
      taskList(screen, writer)
      break
    case 'assign':
      choice(screen.to === 'people' ? 'task:assign_people' : 'task:assign_units', screen, writer)
      break
    case 'merge':
      mergeChoice(screen, writer)
      break
    case 'about':
      choice('task:about_whom', screen, writer)
      break
    case 'ask_help':
    case 'recategorise':
    case 'propose':
      choice(`task:${screen.screen}`, screen, writer)
      break
    case 'proposed':
      proposed(screen, writer)
      break
    case 'request':
      request(screen.view, writer)
      break
    case 'warnings':
      warnings(screen, writer)
      break
    case 'question_again':
      questionAgain(screen, writer)
      break
    case 'demands':
      demands(screen, writer)
      break
    case 'demand':
      demand(screen.view, writer)
      break
    case 'demand_merge':
      demandMerge(screen, writer)
      break
    case 'demand_lead':
      demandChoice('demand:which_lead', screen.title, writer)
      break
    case 'demand_improve':
      demandChoice('demand:which_improvement', screen.title, writer)
      break
    case 'demand_prompt':
      demandPrompt(screen, writer)
      break
    case 'demand_leads':
      demandLeads(screen, writer)
      break
    case 'demands_unusual':
      demandsUnusual(screen, writer)
      break
    case 'paper':
      paper(screen.view, writer)
      break
    case 'notice_page':
      noticePage(screen, writer)
      break
    case 'notice_document':
      noticeDocument(screen, writer)
      break
    case 'notice_picture':
      noticePicture(screen, writer)
      break
    case 'notice_file':
      noticeFile(screen, writer)
      break
    case 'study_concluded':
      studyConcluded(screen, writer)
      break
    case 'paper_choice':
      paperChoice(screen, writer)
      break
    case 'paper_prompt':
      paperPrompt(screen, writer)
      break
    case 'paper_told':
      paperTold(screen, writer)
      break
    case 'minutes':
      minutes(screen, writer)
      break
    case 'minutes_sent':
      minutesSent(screen, writer)
      break
    case 'papers':
      papers(screen, writer)
      break
    case 'stats':
      stats(screen.view, writer)
      break
    case 'stats_list':
      statsList(screen, writer)
      break
    case 'admin':
      admin(screen.view, writer)
      break
    case 'board':
      board(screen, writer)
      break
    case 'board_picture':
      boardPicture(writer)
      break
    case 'board_group':
      boardGroup(screen, writer)
      break
    case 'board_unit':
      boardUnit(screen, writer)
      break
    case 'overdue':
      overdue(screen, writer)
      break
    case 'overdue_unit':
      overdueUnit(screen, writer)
      break
    case 'files_lost':
      filesLost(screen, writer)
      break
    case 'told':
      writer.line(toastKey(screen.toast))
      break
    case 'trouble':
      writer.line(`trouble:${screen.trouble}`)
      break
  }
}
