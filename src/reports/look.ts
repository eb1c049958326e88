/** Colours and sizes of all pictures: read on a phone, in the sun, and by people who see red and green as one. */
export const INK = '#1f2933'
export const FAINT = '#64748b'
export const RULE = '#e2e8f0'
export const PAPER = '#ffffff'
export const BLUE = '#2b6c99'
export const AMBER = '#c2570c'
export const TEAL = '#4fa3a5'
export const GREY = '#a3b1c2'
/** Below a whisker, which must stand out against them. */
export const LIGHT = { blue: '#7fb4d8', grey: '#cbd5e1', amber: '#eaa46c' } as const

export const FONT = 'Noto Sans SC'
export const WIDTH = 960
export const MARGIN = 32
export const TEXT = { title: 26, heading: 18, label: 15 } as const

export const label = { color: INK, fontFamily: FONT, fontSize: TEXT.label }

/** The title and the note at the top of every picture. */
export function head(title: string, note: string): object[] {
  return [
    { text: title, left: MARGIN, top: 28, padding: 0, textStyle: textOf(INK, TEXT.title) },
    { text: note, left: MARGIN, top: 68, padding: 0, textStyle: textOf(FAINT, TEXT.label) },
  ]
}

/** Where what comes below the head may begin. */
export const BELOW_HEAD = 104

export function textOf(color: string, fontSize: number): object {
  return { color, fontSize, fontFamily: FONT, fontWeight: 'normal' }
}
