/* global Blob, document, File */
import { deskNow, shortDay, clockTime } from '../core/clock.js'
import { t } from '../core/texts.js'

const width = 960
const height = 720

/** Three drawn photos: a dark lamp, a leaking pipe, a broken road. */
export async function samplePhotos() {
  const scenes = { lamp, pipe, road }
  return Promise.all(
    Object.entries(scenes).map(async ([name, scene]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height })
      const brush = canvas.getContext('2d')
      scene(brush)
      stamp(brush)
      const blob = await new Promise((made) => canvas.toBlob(made, 'image/jpeg', 0.85))
      return new File([blob ?? new Blob()], t(`sample.${name}`), { type: 'image/jpeg' })
    }),
  )
}

function shade(brush, from, to, top = 0, bottom = height) {
  const fill = brush.createLinearGradient(0, top, 0, bottom)
  fill.addColorStop(0, from)
  fill.addColorStop(1, to)
  return fill
}

function box(brush, fill, x, y, w, h) {
  brush.fillStyle = fill
  brush.fillRect(x, y, w, h)
}

function shape(brush, fill, ...points) {
  brush.fillStyle = fill
  brush.beginPath()
  for (const [x, y] of points) brush.lineTo(x, y)
  brush.fill()
}

function round(brush, fill, x, y, rx, ry = rx) {
  brush.fillStyle = fill
  brush.beginPath()
  brush.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2)
  brush.fill()
}

function stroke(brush, colour, thick, ...points) {
  Object.assign(brush, {
    strokeStyle: colour,
    lineWidth: thick,
    lineCap: 'round',
    lineJoin: 'round',
  })
  brush.beginPath()
  for (const [x, y] of points) brush.lineTo(x, y)
  brush.stroke()
}

/** Night, houses with a few lit windows, and a lamp that gives no light. */
function lamp(brush) {
  box(brush, shade(brush, '#141d33', '#3a4565'), 0, 0, width, height)
  for (let i = 0; i < 60; i++) round(brush, '#ffffff66', (i * 173) % width, (i * 97) % 300, 1.2)
  for (const [x, tall] of [
    [40, 330],
    [240, 250],
    [620, 300],
    [800, 380],
  ]) {
    box(brush, shade(brush, '#222b44', '#1a2136', 560 - tall, 560), x, 560 - tall, 150, tall)
    for (let i = 0; i < 12; i++) {
      const isLit = (i * 7 + x) % 5 === 0
      box(
        brush,
        isLit ? '#ffd98a' : '#2f3a58',
        x + 18 + (i % 3) * 44,
        590 - tall + Math.floor(i / 3) * 56,
        26,
        32,
      )
    }
  }
  shape(brush, '#151a2a', [0, 560], [width, 560], [width, height], [0, height])
  shape(brush, '#20273b', [300, height], [450, 560], [530, 560], [760, height])
  stroke(brush, '#0b0f1a', 16, [500, 640], [500, 190], [430, 170])
  shape(brush, '#0b0f1a', [360, 178], [440, 152], [452, 182], [368, 200])
  stroke(brush, '#5b6788', 4, [378, 196], [398, 214], [410, 196])
}

/** A wall, a pipe with a burst joint, a puddle. */
function pipe(brush) {
  box(brush, shade(brush, '#d8cfc0', '#b9ad9b'), 0, 0, width, 540)
  for (let row = 0; row < 9; row++) {
    for (let i = 0; i < 9; i++) {
      box(
        brush,
        (row + i) % 3 === 0 ? '#cbbda8' : '#d3c7b4',
        i * 120 - (row % 2) * 60,
        row * 60,
        114,
        54,
      )
    }
  }
  box(brush, shade(brush, '#8d8c88', '#6f6e6b', 540, height), 0, 540, width, 180)
  stroke(brush, '#5d6d76', 58, [-40, 210], [560, 210], [560, 800])
  stroke(brush, '#8fa3ad', 18, [-40, 196], [552, 196])
  box(brush, '#46545b', 420, 168, 34, 84)
  box(brush, '#46545b', 516, 300, 88, 34)
  for (let i = 0; i < 26; i++) {
    const spread = (i - 12) * 15
    stroke(
      brush,
      '#bfe3f4cc',
      5,
      [438, 240],
      [438 + spread * 0.5, 340],
      [438 + spread, 560 + (i % 5) * 14],
    )
  }
  round(brush, '#7fb4cdaa', 440, 640, 330, 56)
  round(brush, '#a9d4e6aa', 430, 632, 240, 34)
}

/** A street by day with a hole and a cone beside it. */
function road(brush) {
  box(brush, shade(brush, '#a9d3ea', '#e9f3f2', 0, 330), 0, 0, width, 330)
  box(brush, shade(brush, '#b5b39f', '#8f8d7c', 330, height), 0, 330, width, 390)
  round(brush, '#9cb98a', 150, 330, 190, 90)
  round(brush, '#86a877', 800, 330, 240, 110)
  box(brush, '#c9c4b6', 0, 320, width, 60)
  shape(
    brush,
    shade(brush, '#7f8488', '#5b6064', 330, height),
    [330, 330],
    [600, 330],
    [1100, height],
    [-140, height],
  )
  for (let i = 0; i < 5; i++) {
    const y = 345 + i * i * 17
    shape(
      brush,
      '#f1ead2',
      [462, y],
      [470, y],
      [476 + i * 3, y + 12 + i * 9],
      [456 - i * 3, y + 12 + i * 9],
    )
  }
  round(brush, '#3a3d40', 560, 560, 190, 66)
  round(brush, '#25282a', 566, 570, 158, 48)
  for (let i = 0; i < 9; i++)
    stroke(
      brush,
      '#4a4e51',
      4,
      [560 + Math.cos(i) * 180, 560 + Math.sin(i) * 62],
      [560 + Math.cos(i) * 250, 560 + Math.sin(i + 0.2) * 96],
    )
  shape(brush, '#e8662f', [285, 610], [315, 455], [335, 455], [365, 610])
  shape(brush, '#fff4ea', [297, 552], [303, 520], [347, 520], [353, 552])
  box(brush, '#c9531f', 262, 606, 126, 20)
}

/** The day and hour in the corner, as many phones print it. */
function stamp(brush) {
  brush.font = '600 30px system-ui, sans-serif'
  brush.textAlign = 'right'
  brush.fillStyle = '#ffffffd9'
  brush.shadowColor = '#0008'
  brush.shadowBlur = 6
  brush.fillText(`${shortDay(deskNow())} ${clockTime(deskNow())}`, width - 28, height - 28)
}
