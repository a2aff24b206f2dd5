import type { Kind } from '../kinds.ts'
import { customer } from './customer.ts'
import type { Maker } from './maker.ts'
import { messageThread } from './message.ts'
import { payment } from './payment.ts'
import { reservation } from './reservation.ts'
import { resource } from './resource.ts'
import { resourceBlock } from './resource-block.ts'

/** How each kind is made, but for messages, which need a thread. */
export const makers: Readonly<Record<Exclude<Kind, 'message'>, Maker>> = {
  'message-thread': messageThread,
  reservation,
  resource,
  'resource-block': resourceBlock,
  customer,
  payment,
}
