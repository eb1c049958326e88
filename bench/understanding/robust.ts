import { Converter } from 'opencc-js/cn2t'
import { createLearned } from '../../src/classify/learning/learned.ts'
import { learn, type Labelled } from '../../src/classify/learning/learn.ts'
import { randomFrom } from '../../src/classify/learning/random.ts'
import { ABSENT, labelledLetters, split } from './appeals.ts'
import { judge, told } from './judge.ts'
import type { Section } from './section.ts'

/** The held-out letters once more, as somebody else would have typed or said them. */
export const robust: Section = {
  name: 'robust',
  async measure() {
    const letters = await labelledLetters()
    if (!letters) return [ABSENT]
    const { learned, heldOut } = split(letters)
    const classify = createLearned(learn(learned))
    return Object.entries(WAYS).map(([way, change]) => {
      const changed = heldOut.map(({ label, title, text }) => ({
        label,
        title: title == null ? null : change(title),
        text: change(text),
      }))
      return `${way}: ${told(judge(changed, classify))}`
    })
  },
}

const random = randomFrom(20)
type Convert = (options: { from: 'cn'; to: 't' }) => (text: string) => string

const WAYS: Readonly<Record<string, (text: Labelled['text']) => string>> = {
  'as written': (text) => text,
  'traditional characters': (Converter as Convert)({ from: 'cn', to: 't' }),
  'full-width letters and figures': (text) =>
    text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  'one character in twenty missing': (text) =>
    Array.from(text)
      .filter(() => random() >= 0.05)
      .join(''),
  'one in twenty changed places with the next': (text) =>
    text.replace(/(.)(.)/gsu, (pair, one: string, next: string) =>
      random() < 0.05 ? next + one : pair,
    ),
  'said aloud, with fillers and no punctuation': (text) =>
    text.replace(/[\p{P}\s]+/gu, () => FILLERS[Math.floor(random() * FILLERS.length)] ?? ''),
  'only the first sixty characters': (text) => Array.from(text).slice(0, 60).join(''),
}

const FILLERS = ['嗯', '那个', '就是说', '然后呢', '这个', '啊', '']
