/* global Audio */
import { fileUrl } from '../core/api.js'
import { el, svg } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'

const bars = 34
let playing

/** A voice message: play, a wave that fills while it plays, and its length. */
export function voicePlayer({ kind, fileId, fileName, duration = 0 }) {
  const sound = new Audio()
  sound.preload = 'none'
  sound.src = fileUrl(fileId)
  const wave = drawWave(fileId)
  const length = el('span', { class: 'file-size', text: lengthWords(duration) })
  const button = el(
    'button',
    { type: 'button', class: 'disc', 'aria-label': t('chat.play') },
    icon('play'),
  )

  const show = () => {
    const isPlaying = !sound.paused && !sound.ended
    button.replaceChildren(icon(isPlaying ? 'pause' : 'play'))
    button.setAttribute('aria-label', t(isPlaying ? 'chat.pause' : 'chat.play'))
    const whole = Number.isFinite(sound.duration) ? sound.duration : duration
    const share = whole > 0 ? sound.currentTime / whole : 0
    wave.bars.forEach((bar, index) => bar.classList.toggle('heard', index / bars < share))
    length.textContent = lengthWords(isPlaying ? sound.currentTime : whole)
  }
  for (const event of ['play', 'pause', 'ended', 'timeupdate']) sound.addEventListener(event, show)
  button.addEventListener('click', async () => {
    if (!sound.paused) return sound.pause()
    playing?.pause()
    playing = sound
    // A browser that cannot decode this kind of sound says so on the button.
    await sound.play().catch((fault) => button.setAttribute('title', fault.message))
  })
  return el(
    'div',
    { class: 'voice', data: { file: fileId } },
    button,
    el(
      'div',
      { class: 'voice-words' },
      kind === 'audio' && el('bdi', { class: 'file-name', text: fileName ?? t('chat.audio') }),
      wave.drawing,
      length,
    ),
  )
}

/** Heights come from the id: every message keeps its own wave without decoding the sound. */
function drawWave(fileId) {
  let seed = 7
  for (const sign of fileId) seed = (seed * 31 + sign.codePointAt(0)) % 65_521
  const drawn = Array.from({ length: bars }, (_none, index) => {
    seed = (seed * 75 + 74) % 65_537
    const height =
      4 + ((seed % 100) / 100) * 14 * (0.55 + 0.45 * Math.sin((index / bars) * Math.PI))
    return svg('rect', { x: index * 4, y: 20 - height, width: 2.4, height, rx: 1.2 })
  })
  return {
    bars: drawn,
    drawing: svg(
      'svg',
      { class: 'wave', viewBox: `0 0 ${bars * 4} 20`, 'aria-hidden': 'true' },
      ...drawn,
    ),
  }
}

function lengthWords(seconds) {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
