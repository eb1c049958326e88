import { describe, expect, it } from 'vitest'
import { cleanFile } from '../../src/files/clean.ts'
import { CANARY, film, FRAME, gif, jpeg, PIXELS, png, song, webp } from './made.ts'

const TELLING: [name: string, bytes: Buffer][] = [
  ['file.jpg', jpeg()],
  ['file.png', png()],
  ['file.webp', webp()],
  ['file.gif', gif()],
  ['file.mp4', film()],
  ['file.mov', film('qt  ')],
  ['file.m4a', film('M4A ')],
  ['file.mp3', song()],
]

describe('A file that is passed on', () => {
  it.each(TELLING)('says nothing of whoever made it: %s', (name, bytes) => {
    expect(bytes.includes(CANARY)).toBe(true)
    const clean = cleanFile(bytes)
    expect(clean?.name).toBe(name)
    expect(clean?.bytes.includes(CANARY)).toBe(false)
  })

  it.each(TELLING)('keeps every byte of what is seen and heard: %s', (name, bytes) => {
    const shown = name === 'file.gif' ? 'pix' : PIXELS
    expect(cleanFile(bytes)?.bytes.includes(shown)).toBe(true)
  })

  it.each(TELLING)('is clean already when it is cleaned once more: %s', (_name, bytes) => {
    const once = cleanFile(bytes)?.bytes
    expect(once && cleanFile(once)?.bytes.equals(once)).toBe(true)
  })

  it.each([1, 3, 6, 8])('stays the right way up: %i', (orientation) => {
    const clean = cleanFile(jpeg({ orientation }))!.bytes
    const at = clean.indexOf('Exif')
    expect(at < 0 ? 1 : clean.readUInt16BE(at + 6 + 18)).toBe(orientation)
    expect(clean.includes(FRAME(640, 480))).toBe(true)
  })

  it('keeps the offsets of a film', () => {
    expect(cleanFile(film())!.bytes.indexOf(PIXELS)).toBe(film().indexOf(PIXELS))
  })

  it.each<[string, string, Buffer]>([
    ['a letter', 'file.pdf', Buffer.from('%PDF-1.7 …')],
    ['plain words', 'file.txt', Buffer.from('停电两天了')],
    ['an office file', 'file.docx', Buffer.from('PK\x03\x04 word/document.xml \0')],
    ['what nobody knows', 'file.bin', Buffer.from([0, 1, 2, 3, 4, 5])],
  ])('has a name that says what it is and nothing else: %s', (_what, name, bytes) => {
    expect(cleanFile(bytes)).toEqual({ name, bytes })
  })
})

describe('A file is not passed on', () => {
  it.each<[string, Buffer]>([
    ['a picture that would fill the memory of a phone', png({ width: 60_000, height: 60_000 })],
    ['the same as a JPEG', jpeg({ width: 65_000, height: 65_000 })],
    ['a programme', Buffer.from('MZ\x90\0 this program cannot be run')],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf ~')],
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>')],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a picture that keeps its place out of reach', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
    ['a TIFF', Buffer.from('II*\0\x08\0\0\0')],
  ])('when it is %s', (_what, bytes) => {
    expect(cleanFile(bytes)).toBeNull()
  })

  it('when it is torn, wherever it is cut', () => {
    for (const [name, bytes] of TELLING.filter(([name]) => name !== 'file.mp3')) {
      const end = bytes.lastIndexOf(name === 'file.gif' ? 'pix' : PIXELS)
      for (let length = 16; length < end; length += 1) {
        const clean = cleanFile(bytes.subarray(0, length))
        expect(clean?.bytes.includes(CANARY) ?? false, `${name} cut at ${length}`).toBe(false)
      }
    }
  })

  it('and never keeps the desk busy for long, whatever is in it', () => {
    for (const [, bytes] of TELLING)
      for (let at = 4; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes)
        changed[at] = 0xff - changed[at]!
        cleanFile(changed)
      }
  })
})
