import { createCloser } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { openUnlessStopped, unlessStopped } from './unless-stopped.ts'

describe('work that may be stopped', () => {
  it('gives what it gives while nobody stops it', async () => {
    await expect(unlessStopped(Promise.resolve(7), new AbortController().signal)).resolves.toBe(7)
  })

  it('throws its own failure, and the reason of the stop once there is one', async () => {
    const stopping = new AbortController()
    const failed = unlessStopped(Promise.reject(new Error('broken')), stopping.signal)
    const endless = unlessStopped(new Promise(() => {}), stopping.signal)
    stopping.abort()

    await expect(failed).rejects.toThrow('broken')
    await expect(endless).rejects.toBe(stopping.signal.reason)
    await expect(unlessStopped(Promise.resolve(7), stopping.signal)).rejects.toBe(stopping.signal.reason)
  })
})

describe('a part that opens', () => {
  const open = () => {
    let isOpen = true
    const close = async () => {
      isOpen = false
    }
    return { opened: { value: 'part', close }, isOpen: () => isOpen }
  }

  it('is closed with the rest', async () => {
    const { keep, closeAll } = createCloser()
    const { opened, isOpen } = open()

    const value = await openUnlessStopped(Promise.resolve(opened), keep, new AbortController().signal)
    expect([value, isOpen()]).toEqual(['part', true])
    await closeAll()

    expect(isOpen()).toBe(false)
  })

  it('is closed though it opens only after the stop', async () => {
    const { keep, closeAll } = createCloser()
    const { opened, isOpen } = open()
    const stopping = new AbortController()
    let finish = (_opened: typeof opened) => {}
    const opening = new Promise<typeof opened>((resolve) => {
      finish = resolve
    })

    const waiting = openUnlessStopped(opening, keep, stopping.signal)
    stopping.abort()
    await expect(waiting).rejects.toBe(stopping.signal.reason)
    const closing = closeAll()
    finish(opened)
    await closing

    expect(isOpen()).toBe(false)
  })

  it('that could not be opened does not stand in the way of the end', async () => {
    const { keep, closeAll } = createCloser()
    const opening = Promise.reject(new Error('no port'))

    await expect(openUnlessStopped(opening, keep, new AbortController().signal)).rejects.toThrow('no port')

    await expect(closeAll()).resolves.toBeUndefined()
  })
})
