import { partitionOf } from '@bellhop/kafka'
import { toLanes } from '@bellhop/mews'
import { topicNames } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { thinEvent } from '../testing/letters.ts'
import { addressEvents } from './address-events.ts'

const lanes = toLanes([{ name: 'hotel', chain: 'grand-hotels', enterpriseIds: ['enterprise-1'] }])
const topics = topicNames('mews')

describe('the address of an event that is written once more', () => {
  it('is the topic of its discriminator, and the partition of its lane there', () => {
    const known = thinEvent()
    const stranger = thinEvent({ enterprise_id: 'stranger', discriminator: 'CustomerAdded' })

    expect(addressEvents({ events: [known, stranger] }, lanes, topics, 12)).toEqual({
      events: [
        {
          topic: 'mews.events.payment-updated',
          key: 'grand-hotels',
          partition: partitionOf('grand-hotels', 12),
          value: known,
        },
        {
          topic: 'mews.events.customer-added',
          key: 'stranger',
          partition: partitionOf('stranger', 12),
          value: stranger,
        },
      ],
    })
  })

  it('is none where the catalogue does not know the discriminator', () => {
    const events = [thinEvent({ discriminator: 'SpaceshipUpdated' }), thinEvent()]
    const addressed = addressEvents({ events }, lanes, topics, 12)

    expect(addressed.events).toHaveLength(1)
    expect(addressed.refusal).toBe('the catalogue does not know SpaceshipUpdated')
  })
})
