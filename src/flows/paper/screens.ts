import type { NoticeAnchor, NoticeContent } from '../../figures/notice.ts'
import type { PeerKind } from '../../figures/peers.ts'
import type { DemandTitle } from '../demand/views.ts'
import type { NoticePage } from './notice-views.ts'
import type { Moment } from '../../domain/appeal.ts'
import type { PaperData, PaperKind } from '../../domain/papers/paper.ts'
import type { ButtonSpec } from '../screen.ts'
import type { MinutesScreen, PapersScreen, PaperTitle, PaperView } from './views.ts'

/** Everything that is shown of papers, as data. */
export type PaperScreen =
  | { screen: 'paper'; view: PaperView; buttons: ButtonSpec[] }
  /** A page of a monthly notice. Below `minimum` answers nothing is compared. */
  | {
      screen: 'notice_page'
      content: NoticeContent
      page: NoticePage
      minimum: number
      buttons: ButtonSpec[]
    }
  /** All of a notice, longer than a message may be. */
  | { screen: 'notice_document'; content: NoticeContent; anchor: NoticeAnchor; minimum: number }
  /** Below its pictures, and below the document. */
  | { screen: 'notice_picture'; month: string; kind: PeerKind }
  | { screen: 'notice_file'; month: string; digest: string }
  /** To the heads of a unit that leads common demands: what leaders concluded about them. */
  | {
      screen: 'study_concluded'
      month: string
      demands: DemandTitle[]
      conclusions: { by: string; words: string }[]
      buttons: ButtonSpec[]
    }
  /** Which one: a unit, a date, a person. */
  | { screen: 'paper_choice'; act: string; title: PaperTitle; buttons: ButtonSpec[] }
  /** The next message is the directive, the answer, the decision. */
  | {
      screen: 'paper_prompt'
      act: string
      kind: PaperKind
      title: PaperTitle
      buttons: ButtonSpec[]
    }
  /** What was done with a paper, in a few words. `household`: to those who stand behind its appeal. */
  | {
      screen: 'paper_told'
      act: string
      title: PaperTitle
      household: boolean
      by: string | null
      /** Title of the leader who answers for it. */
      leader: string | null
      due: Moment | null
      data: PaperData
      words: string
      buttons: ButtonSpec[]
    }
  | MinutesScreen
  | PapersScreen
