import type { Moment } from '../../domain/appeal.ts'
import type { PaperData, PaperKind } from '../../domain/papers/paper.ts'
import type { ButtonSpec } from '../screen.ts'
import type { PaperItem, PaperTitle, PaperView } from './views.ts'

/** Everything that is shown of papers, as data. */
export type PaperScreen =
  | { screen: 'paper'; view: PaperView; buttons: ButtonSpec[] }
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
      due: Moment | null
      data: PaperData
      words: string
      buttons: ButtonSpec[]
    }
  | {
      screen: 'papers'
      list: string
      items: PaperItem[]
      /** How many stand on the pages before. */
      first: number
      total: number
      buttons: ButtonSpec[]
    }
