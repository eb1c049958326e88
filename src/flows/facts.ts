import type { Appeal, Joiner, Moment, UnitRequest, Urgency } from '../domain/appeal.ts'
import type { Caller } from '../domain/caller.ts'
import type { DemandState } from '../domain/demand.ts'
import type { Org } from '../domain/organisation.ts'
import type { ActName, Standing } from '../domain/lifecycle.ts'
import type { Paper } from '../domain/papers/paper.ts'
import type { Rules } from '../domain/rules.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { DemandTitle } from './demand/views.ts'
import type { PaperInView } from './paper/views.ts'
import type { AlbumMemory, Awaiting } from './words/awaiting.ts'
import type { FileRef } from './input.ts'

export type Locale = 'zh-CN' | 'en'
export type Role = 'handler' | 'head' | 'dispatcher' | 'leader' | 'admin'

/** Who is talking. */
export interface Person {
  id: number
  name: string
  locale: Locale
  home: string | null
  /** Has agreed to the privacy notice by submitting once. */
  agreed: boolean
  posts: { unit: string; role: Role }[]
}

/** An appeal while it is being written. */
export interface Draft {
  id: number
  text: string
  files: FileRef[]
  category: string | null
  categoryBy: 'guess' | 'person'
  place: string | null
  /** `home`: suggested from the home community; `words`/`pin`: read out of them; `person`: tapped. */
  placeBy: 'guess' | 'home' | 'words' | 'pin' | 'person'
  pin: { longitude: number; latitude: number } | null
  anonymous: boolean
  /** Whom somebody with a post writes it for. Null: it is the writer's own. */
  caller: Caller | null
  /** Numbers of the appeals that its card offers to join. */
  similar: string[]
  startedAt: Moment
}

/** A draft without what the store adds. */
export type DraftContent = Omit<Draft, 'id' | 'similar' | 'startedAt'>

/** What a message of ours is about. */
export interface CardRef {
  id: number
  kind: CardKind
  subject: string
  live: boolean
}

export type CardKind =
  | 'draft'
  | 'promise'
  | 'task'
  | 'queue'
  | 'request'
  | 'question'
  | 'survey'
  | 'call'
  | 'step'
  | 'words'
  | 'choice'
  | 'list'
  | 'prompt'
  | 'demand'
  | 'paper'
  | 'board'

/** The appeal that the input names, if this person may see it at all. */
export interface AppealInView {
  appeal: Appeal
  standings: Standing[]
  /** Acts that are allowed now for this person: exactly the buttons of the card. */
  moves: ActName[]
  /** Acts that would be theirs now, but for the reason that is named. */
  hindered: Partial<Record<ActName, Refusal>>
  pending: UnitRequest | null
  /** Who else stands behind it, and the papers about it that are not closed. */
  joiners: readonly Joiner[]
  papers: readonly Paper[]
  /** The reply needs a photo, and none is there yet. */
  lacksPhoto: boolean
}

/** The common demand that the input names, if this person may see it at all. */
export interface DemandInView {
  id: number
  title: DemandTitle
  state: DemandState
  /** The unit that leads the topic. */
  unit: string | null
  /** Dispatchers and leaders change it; whoever else sees it only looks. */
  mayRule: boolean
}

/** An invitation that is still good. */
export interface Invitation {
  id: number
  unit: string
  /** The head who gave it. */
  by: number
}

/** A post that came by an invitation. */
export interface InvitedPost {
  id: number
  person: number
  name: string
  unit: string
}

/** Everything a flow may know. Loaded before the flow runs; nothing is fetched from inside. */
export interface Facts {
  now: Moment
  org: Org
  rules: Rules
  person: Person
  draft: Draft | null
  awaiting: Awaiting | null
  album: AlbumMemory | null
  /** For a press: the card it stands on. For a reply: the card it replies to. */
  card: CardRef | null
  /** The appeal named by the button, the command, the typed number, the replied-to card, or `awaiting`. */
  view: AppealInView | null
  /** The invitation that /start came with, if it is still good. */
  invitation: Invitation | null
  /** The post that the button names, if it came by an invitation and still holds. */
  post: InvitedPost | null
  /** The demand that the button names, or that words are awaited for. */
  demand: DemandInView | null
  /** The paper that the button names, or that words are awaited for. */
  paper: PaperInView | null
  /** Reads a category out of words: the classifier, behind a plain function. */
  classify: (text: string) => Guess
  /** Reads out of words what else they say: made once from the org file. */
  reads: Reads
  /** When the reply would be due if such an appeal were submitted now. */
  dueIf: (category: string | null, urgency: Urgency) => Moment | null
}

/** What is read out of words besides the category, behind plain functions. */
export interface Reads {
  place: (text: string) => PlaceReading
  /** Emergencies of the org file that the words speak of, by their codes. */
  emergencies: (text: string) => string[]
  /** The matter outside this desk that the words are about, if any. An emergency is never outside. */
  outside: (text: string) => string | null
  /** The unit that somebody means, of any kind, but for `besides`. Null: none, or nobody could tell which. */
  unit: (text: string, besides: string | null) => string | null
}

/** Where a text says that something is. */
export interface PlaceReading {
  /** The township or community, when it can be no other. */
  place: string | null
  /** Otherwise the communities that it may be. */
  likely: string[]
}

export interface Guess {
  category: string | null
  /** Sure enough to be routed without a person. */
  sure: boolean
  /** Likely ones, best first, for the buttons. */
  likely: string[]
  because: string[]
}
