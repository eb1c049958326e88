/* global DOMPoint */
import { el, svg } from '../core/dom.js'
import { store } from '../core/store.js'
import { t, word } from '../core/texts.js'

const width = 320
/** About two kilometres: what a card shows around a pin. */
const cardSpan = 0.03
const fallback = { latitude: 35.75, longitude: 119.2 }

/**
 * A drawn map, without any outside service: the communities' areas, and a pin.
 * @param {{ centre: { latitude: number, longitude: number }, span: number, height: number, pin?: object }} view
 */
export function drawMap({ centre, span, height, pin }) {
  const scale = width / span
  const squeeze = Math.cos((centre.latitude * Math.PI) / 180)
  const at = ([longitude, latitude]) => [
    width / 2 + (longitude - centre.longitude) * scale,
    height / 2 - ((latitude - centre.latitude) * scale) / squeeze,
  ]
  const drawing = svg(
    'svg',
    {
      class: 'map',
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'xMidYMid slice',
      role: 'img',
      'aria-label': t('map.map'),
    },
    ...land(at, centre, span),
    ...store.areas.map((area, index) => areaShape(area, index, at)),
    ...areaNames(at),
  )
  if (pin) drawing.append(pinShape(at([pin.longitude, pin.latitude])))
  return {
    drawing,
    place: ({ clientX, clientY }) => {
      const point = new DOMPoint(clientX, clientY).matrixTransform(drawing.getScreenCTM().inverse())
      return {
        longitude: round(centre.longitude + (point.x - width / 2) / scale),
        latitude: round(centre.latitude - ((point.y - height / 2) * squeeze) / scale),
      }
    },
    putPin(location) {
      drawing.querySelector('.pin')?.remove()
      drawing.append(pinShape(at([location.longitude, location.latitude])))
    },
  }
}

const round = (degrees) => Math.round(degrees * 1e5) / 1e5

/** Faint streets and a stream, so that the paper does not look empty. They mean nothing. */
function land(at, { longitude, latitude }, span) {
  const step = span / 8
  const far = step * 20
  const x0 = Math.floor(longitude / step) * step
  const y0 = Math.floor(latitude / step) * step
  const paths = []
  for (let i = -14; i <= 14; i++) {
    const slope = step * 3
    const isWide = (Math.round(x0 / step) + i) % 4 === 0
    paths.push(
      way(
        [
          [x0 + i * step - slope, y0 - far],
          [x0 + i * step + slope, y0 + far],
        ],
        isWide,
        at,
      ),
    )
    paths.push(
      way(
        [
          [x0 - far, y0 + i * step + slope],
          [x0 + far, y0 + i * step - slope],
        ],
        isWide,
        at,
      ),
    )
  }
  const stream = [-3, -2, -1, 0, 1, 2, 3].map((i) =>
    at([119.2 + i * 0.035, 35.752 + Math.sin(i * 1.7) * 0.006]),
  )
  const bends = stream.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  return [...paths, svg('polyline', { class: 'stream', points: bends })]
}

function way(points, isWide, at) {
  const [[x1, y1], [x2, y2]] = points.map(at)
  return svg('line', { class: isWide ? 'way wide' : 'way', x1, y1, x2, y2 })
}

function areaShape({ ring }, index, at) {
  const points = ring
    .map((corner) =>
      at(corner)
        .map((value) => value.toFixed(1))
        .join(','),
    )
    .join(' ')
  return svg('polygon', { class: 'area', points, 'data-hue': index % 6 })
}

/** Names that would stand on another are left out; the map is small, and the list below it is whole. */
function areaNames(at) {
  const taken = []
  return store.areas.flatMap(({ name, ring }) => {
    const { longitude, latitude } = middle(ring)
    const [middleX, y] = at([longitude, latitude])
    const text = word(name)
    const half = [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 6 : 3.4), 3)
    const x = Math.min(Math.max(middleX, half), width - half)
    const isFree = taken.every(
      (one) => Math.abs(one.x - x) > one.half + half || Math.abs(one.y - y) > 12,
    )
    if (!isFree) return []
    taken.push({ x, y, half })
    return [svg('text', { class: 'area-name', x, y, 'text-anchor': 'middle', text })]
  })
}

function pinShape([x, y]) {
  return svg(
    'g',
    { class: 'pin', transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
    svg('ellipse', { class: 'pin-shade', rx: 6, ry: 2.4 }),
    svg('path', { class: 'pin-body', d: 'M0 0C-3-7-11-11-11-20a11 11 0 0 1 22 0C11-11 3-7 0 0z' }),
    svg('circle', { class: 'pin-eye', cy: -20, r: 4.2 }),
  )
}

/** The middle of a ring's corners. */
export function middle(ring) {
  const sum = ring.reduce(([x, y], [longitude, latitude]) => [x + longitude, y + latitude], [0, 0])
  return { longitude: round(sum[0] / ring.length), latitude: round(sum[1] / ring.length) }
}

/** The community that a place lies in, if it lies in one. */
export function areaAt({ longitude, latitude }) {
  const isInside = ({ ring }) =>
    ring.reduce((inside, [x1, y1], index) => {
      const [x2, y2] = ring[(index + 1) % ring.length]
      const isCrossed = y1 > latitude !== y2 > latitude
      return isCrossed && longitude < x1 + ((latitude - y1) * (x2 - x1)) / (y2 - y1)
        ? !inside
        : inside
    }, false)
  return store.areas.find(isInside)
}

/** Where it is, in a line: the community's name if there is one, and the coordinates. */
export function placeWords(location) {
  // A pair that stays on one line.
  const spot = `${location.latitude.toFixed(4)},\u00a0${location.longitude.toFixed(4)}`
  const area = areaAt(location)
  return area === undefined ? spot : `${word(area.name)} · ${spot}`
}

/** A view that holds every area. */
export function wholeView(height) {
  const corners = store.areas.flatMap(({ ring }) => ring)
  if (corners.length === 0) return { centre: fallback, span: cardSpan * 2, height }
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const squeeze = Math.cos((ys[0] * Math.PI) / 180)
  const wide = Math.max(...xs) - Math.min(...xs)
  const tall = ((Math.max(...ys) - Math.min(...ys)) / squeeze) * (width / height)
  return {
    centre: {
      longitude: (Math.max(...xs) + Math.min(...xs)) / 2,
      latitude: (Math.max(...ys) + Math.min(...ys)) / 2,
    },
    span: Math.max(wide, tall) * 1.18,
    height,
  }
}

/** A place in a message. */
export function placeCard(location) {
  const { drawing } = drawMap({ centre: location, span: cardSpan, height: 170, pin: location })
  drawing.ariaLabel = t('map.pin', {
    latitude: location.latitude.toFixed(4),
    longitude: location.longitude.toFixed(4),
  })
  const words = el('span', { class: 'place-words', text: placeWords(location) })
  return el('div', { class: 'place' }, drawing, words)
}
