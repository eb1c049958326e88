import { svg } from './dom.js'

/** Strokes on a 24 by 24 field. */
const strokes = {
  attach:
    'M20 11.500l-8.3 8.300a5.2 5.2 0 0 1-7.4-7.400l8.6-8.600a3.5 3.5 0 0 1 5 5l-8.6 8.500a1.7 1.7 0 0 1-2.5-2.400l7.9-7.9',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 16.500V11a6 6 0 0 1 12 0v5.500l1.5 2h-15zM10 21h4',
  block: 'M12 3a9 9 0 1 0 .1 0M5.7 5.700l12.6 12.6',
  clock: 'M12 3a9 9 0 1 0 .1 0M12 7v5l3.5 2',
  close: 'M6 6l12 12M18 6L6 18',
  contact: 'M12 4a4 4 0 1 0 .1 0M4.5 20.500c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  dice: 'M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8.5 8.500h.1M15.5 8.500h.1M12 12h.1M8.5 15.500h.1M15.5 15.500h.1',
  down: 'M6 9l6 6 6-6',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  edit: 'M4 20l1-4.500L16.5 4a2.1 2.1 0 0 1 3 3L8 18.500z',
  file: 'M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM14 3v5h5',
  link: 'M8 16L17 7M9.5 7H17v7.5',
  mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.500V21',
  more: 'M12 5.500h.1M12 12h.1M12 18.500h.1',
  pause: 'M9 6v12M15 6v12',
  phone: 'M8 2.500h8a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM11 18.500h2',
  photo:
    'M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3.5 17l5-5 4 4 3-3 5 4.500M16 9h.1',
  pin: 'M12 3a7 7 0 0 1 7 7c0 5-7 11-7 11s-7-6-7-11a7 7 0 0 1 7-7zM12 7.500a2.5 2.5 0 1 0 .1 0',
  poll: 'M5 20V10M12 20V4M19 20v-7',
  reply: 'M10 6l-6 6 6 6M4 12h9a7 7 0 0 1 7 7',
  reset: 'M4.5 12a7.5 7.5 0 1 0 2.5-5.600M4 4.500V9h4.5',
  sparkle: 'M12 4l1.8 5.200L19 11l-5.2 1.800L12 18l-1.8-5.200L5 11l5.2-1.800zM19 3v4M21 5h-4',
  tick: 'M2.5 12.500l4.5 4.500L16 8M11 15.500l1.5 1.500L21.5 8',
  trash: 'M5 7h14M10 7V4.500h4V7M7 7l1 13h8l1-13',
  wave: 'M4 10v4M8 7v10M12 4v16M16 8v8M20 10.500v3',
}
const solids = {
  play: 'M8 5.500v13a.8.8 0 0 0 1.2.7l10.3-6.500a.8.8 0 0 0 0-1.400L9.2 4.800A.8.8 0 0 0 8 5.500z',
  send: 'M3.6 20.300l17.5-7.500a.9.9 0 0 0 0-1.600L3.6 3.700a.7.7 0 0 0-1 .8L4.8 11l9.2 1-9.2 1-2.2 6.500a.7.7 0 0 0 1 .8z',
}

/**
 * @param {keyof typeof strokes | keyof typeof solids} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const d = strokes[name] ?? solids[name]
  const paint = name in solids ? { fill: 'currentColor' } : { fill: 'none', stroke: 'currentColor' }
  return svg(
    'svg',
    { class: `icon icon-${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    svg('path', {
      d,
      ...paint,
      'stroke-width': 2,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  )
}
