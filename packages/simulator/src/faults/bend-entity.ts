import { isJsonObject, type Json, type JsonObject } from '../world/json.ts'
import type { Kind } from '../world/kinds.ts'
import type { Faults } from './faults.ts'

/** The faults that alter what an entity looks like. */
export type Shape = Pick<Faults, 'unknownFields' | 'newEnumValues' | 'brokenFields'>

/** An object inside each kind of entity that new fields are put into; where it is null or none there is, nothing is. */
const nested: Readonly<Record<Kind, string | null>> = {
  'message-thread': null,
  reservation: 'Options',
  resource: 'Data',
  message: 'Sender',
  'resource-block': null,
  customer: 'Address',
  payment: 'Amount',
}

const newValues: Readonly<Record<Kind, JsonObject>> = {
  'message-thread': {},
  reservation: { Origin: 'Telepathy', Purpose: 'Pilgrimage' },
  resource: { State: 'Haunted' },
  message: { Sender: { Discriminator: 'Concierge', Value: null } },
  'resource-block': { Type: 'Filming' },
  customer: { Title: 'Doctor', Classifications: ['Returning', 'Stargazer'] },
  payment: { Type: 'BarterPayment', PaymentOrigin: 'Kiosk' },
}

/** Whether entities are shown otherwise than they are. */
export function isBent({ unknownFields, newEnumValues, brokenFields }: Shape): boolean {
  return unknownFields || newEnumValues || brokenFields.length > 0
}

/** The entity as the API shows it: with new values, new fields and broken fields, in that order. */
export function bendEntity(kind: Kind, id: string, state: JsonObject, shape: Shape): JsonObject {
  let shown = shape.newEnumValues ? { ...state, ...newValues[kind] } : state
  if (shape.unknownFields) shown = addFields(kind, shown)
  for (const broken of shape.brokenFields) {
    if (broken.entity === kind && broken.id === id) shown = setField(shown, broken.path.split('.'), broken.value)
  }
  return shown
}

/** Fields with values of every sort; `CustomTitleName` is one that Mews added to customers in 2026. */
function addFields(kind: Kind, state: JsonObject): JsonObject {
  const place = nested[kind]
  const inner = place === null ? undefined : state[place]
  return {
    ...state,
    ...(place !== null && isJsonObject(inner) ? { [place]: { ...inner, IntroducedLater: 'ěščř' } } : {}),
    CustomTitleName: 'Lady',
    IntroducedLater: { Code: 'A1', Values: [1, 2.5, null], IsNew: true },
    IntroducedNull: null,
  }
}

function setField(state: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  const [field = '', ...rest] = path
  if (rest.length > 0) {
    const inner = state[field]
    return { ...state, [field]: setField(isJsonObject(inner) ? inner : {}, rest, value) }
  }
  if (value !== undefined) return { ...state, [field]: value }
  const { [field]: _taken, ...others } = state
  return others
}
