import { matcherOf, ONE_MATTER, vectorOfWords, type Matter } from '../classify/same-matter.ts'
import { tellingAt } from '../classify/telling.ts'
import type { Moment } from '../domain/appeal.ts'
import { ancestors, communitiesIn, unitOf, type Org } from '../domain/organisation.ts'
import type { Rules } from '../domain/rules.ts'
import type { Transaction } from '../store/database.ts'
import { momentOf } from '../store/moments.ts'
import { appealsWith } from '../store/postings.ts'
import type { Search } from './search.ts'

/** An open appeal that seems to be about the same matter. */
export interface Similar {
  number: string
  category: string | null
  place: string | null
  registeredAt: Moment
  /** Keywords of the org file that both texts have: safe to show to a neighbour. */
  shared: string[]
  /** From 0 to 1. */
  score: number
  /** The asking person stands behind it already. */
  own: boolean
}

export interface Sought {
  text: string
  category: string | null
  place: string | null
  pin: { longitude: number; latitude: number } | null
  /** Person id of whoever asks. */
  person: number | null
  /** Id of an appeal that is left out. */
  besides: number | null
}

/** Statuses in which somebody still waits for a reply: the search index holds these and no others. */
export const SOUGHT_AMONG = ['registered', 'assigned', 'accepted', 'shelved'] as const

/** So many that the index finds are compared word by word. */
const COMPARED = 10

/**
 * Open appeals nearby that seem to be about the same matter, best first, at most `most`; only those above the score at
 * which at least eight of ten are. Nearby: at the same place, in the unit above, or in the communities of a township.
 * The asking person's own are looked through wherever they are. Without words or a place nothing else is found.
 */
export async function similarTo(
  tx: Transaction,
  what: Sought,
  given: { rules: Rules; search: Search; now: Moment },
  most: number,
): Promise<Similar[]> {
  const { rules, search, now } = given
  const rarity = await search.rarity(tx)
  const vector = vectorOfWords(what.text, rarity)
  if (vector.grams.length === 0) return []
  const pieces = tellingAt(vector, placesNearby(rules.org, what.place))
  const ids = await appealsWith(tx, pieces, what.besides, COMPARED)
  const scoreOf = matcherOf({ ...what, at: now }, { org: rules.org, rarity })
  const keywords = new Set(search.keywordsIn(what.text))
  return (await readAppeals(tx, ids, what))
    .map((row) => {
      const own = row.resident === what.person || row.joined
      // Whoever is elsewhere today and writes the same again means the same.
      return { ...row, own, score: scoreOf(own ? { ...row, place: null } : row) }
    })
    .filter(({ score }) => score >= ONE_MATTER)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ number, category, place, at: registeredAt, text, own, score }) => {
      const shared = search.keywordsIn(text).filter((keyword) => keywords.has(keyword))
      return { number, category, place, registeredAt, shared, score, own }
    })
}

function placesNearby(org: Org, place: string | null): string[] {
  if (place === null) return []
  const below = unitOf(org, place)?.kind === 'township' ? communitiesIn(org, place) : []
  return [place, ...[...ancestors(org, place), ...below].map(({ code }) => code)]
}

interface Row extends Matter {
  number: string
  resident: number
  joined: boolean
}

/** Those found, and those that the asking person stands behind; with their first words. */
async function readAppeals(
  tx: Transaction,
  ids: readonly number[],
  { person, besides }: Sought,
): Promise<Row[]> {
  const rows = await tx.$queryRaw<StoredRow[]>`
    SELECT appeal.number, appeal.resident_id, appeal.category, appeal.place, appeal.longitude,
      appeal.latitude, appeal.registered_at, words.text,
      appeal.id IN (SELECT appeal_id FROM joiner WHERE person_id = ${person}) AS joined
    FROM appeal
    JOIN history ON history.appeal_id = appeal.id AND history.seq = 1
    JOIN words ON words.history_id = history.id
    WHERE appeal.id IN (
        SELECT unnest(${[...ids]}::int[])
        UNION SELECT id FROM appeal WHERE resident_id = ${person}
        UNION SELECT appeal_id FROM joiner WHERE person_id = ${person})
      AND appeal.status::text = ANY(${[...SOUGHT_AMONG]}) AND appeal.id <> ${besides ?? 0}`
  return rows.map(({ resident_id: resident, registered_at, longitude, latitude, ...row }) => ({
    ...{ ...row, resident, at: momentOf(registered_at) },
    pin: longitude === null || latitude === null ? null : { longitude, latitude },
  }))
}

interface StoredRow {
  number: string
  resident_id: number
  category: string | null
  place: string | null
  longitude: number | null
  latitude: number | null
  registered_at: Date
  text: string
  joined: boolean
}
