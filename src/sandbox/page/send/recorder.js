/* global Blob, clearInterval, MediaRecorder, navigator, performance, setInterval */
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'
import { voiceForm } from './voice-form.js'

const kinds = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4']

/** Records with the microphone, where there is one and it is allowed. */
export function recorder(chat, changed) {
  const length = el('span', { class: 'recording-length', text: '0:00' })
  const stop = (isKept) => () => running?.stop(isKept)
  const element = el(
    'div',
    { class: 'recording', hidden: true },
    el('span', { class: 'recording-dot', 'aria-hidden': 'true' }),
    el('span', { text: t('send.recording') }),
    length,
    el(
      'button',
      {
        type: 'button',
        class: 'tool',
        'aria-label': t('send.dropRecording'),
        title: t('send.dropRecording'),
        onclick: stop(false),
      },
      icon('trash'),
    ),
    el(
      'button',
      {
        type: 'button',
        class: 'tool send',
        'aria-label': t('send.stopRecording'),
        title: t('send.stopRecording'),
        onclick: stop(true),
      },
      icon('send'),
    ),
  )
  let running

  const show = () => {
    element.hidden = running === undefined
    changed()
  }
  return {
    element,
    isBusy: () => running !== undefined,
    async start() {
      const sound = await microphone()
      if (sound === undefined) return chat.notice(t('send.noMicrophone'))
      running = record(sound, length, async (voice) => {
        running = undefined
        show()
        if (voice) await chat.send(voiceForm(voice))
      })
      show()
    },
  }
}

/** The microphone, or nothing when there is none or it was not allowed. */
async function microphone() {
  if (navigator.mediaDevices === undefined || !('MediaRecorder' in globalThis)) return undefined
  return navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined)
}

function record(sound, length, done) {
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
  const machine = new MediaRecorder(sound, { mimeType })
  const parts = []
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const ticking = setInterval(() => {
    const whole = Math.floor(seconds())
    length.textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
  }, 200)
  let isKept = true
  machine.addEventListener('dataavailable', ({ data }) => parts.push(data))
  machine.addEventListener('stop', () => {
    clearInterval(ticking)
    for (const track of sound.getTracks()) track.stop()
    const type = machine.mimeType.split(';')[0]
    const blob = new Blob(parts, { type })
    done(isKept ? { blob, name: `voice.${type.split('/')[1]}`, seconds: seconds() } : undefined)
  })
  machine.start()
  return {
    stop(keep) {
      isKept = keep
      machine.stop()
    },
  }
}
