import { describe, expect, it } from 'vitest'
import { createPrint } from './print.ts'

function open(isJson: boolean, isTTY = false) {
  const said = { out: '', err: '', now: 0 }
  const stdout = { write: (text: string) => (said.out += text) }
  const stderr = { write: (text: string) => (said.err += text), isTTY }
  return { said, print: createPrint(stdout, stderr, isJson, () => said.now) }
}

describe('what a command prints', () => {
  it('is text, or JSON where that was asked for, and nothing else on standard output', () => {
    const text = open(false)
    const json = open(true)

    for (const { print } of [text, json]) {
      print.note('a note')
      print.progress('half of it')
      print.row({ n: 1 }, 'row 1')
      print.answer({ all: true }, ['line 1', 'line 2'])
    }

    expect(text.said.out).toBe('row 1\nline 1\nline 2\n')
    expect(json.said.out).toBe('{"n":1}\n{\n  "all": true\n}\n')
    expect(json.said.err).toBe('a note\nhalf of it\n')
  })

  it('tells progress every five seconds where there is no terminal', () => {
    const { said, print } = open(false)

    print.progress('1')
    said.now = 4_999
    print.progress('2')
    said.now = 5_000
    print.progress('3')

    expect(said.err).toBe('1\n3\n')
  })

  it('draws progress in place on a terminal, and takes it away before anything else is said', () => {
    const { said, print } = open(false, true)

    print.progress('1')
    print.progress('2')
    print.row({}, 'row')
    print.note('note')

    expect(said.err).toBe('1\r\x1b[K2\r\x1b[Knote\n')
  })
})
