// Generated from avro/*.avsc by scripts/generate-types.mjs. Do not edit.

import { type Control, controlSchema } from './control.ts'
import { type Customer, customerSchema } from './customer.ts'
import { type DeadLetter, deadLetterSchema } from './dead-letter.ts'
import { type EntityState, entityStateSchema } from './entity-state.ts'
import { type Integration, integrationSchema } from './integration.ts'
import { type Message, messageSchema } from './message.ts'
import { type Payment, paymentSchema } from './payment.ts'
import { type Redrive, redriveSchema } from './redrive.ts'
import { type Reservation, reservationSchema } from './reservation.ts'
import { type ResourceBlock, resourceBlockSchema } from './resource-block.ts'
import { type Resource, resourceSchema } from './resource.ts'
import { type ThinEvent, thinEventSchema } from './thin-event.ts'
import { type WaitingEvent, waitingEventSchema } from './waiting-event.ts'
import type { RecordSchema } from '../record-schema.ts'

export type { Control, Customer, DeadLetter, EntityState, Integration, Message, Payment, Redrive, Reservation, ResourceBlock, Resource, ThinEvent, WaitingEvent }

/** In-process type of each record, by its name. */
export type RecordTypes = {
  readonly 'control': Control
  readonly 'customer': Customer
  readonly 'dead-letter': DeadLetter
  readonly 'entity-state': EntityState
  readonly 'integration': Integration
  readonly 'message': Message
  readonly 'payment': Payment
  readonly 'redrive': Redrive
  readonly 'reservation': Reservation
  readonly 'resource-block': ResourceBlock
  readonly 'resource': Resource
  readonly 'thin-event': ThinEvent
  readonly 'waiting-event': WaitingEvent
}

/** Name of a record: that of its .avsc file. */
export type RecordName = keyof RecordTypes

/** Avro schema of each record, by its name. */
export const schemas: Readonly<Record<RecordName, RecordSchema>> = {
  'control': controlSchema,
  'customer': customerSchema,
  'dead-letter': deadLetterSchema,
  'entity-state': entityStateSchema,
  'integration': integrationSchema,
  'message': messageSchema,
  'payment': paymentSchema,
  'redrive': redriveSchema,
  'reservation': reservationSchema,
  'resource-block': resourceBlockSchema,
  'resource': resourceSchema,
  'thin-event': thinEventSchema,
  'waiting-event': waitingEventSchema,
}
